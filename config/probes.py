"""Health and readiness, for whatever restarts us or sends us requests; docs/operating.md says who asks what.

They answer before hosts, sessions and redirects are looked at: load balancers ask by address, without TLS.
"""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

LIVE = "/health/live"
READY = "/health/ready"
FREE_MB = 200  # Below that answers are soon lost; better that another machine takes them.
MEGABYTE = 1 << 20

migrated: set[str] = set()  # Databases seen complete: only a new release, in a new process, changes that.


def answer_probes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: ``/health/live`` says that the process answers, ``/health/ready`` that it can work."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == LIVE:
            return JsonResponse({"live": True})
        if request.path == READY:
            return readiness()
        return get_response(request)

    return middleware


def readiness() -> HttpResponse:
    """What works and what doesn't, by name; the reasons are for ``manage.py doctor``."""
    found = {name: works(check) for name, check in CHECKS.items()}
    ready = all(found.values())
    response = JsonResponse({"ready": ready, "checks": found}, status=200 if ready else 503)
    response["Cache-Control"] = "no-store"
    return response


def works(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def is_migrated() -> bool:
    if connection.alias not in migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        migrated.add(connection.alias)
    return True


def is_published() -> bool:
    from quiz.models import Edition

    return Edition.objects.exists()


def has_fonts() -> bool:
    from reports.fonts import are_made

    return are_made(settings.FONT_DIR)


def has_room() -> bool:
    return shutil.disk_usage(settings.DATA_DIR).free >= FREE_MB * MEGABYTE


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": is_migrated,
    "edition": is_published,
    "fonts": has_fonts,
    "disk": has_room,
}

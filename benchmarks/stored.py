"""How the look-ups, the purge and the editor's desk grow with the sittings stored, on SQLite.

Sittings are written by plain SQL, each with five answers, seven of ten finished and printed; the latest
finished ones have every answer, since those are what the desk's pages read. Times are the best of some,
since what is asked for is how they grow.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import chain, cycle
from pathlib import Path
from time import perf_counter, process_time

TURNS, DESK_TURNS = 25, 3
BATCH = 50_000
LATEST = 2_000  # What the desk's pages look at.
APART = 15  # Seconds between two sittings: 1,000,000 are half a year.

Figure = tuple[str, float]


def table(most: int, say: Callable[[str], None] = print) -> None:
    """Prints milliseconds at 10^3, 10^4 ... ``most`` sittings, a line for each figure."""
    from django.utils import timezone

    from quiz.models import Edition, Sitting

    edition = Edition.objects.newest()
    assert edition
    _, code = Sitting.objects.start(edition, timezone.now(), path="all")
    stored, wanted = 0, 1_000
    while wanted <= most:
        started = process_time()
        fill(edition.pk, wanted - stored)
        finished = answer_latest(edition)
        stored = wanted
        told = (
            f"{stored:>10,} sittings, {megabytes():,.0f} MB, filled in {process_time() - started:,.0f} CPU s"
        )
        say(told)
        figures = (pages_figures(code), queue_figures(), desk_figures(finished), purge_figures(code))
        for name, seconds in chain.from_iterable(figures):
            say(f"{name:>24}{1000 * seconds:>12,.2f} ms")
        wanted *= 10


def fill(edition: int, number: int) -> None:
    """So many sittings up to now, with five answers each."""
    from django.db import connection, transaction
    from django.utils import timezone

    now = timezone.now()
    sitting = (
        "INSERT INTO quiz_sitting (code_hash, edition_id, started_at, touched_at, finished_at, path, pages,"
        " goes_on, leaves_no_trace, version, about, must_haves, compare) VALUES"
        " (%s, %s, %s, %s, %s, 'all', '[]', false, false, 1, '{}', '{}', '[]')"
    )
    answers = (
        "INSERT INTO quiz_response (sitting_id, item, value)"
        " SELECT s.id, 'item-' || n.n, '3' FROM quiz_sitting s, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3"
        " UNION SELECT 4 UNION SELECT 5) n WHERE s.id > %s"
    )
    printings = (
        "INSERT INTO reports_printing (sitting_id, paper, language, stage, asked_at, started_at, ended_at,"
        " attempts, worker, task, report, digest)"
        " SELECT id, 'a4', 'en-gb', 'made', finished_at, finished_at, finished_at, 1, '', '', '', ''"
        " FROM quiz_sitting WHERE id > %s AND finished_at IS NOT NULL"
    )
    while number > 0:
        part = min(number, BATCH)
        rows = []
        for place in range(number, number - part, -1):
            at = connection.ops.adapt_datetimefield_value(now - timedelta(seconds=APART * place))
            finished_at = at if place % 10 < 7 else None
            rows.append((hashlib.sha256(secrets.token_bytes(16)).hexdigest(), edition, at, at, finished_at))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM quiz_sitting")
            (last,) = cursor.fetchone()
            cursor.executemany(sitting, rows)
            cursor.execute(answers, [last])
            cursor.execute(printings, [last])
        number -= part


def answer_latest(edition: object) -> str:
    """Gives the latest finished sittings every answer. Returns the code of one more, just finished."""
    from django.utils import timezone

    from quiz.editions.store import as_value, content_of
    from quiz.models import Edition, Response, Sitting
    from quiz.scoring.ideal import ideal_answers

    assert isinstance(edition, Edition)
    content = content_of(edition)
    told = cycle(ideal_answers(content.items, role, content.constants) for role in content.scored_roles)
    one, code = Sitting.objects.start(edition, timezone.now(), finished_at=timezone.now())
    latest = Sitting.objects.finished().order_by("-pk").values_list("pk", flat=True)[:LATEST]
    rows = [
        Response(sitting_id=pk, item=slug, value=as_value(answer))
        for pk, given in zip([one.pk, *latest[1:]], told, strict=False)
        for slug, answer in given.items()
    ]
    Response.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    return code


def pages_figures(code: str) -> list[Figure]:
    """What a page of the quiz asks of the database."""
    from django.utils import timezone

    from quiz.statements import find_sitting, keep_answers, stored_values, touch

    sitting = find_sitting(code)
    assert sitting
    now = timezone.now()

    def save() -> None:
        touch(sitting.pk, now)
        keep_answers(sitting.pk, {"item-1": "3"})

    return [
        ("look-up by code", best(partial(find_sitting, code))),
        ("its answers", best(partial(stored_values, sitting.pk))),
        ("one save", best(save)),
    ]


def queue_figures() -> list[Figure]:
    """What each worker asks every five seconds, and what is asked for the metrics."""
    from django.test import Client
    from django.utils import timezone

    from reports.printing import take_over

    machine = Client(SERVER_NAME="localhost")

    def metrics() -> None:
        assert machine.get("/metrics").status_code == 200

    return [
        ("a worker's look around", best(lambda: take_over(timezone.now()))),
        ("metrics", best(metrics)),
    ]


def desk_figures(code: str) -> list[Figure]:
    """Whole pages of the editor's desk; of the statistics also the first time, when nothing is kept."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from reports.admin import statistics

    editor, _ = User.objects.get_or_create(username="bench", is_superuser=True, is_staff=True)
    desk = Client(SERVER_NAME="localhost")
    desk.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    def look(name: str) -> None:
        assert desk.get(reverse(f"admin:{name}")).status_code == 200

    def look_anew() -> None:
        statistics.KEPT.clear()
        look("quiz_statistics")

    def explain() -> None:
        said = {"code": code, "reason": "A bench.", "agreed": "on"}
        assert desk.post(reverse("admin:quiz_explanation_add"), said).status_code == 200

    lists = ("index", "quiz_edition_changelist", "quiz_explanation_changelist")
    return [
        *((f"desk: {name}", best(partial(look, name), DESK_TURNS)) for name in lists),
        ("desk: explaining", best(explain, DESK_TURNS)),
        ("desk: impact", best(partial(look, "quiz_impact"), DESK_TURNS)),
        ("desk: statistics", best(look_anew, DESK_TURNS)),
        ("desk: statistics again", best(partial(look, "quiz_statistics"), DESK_TURNS)),
    ]


def purge_figures(code: str) -> list[Figure]:
    from django.utils import timezone

    from quiz.models import Sitting
    from quiz.retention import erase_overdue

    now = timezone.now()
    idle = best(partial(erase_overdue, now))
    others = Sitting.objects.exclude(pk__in=Sitting.objects.with_code(code).values("pk"))
    old = list(others.order_by("pk").values_list("pk", flat=True)[:100])
    Sitting.objects.filter(pk__in=old).update(touched_at=now - timedelta(days=9_999))
    started = perf_counter()
    assert erase_overdue(now) == len(old)
    return [("purge, nothing to do", idle), ("purge of 100", perf_counter() - started)]


def megabytes() -> float:
    """The size of the database file and its log."""
    from django.conf import settings

    name = str(settings.DATABASES["default"]["NAME"])
    files = [path for path in (Path(name), Path(f"{name}-wal")) if path.exists()]
    return sum(path.stat().st_size for path in files) / 1e6


def best(act: Callable[[], object], turns: int = TURNS) -> float:
    taken = []
    for _ in range(turns):
        started = perf_counter()
        act()
        taken.append(perf_counter() - started)
    return min(taken)

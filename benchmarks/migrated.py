"""``python -m benchmarks.migrated quiz.0013 reports.0001``: what later migrations cost a large site in use.

Takes an empty database to the named migrations, fills it with sittings (``--sittings``, a million), five
answers and a printing each, and then applies what comes after, one migration at a time, while one answer
after the other is saved. Prints the seconds of each and the longest that a save waited. On SQLite, which
stands still for whoever writes, or on the PostgreSQL that DATABASE_URL names:
``scripts/with-postgresql .venv/bin/python -m benchmarks.migrated quiz.0013 reports.0001``.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import perf_counter

APPS = ("quiz", "reports", "roles", "accounts")
HEAD = f"{'migration':52}{'seconds':>9}{'saves':>7}{'longest save, s':>17}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", nargs="+", help="the migrations to start from, such as quiz.0013")
    parser.add_argument("--sittings", type=int, default=1_000_000)
    told = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="rolewise-bench-")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": folder, "HTTPS": "false"}
    os.environ |= {"LOG_LEVEL": "ERROR"}
    try:
        import django

        django.setup()
        measure([name.split(".") for name in told.start], told.sittings)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(start: Sequence[Sequence[str]], sittings: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    for name in start:
        call_command("migrate", *name, verbosity=0)
    sitting = fill(sittings)
    print(f"{connection.vendor}, {sittings:,} sittings; load {os.getloadavg()[0]:.1f}")
    print(HEAD, flush=True)
    for app, name in to_come():
        with saving(sitting) as waited:
            started = perf_counter()
            call_command("migrate", app, name, verbosity=0)
            taken = perf_counter() - started
        print(f"{f'{app}.{name}':52}{taken:>9.2f}{len(waited):>7}{max(waited):>17.3f}", flush=True)


def fill(sittings: int) -> int:
    """The number of one of them, of an edition without content."""
    from django.utils import timezone

    from benchmarks import stored
    from quiz.models import Edition

    edition = Edition(number=1, digest="0" * 64, document="{}", published_at=timezone.now())
    edition.save()
    stored.fill(edition.pk, sittings)
    return sittings // 2


def to_come() -> list[tuple[str, str]]:
    """The migrations of ours that are not applied yet, in their order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(each.app_label, each.name) for each, _ in plan if each.app_label in APPS]


@contextmanager
def saving(sitting: int) -> Iterator[list[float]]:
    """One save after the other beside what is done inside; yields the seconds that each took."""
    taken: list[float] = []
    over = Event()
    others = Thread(target=save_until, args=(sitting, over, taken))
    others.start()
    try:
        yield taken
    finally:
        over.set()
        others.join()


def save_until(sitting: int, over: Event, taken: list[float]) -> None:
    """Saves as the quiz does, by columns that every release since the first has."""
    from django.db import connection, transaction

    try:
        while not over.is_set() or not taken:
            started = perf_counter()
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE quiz_sitting SET touched_at = touched_at WHERE id = %s", [sitting])
                cursor.execute(
                    "UPDATE quiz_response SET value = '4' WHERE sitting_id = %s AND item = 'item-1'",
                    [sitting],
                )
            taken.append(perf_counter() - started)
    finally:
        connection.close()


if __name__ == "__main__":
    main()

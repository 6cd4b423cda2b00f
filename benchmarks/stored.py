"""How the look-ups and the purge grow with the sittings stored, on SQLite.

Sittings are written by plain SQL, each with five answers. Times are the best of some, since what is asked
for is how they grow.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

TURNS = 25
BATCH = 50_000


def table(most: int, say: Callable[[str], None] = print) -> None:
    """Prints milliseconds at 10^3, 10^4 ... ``most`` sittings."""
    from django.utils import timezone

    from quiz.models import Edition, Sitting

    edition = Edition.objects.newest()
    assert edition
    _, code = Sitting.objects.start(edition, timezone.now(), path="all")
    say(f"{'sittings':>10}{'code ms':>10}{'answers':>10}{'save':>10}{'purge, none':>13}{'purge of 100':>14}")
    stored, wanted = 0, 1_000
    while wanted <= most:
        fill(edition.pk, wanted - stored)
        stored = wanted
        say(f"{stored:>10,}" + "".join(f"{1000 * each:>{width}.2f}" for each, width in figures(code)))
        wanted *= 10


def fill(edition: int, number: int) -> None:
    """So many sittings, last touched in the past half year, with five answers each."""
    from django.db import connection, transaction
    from django.utils import timezone

    now = timezone.now()
    sitting = (
        "INSERT INTO quiz_sitting (code_hash, edition_id, started_at, touched_at, path, pages, goes_on,"
        " leaves_no_trace, version, about, must_haves, compare) VALUES"
        " (%s, %s, %s, %s, 'all', '[]', false, false, 1, '{}', '{}', '[]')"
    )
    answers = (
        "INSERT INTO quiz_response (sitting_id, item, value)"
        " SELECT s.id, 'item-' || n.n, '3' FROM quiz_sitting s, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3"
        " UNION SELECT 4 UNION SELECT 5) n WHERE s.id > %s"
    )
    while number > 0:
        part = min(number, BATCH)
        rows = []
        for place in range(part):
            at = connection.ops.adapt_datetimefield_value(now - timedelta(seconds=15 * place))
            rows.append((hashlib.sha256(secrets.token_bytes(16)).hexdigest(), edition, at, at))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM quiz_sitting")
            (last,) = cursor.fetchone()
            cursor.executemany(sitting, rows)
            cursor.execute(answers, [last])
        number -= part


def figures(code: str) -> list[tuple[float, int]]:
    from django.utils import timezone

    from quiz.models import Sitting
    from quiz.retention import erase_overdue
    from quiz.statements import find_sitting, keep_answers, stored_values, touch

    sitting = find_sitting(code)
    assert sitting
    now = timezone.now()

    def save() -> None:
        touch(sitting.pk, now)
        keep_answers(sitting.pk, {"item-1": "3"})

    looked, read = best(lambda: find_sitting(code)), best(lambda: stored_values(sitting.pk))
    saved, idle = best(save), best(lambda: erase_overdue(now))
    old = list(Sitting.objects.exclude(pk=sitting.pk).values_list("pk", flat=True)[:100])
    Sitting.objects.filter(pk__in=old).update(touched_at=now - timedelta(days=9_999))
    started = perf_counter()
    assert erase_overdue(now) == len(old)
    return [(looked, 10), (read, 10), (saved, 10), (idle, 13), (perf_counter() - started, 14)]


def best(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(TURNS):
        started = perf_counter()
        act()
        taken.append(perf_counter() - started)
    return min(taken)

"""The latest sittings of one edition as values, for its statistics."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from quiz.content import EditionContent
from quiz.editions.store import as_answer
from quiz.items import Answer
from quiz.models import Appeal, Edition, Path, Response, Sitting
from quiz.paging import pages_of
from quiz.statistics.summary import Take
from quiz.statistics.suppression import FEWEST
from quiz.submission import About, MustHaves, Submission

LATEST = 2_000  # However many there are: the page costs the same.
STOPPED = timedelta(days=1)  # Without an answer for so long, somebody has stopped.


@dataclass(frozen=True, slots=True)
class Taken:
    """Sittings, oldest first; the finished ones again with their wishes; and what roles were said to appeal.

    ``appeals`` are tenth of the ranking, answer and a number for the person.
    """

    takes: tuple[Take, ...]
    finished: tuple[Submission, ...]
    appeals: tuple[tuple[int, str, int], ...]


def taken(edition: Edition, content: EditionContent, now: datetime) -> Taken:
    """The last ``LATEST`` sittings that are over, in five queries; those that leave no trace are not counted.

    In whole fives, so that the window moves by five people or not at all.
    """
    counted = Sitting.objects.filter(edition=edition, leaves_no_trace=False)
    finished_ones, stopped_ones = Q(finished_at__isnull=False), Q(touched_at__lt=now - STOPPED)
    # Apart: together no index would help, and of a million rows each would be read.
    over = counted.filter(finished_ones).count() + counted.filter(~finished_ones, stopped_ones).count()
    left = over % FEWEST
    latest = counted.filter(finished_ones | stopped_ones).order_by("-pk")[left : left + LATEST]
    fields = ("pk", "path", "pages", "finished_at", "about", "must_haves", "balance")
    rows = sorted(latest.values_list(*fields))
    answers = answers_of(row[0] for row in rows)
    bank = [[item.slug for item in page.items] for page in pages_of(content.items)]
    takes, finished = [], []
    for pk, way, pages, finished_at, about, wishes, balance in rows:
        given = answers.get(pk, {})
        is_short = way == Path.SHORT
        stopped = None if finished_at else open_page(pages if is_short else bank, given)
        takes.append(Take(is_short, stopped, given))
        if finished_at:
            place = About(place=about.get("place", ""))
            finished.append(Submission(given, place, MustHaves(**wishes), balance))
    return Taken(tuple(takes), tuple(finished), appeals_of({row[0] for row in rows}))


def answers_of(sittings: Iterable[int]) -> Mapping[int, dict[str, Answer]]:
    keys = list(sittings)
    known = {value: as_answer(value) for value in ("0", "1", "2", "3", "4", "5", "a", "b", "unsure")}
    found: defaultdict[int, dict[str, Answer]] = defaultdict(dict)
    for start in range(0, len(keys), 500):  # A database takes only so many parameters.
        told = Response.objects.filter(sitting__in=keys[start : start + 500]).order_by()
        for pk, item, value in told.values_list("sitting_id", "item", "value").iterator(chunk_size=20_000):
            found[pk][item] = known[value]
    return found


def appeals_of(sittings: set[int]) -> tuple[tuple[int, str, int], ...]:
    if not sittings:
        return ()
    near = Appeal.objects.filter(sitting__gte=min(sittings), sitting__lte=max(sittings)).order_by()
    told = near.values_list("fit_decile", "answer", "sitting_id")
    return tuple(row for row in told if row[2] in sittings)


def open_page(pages: Iterable[Iterable[str]], answers: Mapping[str, Answer]) -> int:
    """The first page with a question that is still open; the one after the last if there is none."""
    number = 0
    for number, slugs in enumerate(pages, start=1):
        if any(slug not in answers for slug in slugs):
            return number
    return number + 1

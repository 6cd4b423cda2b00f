"""The latest sittings of one edition as values, for its statistics."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import repeat
from operator import itemgetter
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast

from quiz.content import EditionContent
from quiz.editions.store import answers_of_many
from quiz.items import Answer, Answers
from quiz.models import Appeal, Edition, Path, Sitting
from quiz.paging import pages_of
from quiz.statistics.summary import Take
from quiz.statistics.suppression import FEWEST
from quiz.submission import Submission
from reports.admin.sittings import submissions_of, with_all_said

AS_TEXT = {
    "pages_text": Cast("pages", TextField()),
    "is_finished": ExpressionWrapper(Q(finished_at__isnull=False), BooleanField()),
}
FIELDS = ("pk", "path", "pages_text", "is_finished", "about_text", "wishes_text", "balance", "said")
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
    """The last ``LATEST`` sittings that are over, in four queries; those that leave no trace are not counted.

    In whole fives, so that the window moves by five people or not at all.
    """
    counted = Sitting.objects.filter(edition=edition, leaves_no_trace=False)
    finished_ones, stopped_ones = Q(finished_at__isnull=False), Q(touched_at__lt=now - STOPPED)
    # Apart: together no index would help, and of a million rows each would be read.
    over = counted.filter(finished_ones).count() + counted.filter(~finished_ones, stopped_ones).count()
    left = over % FEWEST
    latest = counted.filter(finished_ones | stopped_ones).order_by("-pk")[left : left + LATEST]
    rows = sorted(with_all_said(latest).annotate(**AS_TEXT).values_list(*FIELDS), key=itemgetter(0))
    answers = answers_of_many(row[-1] for row in rows)
    finished = [(given, row[4:-1]) for row, given in zip(rows, answers, strict=True) if row[3]]
    return Taken(
        tuple(map(take, rows, answers, repeat(pages_of_bank(content)))),
        tuple(submissions_of([given for given, _ in finished], [wishes for _, wishes in finished])),
        appeals_of({row[0] for row in rows}),
    )


def pages_of_bank(content: EditionContent) -> list[list[str]]:
    return [[item.slug for item in page.items] for page in pages_of(content.items)]


def take(row: tuple[Any, ...], answers: Answers, bank: list[list[str]]) -> Take:
    _, way, pages, is_finished, *_ = row
    is_short = way == Path.SHORT
    if is_finished:
        return Take(is_short, None, answers)
    return Take(is_short, open_page(json.loads(pages) if is_short else bank, answers), answers)


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

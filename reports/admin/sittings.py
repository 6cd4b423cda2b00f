"""The latest finished sittings as values, in one query for any number of them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import TextField
from django.db.models.functions import Cast

from quiz.editions.store import answers_of_many
from quiz.items import Answers
from quiz.models import Sitting
from quiz.models.sitting import SittingQuerySet
from quiz.statements import SAID
from quiz.submission import About, MustHaves, Submission

LATEST = 2_000
Value = TypeVar("Value")
Wishes = tuple[str, str, float | None]
"""What else decides what somebody is told: about themselves and must-haves, as stored, and balance."""


def latest_submissions(count: int = LATEST) -> list[Submission]:
    """The answers and wishes of the ``count`` sittings begun last that are finished, without a name.

    In the order of their keys, so that no million of them is sorted for it.
    """
    sittings = Sitting.objects.finished().filter(leaves_no_trace=False).order_by("-pk")[:count]
    rows = list(with_all_said(sittings).values_list("said", "about_text", "wishes_text", "balance"))
    return submissions_of(answers_of_many(said for said, *_ in rows), [row[1:] for row in rows])


def with_all_said(sittings: SittingQuerySet) -> Any:
    """The sittings with answers and wishes as text: Django would read JSON for each, and most is empty."""
    texts = {"about_text": Cast("about", TextField()), "wishes_text": Cast("must_haves", TextField())}
    return sittings.annotate(said=SAID, **texts)


def submissions_of(answers: Iterable[Answers], wishes: Sequence[Wishes]) -> list[Submission]:
    """Of what people said about themselves only the place: nothing else changes what they are told."""
    abouts, must_haves, balances = zip(*wishes, strict=True) if wishes else ((), (), ())
    places = read_once(abouts, lambda told: About(place=told.get("place", "")))
    wanted = read_once(must_haves, lambda told: MustHaves(**told))
    return list(map(Submission, answers, places, wanted, balances))


def read_once(texts: Sequence[str], read: Callable[[Mapping[str, Any]], Value]) -> Iterator[Value]:
    """What each JSON object says; those that are alike are read once."""
    known = {text: read(json.loads(text)) for text in set(texts)}
    return map(known.__getitem__, texts)

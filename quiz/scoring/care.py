"""Signs of answers given without care. They warn the respondent and never block a verdict."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from statistics import correlation, fmean, pstdev

from quiz.items import UNSURE, Agreement, Answers, Item

ENOUGH_ANSWERS = 30  # Fewer agreement answers say too little about how they were given.
LONG_RUN = 9  # The same raw option this many times running.
LOW_SPREAD = 0.55  # Standard deviation of raw answers below which all look alike.


class CareNote(StrEnum):
    """What was noticed about the way of answering (Meade & Craig 2012)."""

    LONG_RUN = "long-run"
    CONTRADICTORY = "contradictory"
    LOW_SPREAD = "low-spread"


def care_notes(answers: Answers, items: Mapping[str, Item]) -> tuple[CareNote, ...]:
    """Notes on the agreement answers, in bank order; none with fewer than ENOUGH_ANSWERS."""
    answered = [
        (item, int(answers[slug]))
        for slug, item in items.items()
        if isinstance(item, Agreement) and answers.get(slug, UNSURE) != UNSURE
    ]
    if len(answered) < ENOUGH_ANSWERS:
        return ()
    raw = [answer for _, answer in answered]
    notes = []
    if longest_run(raw) >= LONG_RUN:
        notes.append(CareNote.LONG_RUN)
    if contradicts_itself(answered):
        notes.append(CareNote.CONTRADICTORY)
    if pstdev(raw) < LOW_SPREAD:
        notes.append(CareNote.LOW_SPREAD)
    return tuple(notes)


def longest_run(values: Iterable[int]) -> int:
    """Length of the longest run of one value."""
    return max((len(list(run)) for _, run in groupby(values)), default=0)


def contradicts_itself(answered: Sequence[tuple[Agreement, int]]) -> bool:
    """Whether the forward and reverse-keyed halves disagree over the dimensions."""
    forward: dict[str, list[int]] = {}
    reverse: dict[str, list[int]] = {}
    for item, answer in answered:
        half = forward if item.key == 1 else reverse
        half.setdefault(item.dimension, []).append(item.key * (answer - 3))
    both = sorted(forward.keys() & reverse.keys())
    ahead = [fmean(forward[slug]) for slug in both]
    behind = [fmean(reverse[slug]) for slug in both]
    if len(both) < 3 or len(set(ahead)) == 1 or len(set(behind)) == 1:
        return False
    return correlation(ahead, behind) < 0

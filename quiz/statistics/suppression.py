"""Counts of people that may be shown: never of fewer than five, and not by subtracting others either."""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Span:
    """``count`` people in the places ``first`` to ``last``, counted from 0."""

    first: int
    last: int
    count: int


def in_fives(count: int) -> int:
    """The largest multiple of five not above ``count``: figures move by five people or not at all."""
    return count - count % FEWEST


def shown(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The cells of a division of people, None for those that are hidden.

    A cell below five is hidden, whether or not anybody is in it. If what is hidden could be worked out
    from the total, since it is a single cell or fewer than five people together, the smallest of the
    cells that are left is hidden with it, and so on.
    """
    order = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    hidden = {place for place in order if counts[place] < FEWEST}
    for place in order:
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= FEWEST):
            break
        hidden.add(place)
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def merged(counts: Sequence[int]) -> tuple[Span, ...]:
    """Places in a row put together until each span holds at least five people; none if all hold fewer.

    Places without anybody at the end belong to the last span.
    """
    spans: list[Span] = []
    start = held = 0
    for place, count in enumerate(counts):
        held += count
        if held >= FEWEST:
            spans.append(Span(start, place, held))
            start, held = place + 1, 0
    if start < len(counts) and spans:
        last = spans.pop()
        spans.append(Span(last.first, len(counts) - 1, last.count + held))
    return tuple(spans)

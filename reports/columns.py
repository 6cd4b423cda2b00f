"""A list cut into columns of about one height, in its order.

The print renderer lays everything in a multi-column box out again for each height that it tries;
columns that are cut beforehand are laid out once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import count
from math import ceil
from typing import TypeVar

Item = TypeVar("Item")

LINE = 130  # Characters of small type over the width of a page.
PADDING = 0.4  # Around an item, in lines.


def in_columns(items: Sequence[Item], columns: int) -> tuple[tuple[Item, ...], ...]:
    """The items in at most ``columns`` (1 or more) runs, the highest as low as it can be.

    One empty run for no items; no run is empty otherwise.
    """
    heights = [height(item, LINE / columns) for item in items]
    for room in count(ceil(max(heights, default=0.0))):
        ends = filled(heights, room)
        if len(ends) <= columns:
            starts = [0, *ends[:-1]]
            return tuple(tuple(items[start:end]) for start, end in zip(starts, ends, strict=True))
    raise AssertionError


def filled(heights: Sequence[float], room: float) -> list[int]:
    """Where each column ends when every one takes as many items as fit in ``room``."""
    ends: list[int] = []
    taken = 0.0
    for index, each in enumerate(heights):
        if index and taken + each > room:
            ends.append(index)
            taken = 0.0
        taken += each
    return [*ends, len(heights)]


def height(item: object, line: float) -> float:
    """About how many lines of ``line`` characters an item takes."""
    return ceil(sum(map(len, texts(item))) / line) + PADDING


def texts(value: object) -> Iterator[str]:
    """Every text that a value holds."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)

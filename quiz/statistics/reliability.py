"""How well the items of one scale hang together.

Rows are people who answered every item of the scale, columns items, reversed where they are keyed so.
"""

from collections.abc import Sequence
from math import fsum, sqrt

Row = Sequence[float]


def alpha(rows: Sequence[Row]) -> float | None:
    """Cronbach's alpha (1951), at most 1: k / (k - 1) (1 - sum of item variances / variance of sums).

    None below two items or two people, and if all have the same sum. Below 0 if items contradict.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    total = variance([fsum(row) for row in rows])
    if not total:
        return None
    items = len(rows[0])
    alone = fsum(variance(column) for column in zip(*rows, strict=True))
    return items / (items - 1) * (1 - alone / total)


def item_rest(rows: Sequence[Row]) -> tuple[float | None, ...]:
    """For each item the correlation, -1 to 1, with the sum of the others; None where nothing varies."""
    sums = [fsum(row) for row in rows]
    return tuple(
        correlation(column, [total - one for total, one in zip(sums, column, strict=True)])
        for column in zip(*rows, strict=True)
    )


def correlation(first: Row, second: Row) -> float | None:
    """Pearson's r; None if either has no variance or there are fewer than two people."""
    if len(first) < 2:
        return None
    mean, other = fsum(first) / len(first), fsum(second) / len(second)
    spread = fsum((x - mean) ** 2 for x in first) * fsum((y - other) ** 2 for y in second)
    if spread < 1e-18:
        return None
    return fsum((x - mean) * (y - other) for x, y in zip(first, second, strict=True)) / sqrt(spread)


def variance(values: Row) -> float:
    """The unbiased estimate."""
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)

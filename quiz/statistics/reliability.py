"""How well the items of one scale hang together.

Rows are people who answered every item of the scale, columns items, reversed where they are keyed so.
"""

from collections.abc import Sequence
from math import fsum, sqrt
from operator import mul

Row = Sequence[float]
Scores = Sequence[int]


def alpha(rows: Sequence[Scores]) -> float | None:
    """Cronbach's alpha (1951), at most 1: k / (k - 1) (1 - sum of item variances / variance of sums).

    None below two items or two people, and if all have the same sum. Below 0 if items contradict.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    sums = list(map(sum, rows))
    total = moment(sums, sums)
    if not total:
        return None
    items = len(rows[0])
    alone = sum(moment(column, column) for column in zip(*rows, strict=True))
    return items / (items - 1) * (1 - alone / total)


def item_rest(rows: Sequence[Scores]) -> tuple[float | None, ...]:
    """For each item the correlation, -1 to 1, with the sum of the others; None where nothing varies."""
    sums = list(map(sum, rows))
    total = moment(sums, sums)
    found = []
    for column in zip(*rows, strict=True):
        alone, together = moment(column, column), moment(column, sums)
        spread = alone * (total - 2 * together + alone)
        found.append((together - alone) / sqrt(spread) if spread else None)
    return tuple(found)


def moment(first: Scores, second: Scores) -> int:
    """The covariance times the square of the number of people: with whole numbers it is exact."""
    products: int = sum(map(mul, first, second))
    return len(first) * products - sum(first) * sum(second)


def correlation(first: Row, second: Row) -> float | None:
    """Pearson's r; None if either has no variance or there are fewer than two people."""
    if len(first) < 2:
        return None
    one, other = deviations(first), deviations(second)
    spread = fsum(map(mul, one, one)) * fsum(map(mul, other, other))
    if spread < 1e-18:
        return None
    return fsum(map(mul, one, other)) / sqrt(spread)


def deviations(values: Row) -> list[float]:
    """How far each value is from the mean. Of thousands of answers there are only a few different ones."""
    mean = fsum(values) / len(values)
    return list(map({value: value - mean for value in set(values)}.__getitem__, values))

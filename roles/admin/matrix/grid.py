"""All roles by all dimensions, or by all skills, as values. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import median

Place = tuple[int, int]
"""Primary keys of a role and of a dimension or skill."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a role asks on one column: a target or level, and how much it matters."""

    value: int
    weight: float

    def spelled(self) -> tuple[str, str]:
        """Both numbers as an editor types them: ("60", "1.5")."""
        return str(self.value), f"{self.weight:g}"


Asks = Mapping[Place, Ask]


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """What the roles ask on one column, taken together; only roles that ask anything count."""

    middle: float | None
    low: int | None
    high: int | None
    count: int


def summaries(asks: Asks, columns: Iterable[int]) -> dict[int, ColumnSummary]:
    """The median and the range of each column."""
    found: dict[int, list[int]] = {column: [] for column in columns}
    for (_, column), ask in asks.items():
        if column in found:
            found[column].append(ask.value)
    return {column: summary(values) for column, values in found.items()}


def summary(values: list[int]) -> ColumnSummary:
    if not values:
        return ColumnSummary(None, None, None, 0)
    return ColumnSummary(median(values), min(values), max(values), len(values))


def distance(asks: Asks, one: int, other: int, columns: Iterable[int], neutral: int) -> float:
    """How far two roles are apart: differences weighted by what either holds for important; 0 if equal.

    A role that asks nothing on a column stands at ``neutral`` with weight 0.
    """
    nothing = Ask(neutral, 0)
    total = 0.0
    for column in columns:
        a, b = asks.get((one, column), nothing), asks.get((other, column), nothing)
        total += (a.weight + b.weight) / 2 * (a.value - b.value) ** 2
    return sqrt(total)


def by_likeness(asks: Asks, role: int, roles: Iterable[int], columns: list[int], neutral: int) -> list[int]:
    """The role itself, then the others, the most similar first."""
    others = [other for other in roles if other != role]
    return [role, *sorted(others, key=lambda other: distance(asks, role, other, columns, neutral))]

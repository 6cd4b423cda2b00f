"""Where role targets stand between two poles, as positions on a line."""

from dataclasses import dataclass

from quiz.content import EditionContent
from roles.language import gettext as _
from roles.language import gettext_noop
from roles.profile import Dimension, Preference, RoleProfile

LINE_START, LINE_END = 9.0, 231.0  # Of a drawing 240 wide; dots are 18 wide at most.
WEIGHTS = (
    (0.0, gettext_noop("doesn't count here")),
    (1.0, gettext_noop("counts a little")),
    (2.0, gettext_noop("counts much")),
    (3.0, gettext_noop("decides")),
)


@dataclass(frozen=True, slots=True)
class Dot:
    """One role's target (0-100) on a dimension, ``x`` on the line, and how much it counts, in words."""

    role: str
    target: int
    x: float
    counts: str


@dataclass(frozen=True, slots=True)
class DottedLine:
    """A dimension with the dots of one or two roles."""

    dimension: Dimension
    dots: tuple[Dot, ...]


def dotted_lines(content: EditionContent, *roles: RoleProfile) -> tuple[DottedLine, ...]:
    """Every dimension that one of the roles has a target on, what counts most first."""
    asked = [slug for slug in content.dimensions if any(slug in role.preferences for role in roles)]
    asked.sort(key=lambda slug: -sum(weight_on(role, slug) for role in roles))
    return tuple(DottedLine(content.dimensions[slug], dots_on(slug, roles)) for slug in asked)


def dots_on(dimension: str, roles: tuple[RoleProfile, ...]) -> tuple[Dot, ...]:
    return tuple(
        dot_of(role.name, role.preferences[dimension]) for role in roles if dimension in role.preferences
    )


def dot_of(role: str, preference: Preference) -> Dot:
    x = LINE_START + (LINE_END - LINE_START) * preference.target / 100
    return Dot(role, round(preference.target), round(x, 1), counts(preference.weight))


def counts(weight: float) -> str:
    """How much a weight (0-3) counts, in words."""
    return next(_(words) for limit, words in WEIGHTS if weight <= limit)


def weight_on(role: RoleProfile, dimension: str) -> float:
    return role.preferences[dimension].weight if dimension in role.preferences else 0.0

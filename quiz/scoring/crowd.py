"""Scores many people fast: the same fit as ``quiz.scoring.fit``, without keeping the working.

A fit is a sum over dimensions (in u and u squared) and skills, so a role is a list of coefficients and
a person a list of values. Tests hold it to the reference within 1e-9. What runs for each person does so
in whole rows, in C: a call of Python's own for each answer would cost ten times as much.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from math import dist, erf, fsum, sqrt
from operator import mul, sub
from typing import Any, TypeVar

from quiz.items import RATING_VALUES, UNSURE, Answer, Answers, Item, SkillRating
from quiz.scoring.constants import Constants
from quiz.scoring.fit import skill_effects
from quiz.scoring.respondent import FLAT, estimate_skill, preference_scores
from roles.profile import RoleProfile

Said = TypeVar("Said")
Values = tuple[float, ...]
Table = dict[Answer, Said]
EVEN = 8.0  # Brings people, of numbers up to 4, and roles, up to 1,000, to like size: less is rounded off.
LOOK_UP: Any = dict.get  # Of a table, an answer and what else to say: its types say too little of that.
NOTHING = repeat(0j)  # What an answer says that isn't in a table: none, UNSURE, or one of another item.


@dataclass(frozen=True, slots=True)
class Standing:
    """One person: positions (0-1) followed by their squares, and skill levels, in the edition's order."""

    positions: Values
    skills: Values
    evidence: Values = ()  # How much is known of each dimension, in answers.

    @property
    def asked(self) -> int:
        """Dimensions that at least one answer speaks of."""
        return len(self.evidence) - self.evidence.count(0)


def is_flat(person: Standing, constants: Constants) -> bool:
    """Whether the preferences favour nothing, as ``favours_nothing`` says of positions within the scale."""
    places = person.positions[: len(person.positions) // 2]
    return sqrt(fsum([((u - 0.5) / constants.spread) ** 2 for u in places]) / len(places)) < FLAT


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role's fit as base plus coefficients, preferences and skills apart."""

    slug: str
    preference_base: float
    preferences: Values
    skills: Values


Row = tuple[float, Values]
"""A role at one balance, for many people: what its fit starts from, and its coefficients."""


def row_of(line: RoleLine, balance: float) -> Row:
    preferences = map(mul, line.preferences, repeat(balance / EVEN))
    values = (*preferences, *map(mul, line.skills, repeat((1 - balance) / EVEN)))
    return balance * line.preference_base + (1 - balance) * 50 + half_square(values), values


def scale(person: Standing) -> Values:
    """Somebody's values in a row, as they are held against those of a role."""
    return tuple(map(mul, (*person.positions, *person.skills), repeat(EVEN)))


def fits(rows: Iterable[Row], values: Values) -> list[float]:
    """The fit of each role, all short of the same number: ``half_square`` of the values.

    So their order and their leads are those of the fits. A sum of products is had from a distance,
    ab = (aa + bb - (a - b)(a - b)) / 2, since ``dist`` takes a quarter of the time of multiplying and adding.
    """
    return [start - dist(line, values) ** 2 / 2 for start, line in rows]


def half_square(values: Values) -> float:
    return fsum(map(mul, values, values)) / 2


def best_first(fits: Sequence[float]) -> list[int]:
    """The places of the fits, best first; equal ones stay in order, so by slug if the roles are."""
    return sorted(range(len(fits)), key=fits.__getitem__, reverse=True)


@dataclass(frozen=True, slots=True)
class Reader:
    """What each answer to each item says, looked up instead of worked out.

    ``asked`` are the items that speak of the first dimension, then those of the second, and so on; one that
    speaks of two is there twice. ``tables`` hold, for each of these, score and weight of an answer as one
    complex number, so that one sum adds up both; ``spans`` are the places of each dimension. ``rated`` is
    the item of each skill, "" without one, and ``again`` are the places of the skills that further items
    rate, with these.
    """

    constants: Constants
    kappa: float
    asked: tuple[str, ...]
    tables: tuple[Table[complex], ...]
    spans: tuple[slice, ...]
    rated: tuple[str, ...]
    again: tuple[tuple[int, tuple[str, ...]], ...]
    levels: Table[float]
    doubts: Table[float]

    @property
    def dimensions(self) -> int:
        return len(self.spans)

    def read(self, answers: Answers) -> Standing:
        """Where the answers put somebody; answers to unknown items and UNSURE don't count."""
        spread, kappa = self.constants.spread, self.kappa
        told = list(map(LOOK_UP, self.tables, map(answers.get, self.asked), NOTHING))
        sums = [sum(told[span], 0j) for span in self.spans]
        positions = [0.5 + spread * (both.real / (both.imag + kappa)) for both in sums]
        if positions and not 0 <= min(positions) <= max(positions) <= 1:
            positions = [min(1.0, max(0.0, u)) for u in positions]
        skills = self.by_rating(self.levels, answers, self.constants.skill_mean)
        squares = map(mul, positions, positions)
        return Standing((*positions, *squares), skills, tuple([both.imag for both in sums]))

    def ratings(self, answers: Answers) -> list[Answer | None]:
        """The rating of each skill, None or UNSURE without one; of two ratings the lower counts."""
        given = list(map(answers.get, self.rated))
        for place, slugs in self.again:
            told = [answer for slug in slugs if (answer := answers.get(slug, UNSURE)) in self.levels]
            given[place] = min(told, key=self.levels.__getitem__, default=None)
        return given

    def variances(self, answers: Answers, person: Standing) -> tuple[Values, Values]:
        """The error variances of the dimensions, in squared standard deviations, and of the skills."""
        skills = self.by_rating(self.doubts, answers, self.constants.skill_sd**2)
        return tuple([self.kappa / (n + self.kappa) for n in person.evidence]), skills

    def by_rating(self, table: Table[float], answers: Answers, unrated: float) -> Values:
        """What the table says of the rating of each skill."""
        return tuple(map(LOOK_UP, repeat(table), self.ratings(answers), repeat(unrated)))


def reader_of(
    items: Mapping[str, Item], dimensions: Iterable[str], skills: Iterable[str], constants: Constants
) -> Reader:
    told: dict[str, dict[str, Table[complex]]] = {slug: {} for slug in dimensions}
    for slug, item in items.items():
        for answer in item.values:
            for dimension, score, weight in preference_scores(item, answer, constants):
                table = told[dimension].setdefault(slug, {})
                table[answer] = table.get(answer, 0j) + complex(score * weight, weight)
    ends = list(accumulate(map(len, told.values()), initial=0))
    rating = [items_rating(skill, items) for skill in skills]
    estimates = {answer: estimate_skill(answer, constants) for answer in RATING_VALUES}
    return Reader(
        constants=constants,
        kappa=constants.kappa,
        asked=tuple(slug for tables in told.values() for slug in tables),
        tables=tuple(table for tables in told.values() for table in tables.values()),
        spans=tuple(map(slice, ends, ends[1:])),
        rated=tuple(slugs[0] if slugs else "" for slugs in rating),
        again=tuple((place, slugs) for place, slugs in enumerate(rating) if len(slugs) > 1),
        levels={answer: estimate.level for answer, estimate in estimates.items()},
        doubts={answer: estimate.variance for answer, estimate in estimates.items()},
    )


def items_rating(skill: str, items: Mapping[str, Item]) -> tuple[str, ...]:
    return tuple(s for s, item in items.items() if isinstance(item, SkillRating) and item.skill == skill)


def role_lines(
    roles: Iterable[RoleProfile], dimensions: Sequence[str], skills: Sequence[str], constants: Constants
) -> tuple[RoleLine, ...]:
    """The roles as coefficients, by slug: equal fits are ranked by slug."""
    ordered = sorted(roles, key=lambda role: role.slug)
    return tuple(role_line(role, dimensions, skills, constants) for role in ordered)


def role_line(
    role: RoleProfile, dimensions: Sequence[str], skills: Sequence[str], constants: Constants
) -> RoleLine:
    shares = weight_shares(role)
    scale = constants.preference_scale
    targets = {slug: role.preferences[slug].target / 100 for slug in shares}
    linear = [2 * scale * shares.get(slug, 0) * targets.get(slug, 0) for slug in dimensions]
    squared = [-scale * shares.get(slug, 0) for slug in dimensions]
    effects = skill_effects(role, skills)
    return RoleLine(
        slug=role.slug,
        preference_base=100 - scale * fsum(share * targets[slug] ** 2 for slug, share in shares.items()),
        preferences=(*linear, *squared),
        skills=tuple(constants.skill_scale * effects.get(slug, 0) for slug in skills),
    )


def weight_shares(role: RoleProfile) -> Mapping[str, float]:
    """The share of the role's weight that each weighted dimension has."""
    total = fsum(preference.weight for preference in role.preferences.values())
    return {slug: p.weight / total for slug, p in role.preferences.items() if p.weight}


@dataclass(frozen=True, slots=True)
class Gap:
    """Two roles held against each other: what decides how surely one of them is ahead of the other.

    By dimension the difference of the fits' slopes, in points per position (0-1), as ``slopes`` plus
    ``curves`` times the position, and twice the square of that of their curvatures, in points per squared
    standard deviation; by skill the square of the difference in points per level. Both before weighting.
    """

    slopes: Values
    curves: Values
    bends: Values
    skills: Values
    spread: float

    def chance(
        self,
        lead: float,
        person: Standing,
        variances: tuple[Values, Values],
        balance: float,
    ) -> float:
        """Chance (0-1) that the first role keeps its lead, as ``certainty.chance_ahead`` has it."""
        known, rated = variances
        dimensions = zip(self.slopes, self.curves, self.bends, person.positions, known, strict=False)
        preferences = [
            ((steep := slope + curve * u) * steep + bend * v) * v for slope, curve, bend, u, v in dimensions
        ]
        skills = fsum(map(mul, self.skills, rated))
        variance = (balance * self.spread) ** 2 * fsum(preferences) + (1 - balance) ** 2 * skills
        if not variance:
            return 0.5 if lead == 0 else float(lead > 0)
        return 0.5 * (1 + erf(lead / sqrt(2 * variance)))


def gap_between(first: RoleLine, second: RoleLine, spread: float) -> Gap:
    apart = tuple(map(sub, first.preferences, second.preferences))
    linear, squared = apart[: len(apart) // 2], apart[len(apart) // 2 :]
    return Gap(
        slopes=linear,
        curves=tuple(2 * curve for curve in squared),
        bends=tuple(2 * (curve * spread) ** 2 for curve in squared),
        skills=tuple((one - other) ** 2 for one, other in zip(first.skills, second.skills, strict=True)),
        spread=spread,
    )

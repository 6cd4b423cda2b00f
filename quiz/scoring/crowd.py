"""Scores many people fast: the same fit as ``quiz.scoring.fit``, without keeping the working.

A fit is a sum over dimensions (in u and u squared) and skills, so a role is a list of coefficients and
a person a list of values. Tests hold it to the reference within 1e-9.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from operator import mul

from quiz.items import UNSURE, Answer, Answers, Item, SkillRating
from quiz.scoring.constants import Constants
from quiz.scoring.fit import skill_effects
from quiz.scoring.respondent import FLAT, preference_scores
from roles.profile import RoleProfile

Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class Standing:
    """One person: positions (0-1) followed by their squares, and skill levels, in the edition's order."""

    positions: Values
    skills: Values
    asked: int  # Dimensions that at least one answer speaks of.


def is_flat(person: Standing, constants: Constants) -> bool:
    """Whether the preferences favour nothing, as ``favours_nothing`` says of positions within the scale."""
    places = person.positions[: len(person.positions) // 2]
    return sqrt(fsum(((u - 0.5) / constants.spread) ** 2 for u in places) / len(places)) < FLAT


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role's fit as base plus coefficients, preferences and skills apart."""

    slug: str
    preference_base: float
    preferences: tuple[float, ...]
    skills: tuple[float, ...]

    def fit(self, person: Standing, balance: float) -> float:
        preference: float = self.preference_base + sum(map(mul, self.preferences, person.positions))
        skill: float = 50 + sum(map(mul, self.skills, person.skills))
        return balance * preference + (1 - balance) * skill


@dataclass(frozen=True, slots=True)
class Reader:
    """What each answer to each item says, looked up instead of worked out."""

    constants: Constants
    dimensions: int
    skills: int
    effects: Mapping[str, Mapping[Answer, tuple[tuple[int, float, float], ...]]]
    ratings: Mapping[str, int]

    def read(self, answers: Answers) -> Standing:
        """Where the answers put somebody; answers to unknown items and UNSURE don't count."""
        totals, evidence = [0.0] * self.dimensions, [0.0] * self.dimensions
        rated: dict[int, int] = {}
        for slug, answer in answers.items():
            if answer == UNSURE:
                continue
            if slug in self.ratings:
                skill, level = self.ratings[slug], int(answer)
                rated[skill] = min(level, rated.get(skill, level))
            else:
                for dimension, score, weight in self.effects.get(slug, NOTHING).get(answer, ()):
                    totals[dimension] += score
                    evidence[dimension] += weight
        return self.standing(totals, evidence, rated)

    def standing(self, totals: Values, evidence: Values, rated: Mapping[int, int]) -> Standing:
        c, kappa = self.constants, self.constants.kappa
        positions = [
            min(1.0, max(0.0, 0.5 + c.spread * total / (known + kappa)))
            for total, known in zip(totals, evidence, strict=True)
        ]
        mean, share = c.skill_mean, c.skill_reliability
        skills = [
            mean + share * (rated[skill] - mean) if skill in rated else mean for skill in range(self.skills)
        ]
        return Standing([*positions, *(u * u for u in positions)], skills, sum(map(bool, evidence)))


NOTHING: Mapping[Answer, tuple[tuple[int, float, float], ...]] = {}


def reader_of(
    items: Mapping[str, Item], dimensions: Iterable[str], skills: Iterable[str], constants: Constants
) -> Reader:
    places = {slug: place for place, slug in enumerate(dimensions)}
    skill_places = {slug: place for place, slug in enumerate(skills)}
    return Reader(
        constants=constants,
        dimensions=len(places),
        skills=len(skill_places),
        effects={
            slug: {
                answer: tuple(
                    (places[dimension], score * weight, weight)
                    for dimension, score, weight in preference_scores(item, answer, constants)
                )
                for answer in item.values
            }
            for slug, item in items.items()
            if not isinstance(item, SkillRating)
        },
        ratings={
            slug: skill_places[item.skill] for slug, item in items.items() if isinstance(item, SkillRating)
        },
    )


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


def ranked(lines: Iterable[RoleLine], person: Standing, balance: float) -> list[str]:
    """The slugs of the roles, best fit first; equal fits by slug, if the lines are."""
    fits = [(-line.fit(person, balance), line.slug) for line in lines]
    return [slug for _, slug in sorted(fits)]

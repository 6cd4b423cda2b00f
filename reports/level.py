"""The likely level of somebody within a discipline, by skills and, as a cross-check, by years.

By skills, a level is reached when somebody is ready for the role that stands for it. Years alone
say little, so they never move the level by skills: where the two disagree both are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.fit import readiness
from quiz.scoring.respondent import RespondentProfile
from reports.paths import RUNGS, rung
from roles.profile import Discipline, Level, RoleProfile, StepKind, Track

READY = 85.0  # Readiness (0-100): room for one level short in one skill of seven, as ladders allow.
MANAGES = Track.MANAGEMENT
RATED_SHARE = 0.5  # Below half of the demands rated, readiness speaks of too little.
YEARS = {Level.ENTRY: 0, Level.MID: 2, Level.SENIOR: 5, Level.STAFF: 8, Level.PRINCIPAL: 10}
"""Years of experience from which a level is usual. 2 and 10 follow the one published figure (37signals:
two years at the first level, a decade or more to principal); 5 and 8 are editors' judgement."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder: the role that stands for it and how ready (0-100) somebody is for it.

    ``readiness`` is None when too few of its demands are rated.
    """

    level: Level
    role: RoleProfile
    readiness: float | None

    @property
    def is_reached(self) -> bool:
        return self.readiness is not None and self.readiness >= READY


@dataclass(frozen=True, slots=True)
class LikelyLevel:
    """The highest level reached by skills and the one that years suggest, each None if unknown.

    Somebody who reaches no level is on the way to the lowest: ``by_skills`` is then that level and
    ``is_on_the_way`` is true.
    """

    rungs: tuple[Rung, ...]
    by_skills: Level | None
    by_years: Level | None
    is_on_the_way: bool

    @property
    def level(self) -> Level | None:
        """The level to go by: skills before years."""
        return self.by_skills or self.by_years

    @property
    def disagrees(self) -> bool:
        return bool(self.by_skills and self.by_years and self.by_skills is not self.by_years)


def likely_level(
    content: EditionContent, respondent: RespondentProfile, first: RoleProfile, years: int | None
) -> LikelyLevel:
    """The level on the ladder of the first role's discipline; ``years`` of experience may be unknown."""
    rungs = tuple(
        Rung(level, role, readiness(respondent, role) if enough_rated(respondent, role) else None)
        for level, role in ladder(content, first)
    )
    known = [each for each in rungs if each.readiness is not None]
    reached = [each.level for each in known if each.is_reached]
    by_skills = reached[-1] if reached else known[0].level if known else None
    return LikelyLevel(rungs, by_skills, by_years(years), bool(known) and not reached)


def by_years(years: int | None) -> Level | None:
    """The highest level that so many years suggest."""
    return None if years is None else [level for level, least in YEARS.items() if years >= least][-1]


def enough_rated(respondent: RespondentProfile, role: RoleProfile) -> bool:
    rated = sum(respondent.skills[slug].rating is not None for slug in role.skills)
    return bool(role.skills) and rated >= RATED_SHARE * len(role.skills)


def ladder(content: EditionContent, first: RoleProfile) -> Iterable[tuple[Level, RoleProfile]]:
    """For each level from entry up, the role that stands for it, if the edition has any."""
    related = connected(content, first.slug)
    for level in RUNGS:
        alike = [
            role
            for role in content.roles.values()
            if (manages_at(content, role, level, first) if role.track is MANAGES else role.level is level)
        ]
        own = [role for role in alike if role.discipline is first.discipline]
        if found := own or general(content, alike):
            yield level, min(found, key=lambda role: nearness(role, first, related))


def manages_at(content: EditionContent, role: RoleProfile, level: Level, first: RoleProfile) -> bool:
    """Whether a manager is of a level: they stand beside engineers, on a manager's ladder only."""
    return first.track is MANAGES and rung(content, role) == RUNGS[level]


def general(content: EditionContent, alike: list[RoleProfile]) -> list[RoleProfile]:
    """Of some roles those of the general ladder; else those that a general role is promoted to."""
    ladder_roles = {r.slug for r in content.roles.values() if r.discipline is Discipline.GENERAL}
    ups = [step for step in content.steps if step.kind is StepKind.PROMOTION]
    into = {step.to_role for step in ups if step.from_role in ladder_roles}
    out = {step.from_role for step in ups if step.to_role in ladder_roles}
    on_it = [role for role in alike if role.slug in ladder_roles]
    return on_it or [role for role in alike if role.slug in into & out]


def connected(content: EditionContent, slug: str) -> frozenset[str]:
    """The role with all that lead to it or that it leads to, without switches."""
    ups = [(s.from_role, s.to_role) for s in content.steps if s.kind is not StepKind.SWITCH]
    downs = [(high, low) for low, high in ups]
    return frozenset(reach(slug, ups) | reach(slug, downs))


def reach(start: str, steps: Iterable[tuple[str, str]]) -> set[str]:
    """What can be reached from ``start``, itself among it."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        fresh = {there for origin, there in steps if origin == here} - found
        found |= fresh
        waiting.extend(fresh)
    return found


def nearness(
    role: RoleProfile, first: RoleProfile, related: frozenset[str]
) -> tuple[bool, bool, bool, int, str]:
    """Sort key: the role itself, then its own track and path, then most skills shared, ties by slug."""
    shared = len(role.skills.keys() & first.skills.keys())
    return (
        role.slug != first.slug,
        role.track is not first.track,
        role.slug not in related,
        -shared,
        role.slug,
    )

"""What to practise: which skill steps move a fit most for their effort, and what readiness lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from quiz.scoring.constants import Constants
from quiz.scoring.fit import skill_effects
from quiz.scoring.respondent import RespondentProfile
from roles.profile import RoleProfile

STEP_COSTS = (1.0, 1.5, 2.5, 4.0)  # Effort of the step from level 0 to 1, 1 to 2, 2 to 3, 3 to 4.
HIGHEST_LEVEL = len(STEP_COSTS)


@dataclass(frozen=True, slots=True)
class SkillStep:
    """One skill a level higher: the points of fit it adds to a role, and its relative effort."""

    skill: str
    from_level: int
    to_level: int
    points: float
    cost: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill below what a role asks: the points of readiness (0-100) that closing it adds."""

    skill: str
    from_level: int
    to_level: int
    points: float
    cost: float


def skill_steps(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> tuple[SkillStep, ...]:
    """The next step of each rated skill that the role lists, most points per effort first.

    A step may go beyond the level that the role asks for: the fit keeps rising with it. Skills
    that are not rated, at the top already, or not listed give no step.
    """
    steps = (
        SkillStep(slug, rating, rating + 1, points, step_cost(rating, rating + 1))
        for slug, points in points_per_level(respondent, role, constants, balance)
        if (rating := respondent.skills[slug].rating) is not None and rating < HIGHEST_LEVEL
    )
    return tuple(sorted(steps, key=by_worth))


def gaps_to_ready(respondent: RespondentProfile, role: RoleProfile) -> tuple[Gap, ...]:
    """The rated skills below the role's level, each closed in full, most readiness per effort first."""
    rated = [
        (slug, demand, rating)
        for slug, demand in role.skills.items()
        if (rating := respondent.skills[slug].rating) is not None
    ]
    demanded = fsum(demand.weight * demand.level for _, demand, _ in rated)
    gaps = (
        Gap(
            skill=slug,
            from_level=rating,
            to_level=demand.level,
            points=100 * demand.weight * (demand.level - rating) / demanded,
            cost=step_cost(rating, demand.level),
        )
        for slug, demand, rating in rated
        if rating < demand.level
    )
    return tuple(sorted(gaps, key=by_worth))


def points_per_level(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> Iterable[tuple[str, float]]:
    """Each skill that raises the role's fit, and the points that one level of self-rating adds."""
    scale = (1 - balance) * constants.skill_scale * constants.skill_reliability
    for slug, effect in skill_effects(role, respondent.skills).items():
        if scale * effect > 0:
            yield slug, scale * effect


def step_cost(from_level: int, to_level: int) -> float:
    """Relative effort of going from one level (0-4) to a higher one."""
    return sum(STEP_COSTS[from_level:to_level])


def by_worth(step: SkillStep | Gap) -> tuple[float, str]:
    """Sort key: most points per effort first, ties by slug."""
    return -step.points / step.cost, step.skill

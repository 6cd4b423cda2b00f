"""What would change the verdict: the skill steps that would put a role first, or what decides instead.

The search for the cheapest steps is in race.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quiz.items import UNSURE, Agreement, Answers, Item, TradeOff
from quiz.scoring.advice import STEP_COSTS, SkillStep, points_per_level
from quiz.scoring.constants import Constants
from quiz.scoring.fit import Aspect, Match, rank_roles, skill_effects
from quiz.scoring.race import Race, cheapest_plan
from quiz.scoring.respondent import RespondentProfile
from roles.profile import RoleProfile

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Route:
    """How a role would come first: by ``steps`` of one level each, whose effort adds up to ``cost``.

    Without steps either it is first already (``is_first``), or no plan of MOST_STEPS steps gets it
    there: then preferences decide, and ``dimensions`` are those on which it falls behind the leader,
    worst first.
    """

    role: str
    is_first: bool
    steps: tuple[SkillStep, ...]
    cost: float
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Runners:
    """Whoever runs for the first place: what the race of each of them needs, worked out once for all.

    ``ranking`` holds the matches of ``roles``, best first, and ``effects``, for each rated skill and each of
    the roles, what one level more of self-rating does to the fit, before scaling.
    """

    respondent: RespondentProfile
    roles: Sequence[RoleProfile]
    ranking: Sequence[Match]
    effects: Mapping[str, Sequence[float]]
    constants: Constants
    balance: float

    @classmethod
    def of(
        cls,
        respondent: RespondentProfile,
        roles: Sequence[RoleProfile],
        ranking: Sequence[Match],
        constants: Constants,
        balance: float,
    ) -> "Runners":
        each = [skill_effects(role, respondent.skills) for role in roles]
        rated = [slug for slug, skill in respondent.skills.items() if skill.rating is not None]
        effects = {slug: [effect.get(slug, 0.0) for effect in each] for slug in rated}
        return cls(respondent, roles, ranking, effects, constants, balance)


def route_to(
    respondent: RespondentProfile,
    role: RoleProfile,
    roles: Iterable[RoleProfile],
    constants: Constants,
    balance: float,
) -> Route:
    """What would put ``role`` first of ``roles``, itself among them."""
    roles = tuple(roles)
    ranking = rank_roles(respondent, roles, constants, balance)
    return route_among(Runners.of(respondent, roles, ranking, constants, balance), role)


def route_among(runners: Runners, role: RoleProfile) -> Route:
    """What would put ``role``, one of them, first."""
    leader = runners.ranking[0]
    own = next(match for match in runners.ranking if match.role == role.slug)
    if leader == own:
        return Route(role.slug, True, (), 0.0, ())
    race = race_of(runners, role)
    plan = cheapest_plan(race)
    if plan is None:
        return Route(role.slug, False, (), 0.0, dimensions_behind(own, leader))
    constants, balance = runners.constants, runners.balance
    points = dict(points_per_level(runners.respondent, role, constants, balance))
    steps = tuple(
        SkillStep(skill, level, level + 1, points.get(skill, 0.0), STEP_COSTS[level])
        for skill in sorted(plan)
        for level in range(race.ratings[skill], race.ratings[skill] + plan[skill])
    )
    return Route(role.slug, False, steps, race.cost(plan), ())


def answers_against(
    answers: Answers, items: Mapping[str, Item], role: RoleProfile, dimension: str
) -> tuple[str, ...]:
    """The items about a dimension whose answers speak against what the role wants of it."""
    wants_high = role.preferences[dimension].target >= 50
    return tuple(
        slug
        for slug, item in items.items()
        if (direction := direction_of(item, answers.get(slug, UNSURE), dimension))
        and (direction > 0) != wants_high
    )


def direction_of(item: Item, answer: int | str, dimension: str) -> int:
    """Above 0 if the answer speaks for the high pole of the dimension, below 0 for the low one."""
    match item:
        case Agreement() if item.dimension == dimension and answer != UNSURE:
            return item.key * (int(answer) - 3)
        case TradeOff() if answer != UNSURE:
            chosen, other = (item.a, item.b) if answer == "a" else (item.b, item.a)
            return (chosen.dimension == dimension) - (other.dimension == dimension)
        case _:
            return 0


def race_of(runners: Runners, role: RoleProfile) -> Race:
    """The race of a role. Only rated skills can be stepped up, and only those that help somewhere."""
    place = next(place for place, each in enumerate(runners.roles) if each.slug == role.slug)
    fits = {match.role: match.fit for match in runners.ranking}
    scale = (1 - runners.balance) * runners.constants.skill_scale * runners.constants.skill_reliability
    skills = runners.respondent.skills
    effects = {
        slug: [scale * (column[place] - effect) for effect in without(column, place)]
        for slug, column in runners.effects.items()
    }
    return Race(
        leads=[fits[role.slug] - fits[rival.slug] for rival in without(runners.roles, place)],
        effects={slug: leads for slug, leads in effects.items() if max(leads, default=0.0) > 0},
        ratings={slug: rating for slug in effects if (rating := skills[slug].rating) is not None},
    )


def without(values: Sequence[Value], place: int) -> Sequence[Value]:
    return [*values[:place], *values[place + 1 :]]


def dimensions_behind(own: Match, leader: Match) -> tuple[str, ...]:
    """The dimensions on which a role loses points to the leader, most first."""
    losses: dict[str, float] = {}
    for match, sign in ((leader, 1), (own, -1)):
        for contribution in match.contributions:
            if contribution.aspect is Aspect.PREFERENCE:
                losses[contribution.slug] = losses.get(contribution.slug, 0) + sign * contribution.points
    return tuple(slug for slug in sorted(losses, key=lambda slug: (-losses[slug], slug)) if losses[slug] > 0)

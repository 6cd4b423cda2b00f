"""What each single answer does to a role's fit: the difference from somebody who answered nothing.

Skills are one answer each. A dimension rests on several answers, and its loss is a square, so it has
to be split. Its ``theta`` is a sum over the answers, and each answer takes the share of the loss that
it has in theta. Within the 0-1 scale that is the Shapley value: what the answer adds on average over
every order in which the answers could have come in, the pull to the middle being as it is with all.
Nothing is divided by theta itself, so answers that cancel out get finite points that cancel out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from quiz.items import UNSURE, Answers, Item, SkillRating
from quiz.scoring.constants import Constants
from quiz.scoring.fit import Aspect, match_role, preference_distances, skill_effects
from quiz.scoring.respondent import (
    PreferenceEstimate,
    RespondentProfile,
    preference_scores,
    profile_respondent,
)
from roles.profile import RoleProfile

MIDDLE = 0.5  # Where somebody stands, on the 0-1 scale, of whom nothing is known.


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """Points, either way, by which the answer to ``item`` moves a role through ``slug``."""

    item: str
    aspect: Aspect
    slug: str
    points: float


@dataclass(frozen=True, slots=True)
class Lead:
    """How far one role is ahead of another: ``neutral`` (with nothing answered) plus all effects.

    ``effects`` hold what each answer does for the first role less what it does for the other,
    largest first.
    """

    points: float
    neutral: float
    effects: tuple[AnswerEffect, ...]

    def speaking_for(self) -> tuple[AnswerEffect, ...]:
        return tuple(effect for effect in self.effects if effect.points > 0)

    def speaking_against(self) -> tuple[AnswerEffect, ...]:
        return tuple(effect for effect in self.effects if effect.points < 0)


def answer_effects(
    answers: Answers,
    items: Mapping[str, Item],
    respondent: RespondentProfile,
    role: RoleProfile,
    constants: Constants,
    balance: float,
) -> tuple[AnswerEffect, ...]:
    """Every answer's effect on one role, largest first; ``respondent`` is what the answers say.

    They add up to the role's fit less its fit for somebody who answered nothing. A trade-off speaks
    of two dimensions and may appear twice; answers that move nothing are left out.
    """
    slopes = dict(preference_slopes(respondent, role, constants, balance))
    pulls = preference_pulls(answers, items, respondent, constants)
    preferences = [
        AnswerEffect(item, Aspect.PREFERENCE, dimension, slopes[dimension] * pull)
        for item, dimension, pull in pulls
        if dimension in slopes
    ]
    skills = skill_answers(answers, items, respondent, role, constants, balance)
    return largest_first((*preferences, *skills))


def why_over(
    answers: Answers,
    items: Mapping[str, Item],
    roles: tuple[RoleProfile, RoleProfile],
    constants: Constants,
    balance: float,
    respondent: RespondentProfile,
) -> Lead:
    """Why the first of two roles stands where it does against the other, answer by answer."""
    nobody = profile_respondent({}, {}, respondent.preferences, respondent.skills, constants)
    ahead, behind = (
        {
            (each.item, each.aspect, each.slug): each.points
            for each in answer_effects(answers, items, respondent, role, constants, balance)
        }
        for role in roles
    )
    effects = (
        AnswerEffect(*key, ahead.get(key, 0.0) - behind.get(key, 0.0)) for key in ahead.keys() | behind.keys()
    )
    return Lead(
        points=lead(respondent, roles, constants, balance),
        neutral=lead(nobody, roles, constants, balance),
        effects=largest_first(effects),
    )


def lead(
    respondent: RespondentProfile,
    roles: tuple[RoleProfile, RoleProfile],
    constants: Constants,
    balance: float,
) -> float:
    """Points by which the first role's fit exceeds the other's."""
    first, second = (match_role(respondent, role, constants, balance).fit for role in roles)
    return first - second


def preference_slopes(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> Iterable[tuple[str, float]]:
    """For each weighted dimension the points per unit of position, between the middle and the person.

    The loss is a square, so the slope of the straight line between the two is the sum of both
    distances from the target.
    """
    for slug, share, distance in preference_distances(respondent, role):
        moved = respondent.preferences[slug].position - MIDDLE
        yield slug, -balance * constants.preference_scale * share * (2 * distance - moved)


def preference_pulls(
    answers: Answers, items: Mapping[str, Item], respondent: RespondentProfile, constants: Constants
) -> Iterable[tuple[str, str, float]]:
    """Item, dimension, and how far the answer moves the position (0-1 scale) off the middle."""
    for slug, item in items.items():
        for dimension, score, weight in preference_scores(item, answers.get(slug, UNSURE), constants):
            estimate = respondent.preferences[dimension]
            share = score * weight / (estimate.evidence + constants.kappa)
            yield slug, dimension, share * position_per_theta(estimate, constants)


def position_per_theta(estimate: PreferenceEstimate, constants: Constants) -> float:
    """``spread`` within the scale; beyond its ends all answers are scaled down alike."""
    reached = constants.spread * abs(estimate.theta)
    return constants.spread * min(1.0, MIDDLE / reached) if reached else constants.spread


def skill_answers(
    answers: Answers,
    items: Mapping[str, Item],
    respondent: RespondentProfile,
    role: RoleProfile,
    constants: Constants,
    balance: float,
) -> Iterable[AnswerEffect]:
    """The effect of each rating. Of two items on one skill the lower rating counts, the first if alike."""
    scale = (1 - balance) * constants.skill_scale
    told: set[str] = set()
    effects = skill_effects(role, respondent.skills)
    for slug, item in items.items():
        if not isinstance(item, SkillRating) or item.skill in told or item.skill not in effects:
            continue
        skill = respondent.skills[item.skill]
        if skill.rating is not None and answers.get(slug, UNSURE) == skill.rating:
            told.add(item.skill)
            points = scale * effects[item.skill] * (skill.level - constants.skill_mean)
            yield AnswerEffect(slug, Aspect.SKILL, item.skill, points)


def largest_first(effects: Iterable[AnswerEffect]) -> tuple[AnswerEffect, ...]:
    """Without those that move nothing, ties by item and dimension."""
    moving = (effect for effect in effects if effect.points)
    return tuple(sorted(moving, key=lambda effect: (-abs(effect.points), effect.item, effect.slug)))


def total(effects: Iterable[AnswerEffect]) -> float:
    return fsum(effect.points for effect in effects)

"""People drawn from the measurement model itself: what is true of them, and what they answer."""

import random
from dataclasses import dataclass
from math import sqrt

from quiz.content import EditionContent
from quiz.items import Agreement, Answer, Answers, Item, SkillRating
from quiz.scoring.respondent import PreferenceEstimate, RespondentProfile, SkillEstimate


@dataclass(frozen=True, slots=True)
class Person:
    """True preferences, in standard deviations, and true skill levels, by slug."""

    preferences: dict[str, float]
    levels: dict[str, float]


def somebody(draw: random.Random, content: EditionContent) -> Person:
    constants = content.constants
    return Person(
        {slug: draw.gauss() for slug in content.dimensions},
        {slug: draw.gauss(constants.skill_mean, constants.skill_sd) for slug in content.skills},
    )


def answers(draw: random.Random, person: Person, content: EditionContent) -> Answers:
    """One take of the whole quiz: the same person answers otherwise another time."""
    return {slug: answer(draw, person, item, content) for slug, item in content.items.items()}


def answer(draw: random.Random, person: Person, item: Item, content: EditionContent) -> Answer:
    constants = content.constants
    slip = sqrt(1 - constants.loading**2)
    match item:
        case Agreement():
            said = constants.loading * person.preferences[item.dimension] + slip * draw.gauss()
            return min(5, max(1, round(3 + item.key * constants.step * said)))
        case SkillRating():
            return min(4, max(0, round(person.levels[item.skill] + constants.skill_noise * draw.gauss())))
        case _:
            lead = person.preferences[item.a.dimension] - person.preferences[item.b.dimension]
            return "a" if constants.loading * lead + slip * sqrt(2) * draw.gauss() > 0 else "b"


def known(person: Person, content: EditionContent) -> RespondentProfile:
    """The person as a quiz without any error would measure them."""
    spread = content.constants.spread
    return RespondentProfile(
        {
            slug: PreferenceEstimate(theta, 0.0, min(1.0, max(0.0, 0.5 + spread * theta)), 1.0)
            for slug, theta in person.preferences.items()
        },
        {slug: SkillEstimate(None, level, 0.0) for slug, level in person.levels.items()},
    )

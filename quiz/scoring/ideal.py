"""The ideal respondent of a role: who answers every item as the role would have it."""

from collections.abc import Mapping

from quiz.items import UNSURE, Agreement, Answer, Answers, Item, SkillRating, TradeOff
from quiz.scoring.constants import Constants
from roles.profile import RoleProfile


def ideal_answers(items: Mapping[str, Item], role: RoleProfile, constants: Constants) -> Answers:
    """The answers whose estimates come nearest to the role's targets.

    Dimensions that the role doesn't weigh are answered neutrally, skills that it doesn't list 0.
    """
    wanted = wanted_evidence(items, role, constants)
    answers: dict[str, Answer] = {}
    for slug, item in items.items():
        match item:
            case TradeOff():
                answers[slug] = preferred_side(item, role)
            case SkillRating():
                demand = role.skills.get(item.skill)
                answers[slug] = demand.level if demand else 0
            case Agreement():
                answers[slug] = 3
    for dimension, raw in wanted.items():
        asked = [i for i in items.values() if isinstance(i, Agreement) and i.dimension == dimension]
        answers |= spread_over(asked, raw - paired_evidence(items, answers, dimension, constants))
    return answers


def wanted_evidence(
    items: Mapping[str, Item], role: RoleProfile, constants: Constants
) -> Mapping[str, float]:
    """For each weighted dimension, the sum of keyed raw answers that would put it on target."""
    return {
        slug: (preference.target / 100 - 0.5)
        / constants.spread
        * (evidence(items, slug, constants) + constants.kappa)
        * constants.step
        * constants.loading
        for slug, preference in role.preferences.items()
        if preference.weight
    }


def evidence(items: Mapping[str, Item], dimension: str, constants: Constants) -> float:
    """How many answers the whole bank gives about a dimension, a trade-off as ``pair_weight``."""
    agreements = sum(isinstance(item, Agreement) and item.dimension == dimension for item in items.values())
    pairs = sum(
        isinstance(item, TradeOff) and dimension in (item.a.dimension, item.b.dimension)
        for item in items.values()
    )
    return agreements + constants.pair_weight * pairs


def preferred_side(item: TradeOff, role: RoleProfile) -> Answer:
    """The side whose dimension the role puts higher; UNSURE when it doesn't say."""
    a, b = (
        role.preferences[slug].target if slug in role.preferences and role.preferences[slug].weight else 50.0
        for slug in (item.a.dimension, item.b.dimension)
    )
    if a == b:
        return UNSURE
    return "a" if a > b else "b"


def paired_evidence(
    items: Mapping[str, Item], answers: Answers, dimension: str, constants: Constants
) -> float:
    """What the trade-offs already say of a dimension, in raw answer points."""
    total = 0.0
    for slug, item in items.items():
        if isinstance(item, TradeOff) and answers[slug] != UNSURE:
            chosen, other = (item.a, item.b) if answers[slug] == "a" else (item.b, item.a)
            total += constants.pair_weight * (
                (chosen.dimension == dimension) - (other.dimension == dimension)
            )
    return total * constants.step


def spread_over(items: list[Agreement], total: float) -> dict[str, Answer]:
    """Answers 1-5 whose keyed distances from neutral add up to ``total`` as nearly as they can."""
    answers: dict[str, Answer] = {}
    left = total
    for position, item in enumerate(items):
        points = max(-2, min(2, round(left / (len(items) - position))))
        answers[item.slug] = 3 + item.key * points
        left -= points
    return answers

"""From answers to what they say: an estimate and its variance per dimension and skill."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from quiz.items import UNSURE, Agreement, Answer, Answers, Item, SkillRating, TradeOff
from quiz.scoring.constants import Constants

FLAT = 0.45  # Root mean square of the preferences, in standard deviations, below which all are alike.


@dataclass(frozen=True, slots=True)
class PreferenceEstimate:
    """Where somebody stands on a dimension.

    ``theta`` is in population standard deviations with error ``variance`` (1 = nothing known);
    ``position`` is the same on the 0-1 scale of role targets; ``evidence`` counts answers, a
    trade-off as half of one.
    """

    theta: float
    variance: float
    position: float
    evidence: float


@dataclass(frozen=True, slots=True)
class SkillEstimate:
    """What a self-rating (0-4, None when not rated) says of a skill, shrunk to the population."""

    rating: int | None
    level: float
    variance: float


@dataclass(frozen=True, slots=True)
class RespondentProfile:
    """All that the answers say, over every dimension and skill of the edition."""

    preferences: Mapping[str, PreferenceEstimate]
    skills: Mapping[str, SkillEstimate]


def profile_respondent(
    answers: Answers,
    items: Mapping[str, Item],
    dimensions: Iterable[str],
    skills: Iterable[str],
    constants: Constants,
) -> RespondentProfile:
    """What ``answers`` say. UNSURE and answers to items that the edition lacks never count."""
    scores: dict[str, list[tuple[float, float]]] = {slug: [] for slug in dimensions}
    ratings: dict[str, int] = {}
    for slug, item in items.items():
        answer = answers.get(slug, UNSURE)
        if answer == UNSURE:
            continue
        if isinstance(item, SkillRating):
            # Of two ratings of one skill the lower counts, whichever item comes first.
            ratings[item.skill] = min(int(answer), ratings.get(item.skill, int(answer)))
        for dimension, score, weight in preference_scores(item, answer, constants):
            scores[dimension].append((score, weight))
    return RespondentProfile(
        {slug: estimate_preference(scored, constants) for slug, scored in scores.items()},
        {slug: estimate_skill(ratings.get(slug), constants) for slug in skills},
    )


def favours_nothing(respondent: RespondentProfile) -> bool:
    """Whether the preferences lie so near the middle that no role can be told from another by them."""
    estimates = respondent.preferences.values()
    return sqrt(fsum(estimate.theta**2 for estimate in estimates) / len(estimates)) < FLAT


def preference_scores(item: Item, answer: Answer, constants: Constants) -> Iterable[tuple[str, float, float]]:
    """What an answer says of preferences: dimension, score in standard deviations, weight in answers."""
    match item:
        case Agreement() if answer != UNSURE:
            yield item.dimension, item.key * (int(answer) - 3) / (constants.step * constants.loading), 1.0
        case TradeOff() if answer != UNSURE:
            chosen, other = (item.a, item.b) if answer == "a" else (item.b, item.a)
            yield chosen.dimension, 1 / constants.loading, constants.pair_weight
            yield other.dimension, -1 / constants.loading, constants.pair_weight


def estimate_preference(scored: Iterable[tuple[float, float]], constants: Constants) -> PreferenceEstimate:
    """Posterior of one dimension under a standard normal prior, from (score, weight) pairs."""
    pairs = tuple(scored)
    # fsum rounds once, so the order of the items cannot change a bit of the result.
    evidence = fsum(weight for _, weight in pairs)
    theta = fsum(score * weight for score, weight in pairs) / (evidence + constants.kappa)
    variance = constants.kappa / (evidence + constants.kappa)
    position = min(1.0, max(0.0, 0.5 + constants.spread * theta))
    return PreferenceEstimate(theta, variance, position, evidence)


def estimate_skill(rating: int | None, constants: Constants) -> SkillEstimate:
    """Kelley's regressed estimate of a skill level from one self-rating, or the population mean."""
    if rating is None:
        return SkillEstimate(None, constants.skill_mean, constants.skill_sd**2)
    reliability = constants.skill_reliability
    level = constants.skill_mean + reliability * (rating - constants.skill_mean)
    return SkillEstimate(rating, level, constants.skill_sd**2 * (1 - reliability))

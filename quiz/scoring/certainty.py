"""How sure a ranking is: the chance that a noise-free repeat of the quiz gives the same order.

It says nothing about whether somebody will like a job, only how much the order owes to chance in
the answers.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import erf, fsum, sqrt

from quiz.scoring.constants import Constants
from quiz.scoring.fit import preference_distances, skill_effects
from quiz.scoring.respondent import RespondentProfile
from roles.profile import RoleProfile

CLEAR = 0.90  # Chance of the same order above which we say "clear".
LEANING = 0.70  # Below it the order is too close to call.
INTERVAL_WIDTH = 1.28 * 1.6  # 80 % normal quantile, widened for what the model leaves out.


class Certainty(StrEnum):
    """How sure one role stands before another."""

    CLEAR = "clear"
    LEANING = "leaning"
    TOO_CLOSE = "too-close"


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of a fit, in points, that holds the true one about 9 times in 10."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How a role's fit moves with what is estimated.

    ``slopes`` and ``curvatures`` are points per standard deviation (squared) of a dimension,
    ``skills`` points per level.
    """

    slopes: dict[str, float]
    curvatures: dict[str, float]
    skills: dict[str, float]


NOTHING = Sensitivity({}, {}, {})


def judge(chance: float) -> Certainty:
    """The word for a chance (0-1) of the same order."""
    if chance > CLEAR:
        return Certainty.CLEAR
    return Certainty.LEANING if chance >= LEANING else Certainty.TOO_CLOSE


def chance_ahead(
    respondent: RespondentProfile,
    role: RoleProfile,
    rival: RoleProfile,
    lead: float,
    constants: Constants,
    balance: float,
) -> float:
    """Chance (0-1) that ``role`` stays ahead of ``rival``, given its ``lead`` in points."""
    return chance_of_lead(
        respondent,
        sensitivity(respondent, role, constants, balance),
        sensitivity(respondent, rival, constants, balance),
        lead,
    )


def chance_of_lead(
    respondent: RespondentProfile, role: Sensitivity, rival: Sensitivity, lead: float
) -> float:
    """The same from what moves the two fits, for whoever asks about a role more than once."""
    variance = lead_variance(respondent, role, rival)
    if not variance:
        return 0.5 if lead == 0 else float(lead > 0)
    return 0.5 * (1 + erf(lead / sqrt(2 * variance)))


def fit_interval(
    respondent: RespondentProfile, role: RoleProfile, fit: float, constants: Constants, balance: float
) -> Interval:
    """The interval of one role's fit, widened on purpose."""
    return interval_around(respondent, sensitivity(respondent, role, constants, balance), fit)


def interval_around(respondent: RespondentProfile, role: Sensitivity, fit: float) -> Interval:
    """The same from what moves the fit."""
    margin = INTERVAL_WIDTH * sqrt(lead_variance(respondent, role, NOTHING))
    return Interval(fit - margin, fit + margin)


def sensitivity(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> Sensitivity:
    """First and second order effects of the estimates on the fit (delta method)."""
    scale = balance * constants.preference_scale * constants.spread
    distances = preference_distances(respondent, role)
    level = (1 - balance) * constants.skill_scale
    return Sensitivity(
        slopes={slug: -2 * scale * share * distance for slug, share, distance in distances},
        curvatures={slug: -scale * constants.spread * share for slug, share, _ in distances},
        skills={slug: level * effect for slug, effect in skill_effects(role, respondent.skills).items()},
    )


def lead_variance(respondent: RespondentProfile, role: Sensitivity, rival: Sensitivity) -> float:
    """Variance, in squared points, of the difference of two fits."""
    slope, other_slope = role.slopes.get, rival.slopes.get
    bend, other_bend = role.curvatures.get, rival.curvatures.get
    effect, other_effect = role.skills.get, rival.skills.get
    preferences = [
        (slope(slug, 0) - other_slope(slug, 0)) ** 2 * estimate.variance
        + 2 * (bend(slug, 0) - other_bend(slug, 0)) ** 2 * estimate.variance**2
        for slug, estimate in respondent.preferences.items()
    ]
    skills = [
        (effect(slug, 0) - other_effect(slug, 0)) ** 2 * estimate.variance
        for slug, estimate in respondent.skills.items()
    ]
    return fsum(preferences + skills)

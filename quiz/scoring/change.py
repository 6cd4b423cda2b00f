"""What has changed between two takes of the quiz, and what of it is more than noise.

The rule is the reliable-change index of Jacobson & Truax (1991), Journal of Consulting and Clinical
Psychology 59, 12-19: a difference counts when it exceeds 1.96 standard errors of a difference between
two takes with independent errors. Estimates are drawn toward what people have on average, so their
errors are too: the error variance of a regressed estimate is its reliability times its posterior
variance (Kelley 1947; Lord & Novick 1968). Answers that were copied from the first take are not
independent; their difference is smaller, so the rule then calls too much noise rather than too little.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import fsum, sqrt

from quiz.scoring.certainty import sensitivity
from quiz.scoring.constants import Constants
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import PreferenceEstimate, RespondentProfile, SkillEstimate
from roles.profile import RoleProfile

RELIABLE = 1.96  # Standard errors: two takes of an unchanged person differ by less 19 times in 20.
# What giving a level as a whole number adds to the variance of a rating (Sheppard). Without it two levels
# would count as a change, and an unchanged person moves by two in one rating of ten.
ROUNDING = 1 / 12


@dataclass(frozen=True, slots=True)
class Change:
    """One quantity then and now, by slug. ``within_noise`` means: no sign of a real change.

    Positions are 0-1, levels 0-4, fits in points.
    """

    slug: str
    then: float
    now: float
    within_noise: bool


def preference_changes(then: RespondentProfile, now: RespondentProfile) -> Iterator[Change]:
    """Every dimension that was answered in both takes. Judged on theta, told as a position."""
    for slug, before in then.preferences.items():
        after = now.preferences.get(slug)
        if after and before.evidence and after.evidence:
            noise = is_within_noise(after.theta - before.theta, preference_noise(before, after))
            yield Change(slug, before.position, after.position, noise)


def skill_changes(then: RespondentProfile, now: RespondentProfile, constants: Constants) -> Iterator[Change]:
    """Every skill that was rated in both takes. Judged and told as rated."""
    variance = 2 * (constants.skill_noise**2 + ROUNDING)
    for slug, before in then.skills.items():
        after = now.skills.get(slug)
        if after and before.rating is not None and after.rating is not None:
            noise = is_within_noise(after.rating - before.rating, variance)
            yield Change(slug, before.rating, after.rating, noise)


def fit_changes(
    then: RespondentProfile,
    now: RespondentProfile,
    roles: Iterable[RoleProfile],
    constants: Constants,
    balance: float,
) -> tuple[Change, ...]:
    """Both takes scored by the same roles, constants and balance, so that only answers differ.

    Best fit of today first.
    """
    scored = {role.slug: role for role in roles}
    before = {match.role: match.fit for match in rank_roles(then, scored.values(), constants, balance)}
    return tuple(
        Change(
            match.role,
            before[match.role],
            match.fit,
            is_within_noise(
                match.fit - before[match.role],
                fit_noise(then, now, scored[match.role], constants, balance),
            ),
        )
        for match in rank_roles(now, scored.values(), constants, balance)
    )


def is_within_noise(difference: float, variance: float) -> bool:
    """Whether two takes of an unchanged person would often differ by so much."""
    return abs(difference) <= RELIABLE * sqrt(variance)


def noise_of(prior: float, then: float, now: float) -> float:
    """Variance of the difference of two estimates of one true value, from their posterior variances.

    An estimate from more answers is drawn less to the middle: that part of a difference is no change.
    """
    before, after = 1 - then / prior, 1 - now / prior  # Reliabilities.
    return before * then + after * now + (before - after) ** 2 * prior


def preference_noise(then: PreferenceEstimate, now: PreferenceEstimate) -> float:
    """In squared standard deviations of a preference."""
    return noise_of(1.0, then.variance, now.variance)


def skill_noise(then: SkillEstimate, now: SkillEstimate, constants: Constants) -> float:
    """In squared levels."""
    return noise_of(constants.skill_sd**2, then.variance, now.variance)


def fit_noise(
    then: RespondentProfile, now: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> float:
    """Variance of the difference of two fits, in squared points.

    A fit is a square of each preference, so halfway between the takes its slope is that of the difference.
    """
    earlier, later = (sensitivity(taken, role, constants, balance) for taken in (then, now))
    preferences = (
        ((slope + later.slopes[slug]) / 2) ** 2
        * preference_noise(then.preferences[slug], now.preferences[slug])
        for slug, slope in earlier.slopes.items()
    )
    skills = (
        effect**2 * skill_noise(then.skills[slug], now.skills[slug], constants)
        for slug, effect in earlier.skills.items()
    )
    return fsum((*preferences, *skills))

"""What has changed between two takes of the quiz, and what of it is more than noise.

The rule is the reliable-change index of Jacobson & Truax (1991), Journal of Consulting and Clinical
Psychology 59, 12-19: a difference counts when it exceeds 1.96 standard errors of a difference between
two takes with independent errors. Answers that were copied from the first take are not independent;
their difference is smaller, so the rule then calls too much noise rather than too little.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from quiz.scoring.certainty import Sensitivity, lead_variance, sensitivity
from quiz.scoring.constants import Constants
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import RespondentProfile
from roles.profile import RoleProfile

RELIABLE = 1.96  # Standard errors: two takes of an unchanged person differ by less 19 times in 20.


@dataclass(frozen=True, slots=True)
class Change:
    """One quantity then and now, by slug. ``within_noise`` means: no sign of a real change.

    Positions are 0-1, levels 0-4, fits in points.
    """

    slug: str
    then: float
    now: float
    within_noise: bool


def is_within_noise(difference: float, variance_then: float, variance_now: float) -> bool:
    """Whether two takes of an unchanged person would often differ by so much."""
    return abs(difference) <= RELIABLE * sqrt(variance_then + variance_now)


def preference_changes(then: RespondentProfile, now: RespondentProfile) -> Iterator[Change]:
    """Every dimension that was answered in both takes. Judged on theta, told as a position."""
    for slug, before in then.preferences.items():
        after = now.preferences.get(slug)
        if after and before.evidence and after.evidence:
            noise = is_within_noise(after.theta - before.theta, before.variance, after.variance)
            yield Change(slug, before.position, after.position, noise)


def skill_changes(then: RespondentProfile, now: RespondentProfile) -> Iterator[Change]:
    """Every skill that was rated in both takes. Judged on the shrunk level, told as rated."""
    for slug, before in then.skills.items():
        after = now.skills.get(slug)
        if after and before.rating is not None and after.rating is not None:
            noise = is_within_noise(after.level - before.level, before.variance, after.variance)
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
                *(fit_variance(taken, scored[match.role], constants, balance) for taken in (then, now)),
            ),
        )
        for match in rank_roles(now, scored.values(), constants, balance)
    )


def fit_variance(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> float:
    """Error variance of one role's fit, in squared points."""
    return lead_variance(
        respondent, sensitivity(respondent, role, constants, balance), Sensitivity({}, {}, {})
    )

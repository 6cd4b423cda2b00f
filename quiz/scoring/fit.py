"""How well a role suits a respondent: an additive score that keeps its working."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from quiz.scoring.constants import Constants
from quiz.scoring.respondent import RespondentProfile
from roles.profile import RoleProfile


class Aspect(StrEnum):
    """What a contribution speaks of."""

    PREFERENCE = "preference"
    SKILL = "skill"


@dataclass(frozen=True, slots=True)
class Contribution:
    """Points that one dimension (at most 0) or one skill (either sign) adds to a fit."""

    aspect: Aspect
    slug: str
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """The fit of one role on an open scale, with the contributions that add up to it.

    ``preference_fit`` and ``skill_fit`` are its two halves before weighting by balance;
    ``readiness`` is 0-100 over the rated skills, None when none of them is rated.
    """

    role: str
    fit: float
    preference_fit: float
    skill_fit: float
    readiness: float | None
    base: float
    contributions: tuple[Contribution, ...]


def rank_roles(
    respondent: RespondentProfile,
    roles: Iterable[RoleProfile],
    constants: Constants,
    balance: float,
) -> tuple[Match, ...]:
    """All roles, best fit first, equal fits by slug."""
    matches = (match_role(respondent, role, constants, balance) for role in roles)
    return tuple(sorted(matches, key=lambda match: (-match.fit, match.role)))


def match_role(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> Match:
    """Fit of one role at ``balance`` (0 = skills only, 1 = preferences only)."""
    losses = {
        slug: share * constants.preference_scale * distance**2
        for slug, share, distance in preference_distances(respondent, role)
    }
    gains = {
        slug: constants.skill_scale * effect * respondent.skills[slug].level
        for slug, effect in skill_effects(role, respondent.skills).items()
    }
    contributions = (
        *(Contribution(Aspect.PREFERENCE, slug, -balance * loss) for slug, loss in losses.items()),
        *(Contribution(Aspect.SKILL, slug, (1 - balance) * gain) for slug, gain in gains.items()),
    )
    base = balance * 100 + (1 - balance) * 50
    return Match(
        role=role.slug,
        fit=base + fsum(contribution.points for contribution in contributions),
        preference_fit=100 - fsum(losses.values()),
        skill_fit=50 + fsum(gains.values()),
        readiness=readiness(respondent, role),
        base=base,
        contributions=contributions,
    )


def preference_distances(
    respondent: RespondentProfile, role: RoleProfile
) -> Iterable[tuple[str, float, float]]:
    """Dimension, its share of the role's weight, and respondent minus target on the 0-1 scale."""
    total = fsum(preference.weight for preference in role.preferences.values())
    for slug, preference in role.preferences.items():
        if preference.weight:
            distance = respondent.preferences[slug].position - preference.target / 100
            yield slug, preference.weight / total, distance


def skill_effects(role: RoleProfile, skills: Iterable[str]) -> Mapping[str, float]:
    """What one level of each skill does to the role's skill fit, before scaling.

    Listed skills share +1 by weight times level, unlisted ones share -1 equally, so a level more
    of everything changes no order. A role that lists no skill or every skill has nothing to set
    against each other: its effects are empty, and the editors' checks refuse it.
    """
    strengths = {slug: demand.weight * demand.level for slug, demand in role.skills.items()}
    total = fsum(strengths.values())
    unlisted = [slug for slug in skills if slug not in strengths]
    if not total or not unlisted:
        return {}
    effects = {slug: strength / total for slug, strength in strengths.items()}
    return effects | {slug: -1 / len(unlisted) for slug in unlisted}


def readiness(respondent: RespondentProfile, role: RoleProfile) -> float | None:
    """Share of the role's demands that the rated skills meet, 0-100. Shown, never ranked on."""
    rated = [
        (demand, rating)
        for slug, demand in role.skills.items()
        if (rating := respondent.skills[slug].rating) is not None
    ]
    demanded = fsum(demand.weight * demand.level for demand, _ in rated)
    missing = fsum(demand.weight * max(0, demand.level - rating) for demand, rating in rated)
    return 100 * (1 - missing / demanded) if demanded else None

"""How well a role suits a respondent: an additive score that keeps its working."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
class Contributions(Collection[Contribution]):
    """Contributions by their points, of dimensions first, each made when it is read: hardly any ever is."""

    dimensions: tuple[str, ...]
    skills: tuple[str, ...]
    points: tuple[float, ...]

    def __iter__(self) -> Iterator[Contribution]:
        aspects = [Aspect.PREFERENCE] * len(self.dimensions) + [Aspect.SKILL] * len(self.skills)
        return map(Contribution, aspects, (*self.dimensions, *self.skills), self.points)

    def __len__(self) -> int:
        return len(self.points)

    def __contains__(self, contribution: object) -> bool:
        return contribution in tuple(self)


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
    contributions: Collection[Contribution]


def rank_roles(
    respondent: RespondentProfile,
    roles: Iterable[RoleProfile],
    constants: Constants,
    balance: float,
) -> tuple[Match, ...]:
    """All roles, best fit first, equal fits by slug."""
    matches = [match_role(respondent, role, constants, balance) for role in roles]
    return tuple(sorted(matches, key=lambda match: (-match.fit, match.role)))


def match_role(
    respondent: RespondentProfile, role: RoleProfile, constants: Constants, balance: float
) -> Match:
    """Fit of one role at ``balance`` (0 = skills only, 1 = preferences only)."""
    distances = preference_distances(respondent, role)
    effects, skills = skill_effects(role, respondent.skills), respondent.skills
    losses = [share * constants.preference_scale * distance**2 for _, share, distance in distances]
    gains = [constants.skill_scale * effect * skills[slug].level for slug, effect in effects.items()]
    points = [-balance * loss for loss in losses] + [(1 - balance) * gain for gain in gains]
    base = balance * 100 + (1 - balance) * 50
    return Match(
        role=role.slug,
        fit=base + fsum(points),
        preference_fit=100 - fsum(losses),
        skill_fit=50 + fsum(gains),
        readiness=readiness(respondent, role),
        base=base,
        contributions=Contributions(tuple([d[0] for d in distances]), tuple(effects), tuple(points)),
    )


def preference_distances(
    respondent: RespondentProfile, role: RoleProfile
) -> Sequence[tuple[str, float, float]]:
    """Dimension, its share of the role's weight, and respondent minus target on the 0-1 scale."""
    stands, asked = respondent.preferences, role.preferences
    total = fsum([preference.weight for preference in asked.values()])
    return [
        (slug, preference.weight / total, stands[slug].position - preference.target / 100)
        for slug, preference in asked.items()
        if preference.weight
    ]


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
    listed = {slug: strength / total for slug, strength in strengths.items()}
    return listed | dict.fromkeys(unlisted, -1 / len(unlisted))


def readiness(respondent: RespondentProfile, role: RoleProfile) -> float | None:
    """Share of the role's demands that the rated skills meet, 0-100. Shown, never ranked on."""
    rated = [
        (demand, rating)
        for slug, demand in role.skills.items()
        if (rating := respondent.skills[slug].rating) is not None
    ]
    demanded = fsum([demand.weight * demand.level for demand, _ in rated])
    missing = fsum([demand.weight * max(0, demand.level - rating) for demand, rating in rated])
    return 100 * (1 - missing / demanded) if demanded else None

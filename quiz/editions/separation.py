"""Which pairs of roles the quiz can't tell apart, and which item would help most. Pure.

For people of a role, preferences lie around its targets and skills around its levels, as
docs/scoring.md describes; their answers add error. The lead of one role over another is a sum over
dimensions and skills, so its mean and variance are too, and the chance that the wrong role comes out
ahead follows without a simulation. Positions are taken as unclipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from math import erf, fsum, sqrt

from quiz.content import EditionContent
from quiz.editions.once import once
from quiz.items import SkillRating
from quiz.scoring.constants import Constants
from quiz.scoring.crowd import RoleLine, role_lines
from quiz.scoring.ideal import evidence
from roles.profile import RoleProfile

PERSON_SPREAD = 0.70  # How far people in a role differ from its targets, in standard deviations.
SENIORITY = 0.40  # Spread of a person's general level, which moves all skills together.
LISTED_SPREAD, UNLISTED_SPREAD = 0.80, 0.90  # Spread of single skills around it.
UNLISTED_LEVEL = 1.2  # What people have of skills that their role doesn't ask for.
CONFUSED = 0.35  # Chance from which a pair counts as confused.
MORE_ITEMS = 2  # What an editor would add: one item of either key.


@dataclass(frozen=True, slots=True)
class Spread:
    """What the answers will say of one dimension or skill: mean and variance of the estimate."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class People:
    """The people of a role (or of none) as the quiz sees them, in the edition's order.

    ``positions`` are on the 0-1 scale; ``seniority`` is the variance that all skills share.
    """

    positions: tuple[Spread, ...]
    skills: tuple[Spread, ...]
    seniority: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """A role whose people another role is put before, with chance ``chance`` (0-1).

    ``helps`` is the dimension on which two more items lower the chance most, to ``then``; None if
    even answers without error would leave them confused, at ``at_best``.
    """

    role: str
    rival: str
    chance: float
    helps: str | None
    then: float
    at_best: float


def confused_pairs(content: EditionContent) -> tuple[Confusion, ...]:
    """The pairs confused over CONFUSED, worst first."""
    bench = Bench.of(content)
    return tuple(bench.confusion(*pair) for pair in pairs(content) if pair[2] > CONFUSED)


def nearest(content: EditionContent, count: int) -> tuple[Confusion, ...]:
    """The ``count`` pairs that are confused most, worst first."""
    bench = Bench.of(content)
    return tuple(bench.confusion(*pair) for pair in pairs(content)[:count])


@once
def pairs(content: EditionContent) -> tuple[tuple[RoleProfile, RoleProfile, float], ...]:
    """All ordered pairs with the chance that people of the first are told the second, worst first."""
    bench = Bench.of(content)
    people = {role.slug: bench.people_of(role, bench.known) for role in content.scored_roles}
    found = (
        (role, rival, bench.chance_of_lead_below_zero(people[role.slug], role, rival))
        for role, rival in permutations(content.scored_roles, 2)
    )
    return tuple(sorted(found, key=lambda pair: (-pair[2], pair[0].slug, pair[1].slug)))


def dominated_roles(content: EditionContent, chance: float) -> Iterator[tuple[str, str, float]]:
    """Roles behind one and the same other for all but ``chance`` of people who belong to no role."""
    bench = Bench.of(content)
    anybody = bench.anybody()
    for role, rival in permutations(content.scored_roles, 2):
        ahead = 1 - bench.chance_of_lead_below_zero(anybody, role, rival)
        if ahead < chance:
            yield role.slug, rival.slug, ahead


@dataclass(frozen=True, slots=True)
class Bench:
    """An edition made ready for many pairs. ``known`` is the evidence per dimension, in answers."""

    content: EditionContent
    lines: Mapping[str, RoleLine]
    known: tuple[float, ...]
    rated: frozenset[str]

    @classmethod
    def of(cls, content: EditionContent) -> "Bench":
        dimensions, skills = list(content.dimensions), list(content.skills)
        lines = role_lines(content.scored_roles, dimensions, skills, content.constants)
        return cls(
            content,
            {line.slug: line for line in lines},
            tuple(evidence(content.items, slug, content.constants) for slug in dimensions),
            frozenset(item.skill for item in content.items.values() if isinstance(item, SkillRating)),
        )

    def confusion(self, role: RoleProfile, rival: RoleProfile, chance: float) -> Confusion:
        endless = tuple(1e9 for _ in self.known)
        at_best = self.chance_behind(role, rival, endless)
        tried = [
            (self.chance_behind(role, rival, self.with_more(place)), slug)
            for place, slug in enumerate(self.content.dimensions)
        ]
        then, helps = min(tried, default=(chance, ""))
        worth_it = at_best <= CONFUSED and then < chance
        return Confusion(role.slug, rival.slug, chance, helps if worth_it else None, then, at_best)

    def with_more(self, place: int) -> tuple[float, ...]:
        return tuple(n + MORE_ITEMS * (at == place) for at, n in enumerate(self.known))

    def chance_behind(self, role: RoleProfile, rival: RoleProfile, known: tuple[float, ...]) -> float:
        """Chance (0-1) that somebody of ``role`` is told ``rival`` before it."""
        return self.chance_of_lead_below_zero(self.people_of(role, known), role, rival)

    def chance_of_lead_below_zero(self, people: People, role: RoleProfile, rival: RoleProfile) -> float:
        mean, variance = lead_moments(
            people, self.lines[role.slug], self.lines[rival.slug], self.content.constants.balance
        )
        if not variance:
            return 0.5 if mean == 0 else float(mean < 0)
        return 0.5 * (1 + erf(-mean / sqrt(2 * variance)))

    def people_of(self, role: RoleProfile, known: tuple[float, ...]) -> People:
        constants = self.content.constants
        positions = []
        for slug, n in zip(self.content.dimensions, known, strict=True):
            preference = role.preferences.get(slug)
            weighed = preference is not None and preference.weight > 0
            centre = (preference.target / 100 - 0.5) / constants.spread if preference and weighed else 0.0
            positions.append(seen(centre, PERSON_SPREAD if weighed else 1.0, n, constants))
        skills = []
        for slug in self.content.skills:
            demand = role.skills.get(slug)
            level = demand.level if demand else UNLISTED_LEVEL
            spread = LISTED_SPREAD if demand else UNLISTED_SPREAD
            skills.append(self.rated_as(slug, level, spread**2))
        return People(tuple(positions), tuple(skills), (SENIORITY * constants.skill_reliability) ** 2)

    def anybody(self) -> People:
        constants = self.content.constants
        positions = tuple(seen(0.0, 1.0, n, constants) for n in self.known)
        level, spread = constants.skill_mean, constants.skill_sd
        skills = tuple(self.rated_as(slug, level, spread**2) for slug in self.content.skills)
        return People(positions, skills, 0.0)

    def rated_as(self, skill: str, level: float, variance: float) -> Spread:
        """What a self-rating of somebody at ``level`` comes to; nothing is learnt of an unasked skill."""
        constants = self.content.constants
        if skill not in self.rated:
            return Spread(constants.skill_mean, 0.0)
        share = constants.skill_reliability
        mean = constants.skill_mean + share * (level - constants.skill_mean)
        return Spread(mean, share**2 * (variance + constants.skill_noise**2))


def seen(centre: float, spread: float, known: float, constants: Constants) -> Spread:
    """Estimated positions (0-1) of people around ``centre`` (standard deviations) after ``known`` answers."""
    share = known / (known + constants.kappa)
    variance = share**2 * spread**2 + known * constants.kappa / (known + constants.kappa) ** 2
    return Spread(0.5 + constants.spread * share * centre, constants.spread**2 * variance)


def lead_moments(people: People, role: RoleLine, rival: RoleLine, balance: float) -> tuple[float, float]:
    """Mean and variance, in points, of one role's lead over another among these people."""
    count = len(people.positions)
    means = [role.preference_base - rival.preference_base]
    variances = []
    for place, position in enumerate(people.positions):
        slope = role.preferences[place] - rival.preferences[place]
        curve = role.preferences[count + place] - rival.preferences[count + place]
        means.append(slope * position.mean + curve * (position.mean**2 + position.variance))
        steepness = slope + 2 * curve * position.mean
        variances.append(steepness**2 * position.variance + 2 * curve**2 * position.variance**2)
    gaps = [mine - other for mine, other in zip(role.skills, rival.skills, strict=True)]
    skill_mean = fsum(gap * skill.mean for gap, skill in zip(gaps, people.skills, strict=True))
    skill_variance = fsum(gap**2 * skill.variance for gap, skill in zip(gaps, people.skills, strict=True))
    skill_variance += people.seniority * fsum(gaps) ** 2
    mean = balance * fsum(means) + (1 - balance) * skill_mean
    return mean, balance**2 * fsum(variances) + (1 - balance) ** 2 * skill_variance

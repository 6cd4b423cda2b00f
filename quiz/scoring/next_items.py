"""Which question next: the items that tell the leading roles apart most, page by page.

Pure and deterministic. Within a page only variances are updated, so a page never depends on answers
given on it, and going back changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum
from operator import add, mul

from quiz.content import EditionContent
from quiz.items import Agreement, Answers, Item, SkillRating, TradeOff
from quiz.scoring.constants import Constants
from quiz.scoring.fit import skill_effects
from quiz.scoring.respondent import RespondentProfile, profile_respondent

PAGE = 5
MOST_RATINGS = 2  # Skill ratings on a page, as long as there is something else to ask.
TEMPERATURE = 0.25  # Per point: how soon a role that trails loses its say in what is asked.
# Expected gains overrate trade-offs and underrate skill ratings. With these factors, found and then
# confirmed on simulated respondents, stopping early costs half as many verdicts.
PAIR_GAIN = 0.5
RATING_GAIN = 2.0

Column = Sequence[float]


@dataclass(frozen=True, slots=True)
class Columns:
    """The scored roles turned on their side: per dimension and skill, one number for each role."""

    targets: Mapping[str, Column]
    shares: Mapping[str, Column]
    effects: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How far the leading roles differ in what they make of a dimension or skill, as variances.

    ``slopes`` are in squared points per variance of a dimension, ``curvatures`` per squared
    variance, ``skills`` per squared level.
    """

    slopes: Mapping[str, float]
    curvatures: Mapping[str, float]
    skills: Mapping[str, float]


def next_items(
    content: EditionContent,
    answers: Answers,
    balance: float,
    count: int = PAGE,
    columns: Columns | None = None,
) -> tuple[Item, ...]:
    """The next page: at most ``count`` items, none of them in ``answers`` (UNSURE included).

    ``columns`` follow from the content alone; who asks often may keep them.
    """
    constants = content.constants
    respondent = profile_respondent(answers, content.items, content.dimensions, content.skills, constants)
    apart = disagreement(respondent, columns or columns_of(content), constants, balance)
    known = {slug: estimate.evidence for slug, estimate in respondent.preferences.items()}
    keys = keys_asked(content.items[slug] for slug in answers if slug in content.items)
    left = {slug: item for slug, item in content.items.items() if slug not in answers}
    page: list[Item] = []
    while left and len(page) < count:
        gains = gains_of_kinds(apart, known, constants)
        chosen = min(eligible(left.values(), page), key=lambda item: order(item, gains, keys))
        page.append(left.pop(chosen.slug))
        count_in(chosen, known, keys, constants)
    return tuple(page)


def columns_of(content: EditionContent) -> Columns:
    """The columns of the content's scored roles. Dimensions that a role doesn't weigh have share 0."""
    roles = content.scored_roles
    totals = [fsum([p.weight for p in role.preferences.values()]) or 1 for role in roles]
    effects = [skill_effects(role, content.skills) for role in roles]
    preferences = [role.preferences for role in roles]
    return Columns(
        targets={
            slug: [p[slug].target / 100 if slug in p else 0.5 for p in preferences]
            for slug in content.dimensions
        },
        shares={
            slug: [
                p[slug].weight / total if slug in p else 0.0
                for p, total in zip(preferences, totals, strict=True)
            ]
            for slug in content.dimensions
        },
        effects={slug: [effect.get(slug, 0.0) for effect in effects] for slug in content.skills},
    )


def disagreement(
    respondent: RespondentProfile, columns: Columns, constants: Constants, balance: float
) -> Disagreement:
    """How far roles differ, each counted by its chance of leading."""
    leading = chances_of_leading(respondent, columns, constants, balance)
    scale = balance * constants.preference_scale * constants.spread
    slopes, curvatures = {}, {}
    for slug, shares in columns.shares.items():
        at = respondent.preferences[slug].position
        targets = columns.targets[slug]
        pulls = list(map(mul, shares, [at - target for target in targets]))
        slopes[slug] = (2 * scale) ** 2 * spread(leading, pulls)
        curvatures[slug] = (scale * constants.spread) ** 2 * spread(leading, shares)
    points = ((1 - balance) * constants.skill_scale) ** 2
    skills = {slug: points * spread(leading, effects) for slug, effects in columns.effects.items()}
    return Disagreement(slopes, curvatures, skills)


def fits_of(
    respondent: RespondentProfile, columns: Columns, constants: Constants, balance: float
) -> list[float]:
    """The fit of each scored role in the content's order, to the bit that of ``fit.match_role``."""
    points: list[Column] = []
    for slug, shares in columns.shares.items():
        scale, at = constants.preference_scale, respondent.preferences[slug].position
        targets = columns.targets[slug]
        points.append([-balance * (w * scale * (at - t) ** 2) for w, t in zip(shares, targets, strict=True)])
    for slug, effects in columns.effects.items():
        scale, level = constants.skill_scale, respondent.skills[slug].level
        points.append([(1 - balance) * (scale * effect * level) for effect in effects])
    base = balance * 100 + (1 - balance) * 50
    return [base + fsum(each) for each in zip(*points, strict=True)]


def chances_of_leading(
    respondent: RespondentProfile, columns: Columns, constants: Constants, balance: float
) -> Column:
    """A weight for each role that falls off with its distance from the leader; they add up to 1."""
    count = len(next(iter(columns.shares.values())))
    fits = [0.0] * count
    for slug, shares in columns.shares.items():
        scale, at = -balance * constants.preference_scale, respondent.preferences[slug].position
        terms = zip(fits, shares, columns.targets[slug], strict=True)
        fits = [fit + scale * share * (at - target) ** 2 for fit, share, target in terms]
    for slug, effects in columns.effects.items():
        scale = (1 - balance) * constants.skill_scale * respondent.skills[slug].level
        fits = list(map(add, fits, [scale * effect for effect in effects]))
    best = max(fits)
    weights = [exp(TEMPERATURE * (fit - best)) for fit in fits]
    total = sum(weights)
    return [weight / total for weight in weights]


def spread(weights: Column, values: Column) -> float:
    """Weighted variance."""
    weighted: list[float] = list(map(mul, weights, values))
    squares: float = sum(map(mul, weighted, values))
    return max(0.0, squares - sum(weighted) ** 2)


@dataclass(frozen=True, slots=True)
class Gains:
    """What one more answer of each sort is expected to settle, in squared points."""

    agreements: Mapping[str, float]
    sides: Mapping[str, float]
    ratings: Mapping[str, float]

    def of(self, item: Item) -> float:
        match item:
            case Agreement():
                return self.agreements[item.dimension]
            case TradeOff():
                return PAIR_GAIN * (self.sides[item.a.dimension] + self.sides[item.b.dimension])
            case SkillRating():
                return self.ratings[item.skill]


def gains_of_kinds(apart: Disagreement, known: Mapping[str, float], constants: Constants) -> Gains:
    """Gains by dimension and skill, from the answers already counted in ``known``."""
    settled_by_rating = RATING_GAIN * constants.skill_sd**2 * constants.skill_reliability
    return Gains(
        agreements={slug: gain(apart, slug, n, 1.0, constants) for slug, n in known.items()},
        sides={slug: gain(apart, slug, n, constants.pair_weight, constants) for slug, n in known.items()},
        ratings={slug: between * settled_by_rating for slug, between in apart.skills.items()},
    )


def gain(apart: Disagreement, dimension: str, known: float, more: float, constants: Constants) -> float:
    """What ``more`` answers about a dimension settle, on top of ``known`` ones."""
    kappa = constants.kappa
    before = kappa / (known + kappa)
    after = kappa / (known + more + kappa)
    return (before - after) * apart.slopes[dimension] + 2 * (before**2 - after**2) * apart.curvatures[
        dimension
    ]


def eligible(left: Iterable[Item], page: Sequence[Item]) -> list[Item]:
    """What may come next: no more than MOST_RATINGS ratings on a page, unless only they are left."""
    items = list(left)
    if sum(isinstance(item, SkillRating) for item in page) < MOST_RATINGS:
        return items
    return [item for item in items if not isinstance(item, SkillRating)] or items


def order(item: Item, gains: Gains, keys: Mapping[str, int]) -> tuple[float, bool, str]:
    """Sort key: largest gain first, then the key that was asked less, then by slug."""
    repeats = isinstance(item, Agreement) and keys.get(item.dimension, 0) * item.key > 0
    return -gains.of(item), repeats, item.slug


def keys_asked(items: Iterable[Item]) -> dict[str, int]:
    """For each dimension how many more forward than reverse-keyed items were asked."""
    keys: dict[str, int] = {}
    for item in items:
        if isinstance(item, Agreement):
            keys[item.dimension] = keys.get(item.dimension, 0) + item.key
    return keys


def count_in(chosen: Item, known: dict[str, float], keys: dict[str, int], constants: Constants) -> None:
    """Counts an item as if it had been answered, whatever the answer."""
    match chosen:
        case Agreement():
            known[chosen.dimension] += 1
            keys[chosen.dimension] = keys.get(chosen.dimension, 0) + chosen.key
        case TradeOff():
            known[chosen.a.dimension] += constants.pair_weight
            known[chosen.b.dimension] += constants.pair_weight
        case SkillRating():
            pass

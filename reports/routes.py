"""The ways from one role to another, weighed by years, by effort and by pay.

No single way is the best: one may be short and hard, another slow and better paid. Kept are those
that no other way beats on everything (the Pareto set), found by setting labels: a partial way is
dropped only where another one, through no other roles, has reached the same role at least as well.

Years are often unknown. Unknown is a state of its own: ways with unknown years are compared with
each other on the rest, never with ways whose years are known. Pay that nobody states speaks for
no way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.advice import step_cost
from quiz.scoring.respondent import RespondentProfile
from reports.pay import HOME, official_figure
from roles.profile import MatchQuality, Step

MOST_STAGES = 5  # A longer way is no plan.

Ratings = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Way:
    """Steps one after another. ``effort`` is that of all skill levels to add on the way (see
    STEP_COSTS); ``years`` and ``lowest_pay`` (US dollars a year, official medians of the roles on the
    way) are None as soon as one of them is unknown. ``levels`` are the ratings at the end.
    """

    steps: tuple[Step, ...]
    years: float | None
    effort: float
    lowest_pay: int | None
    levels: Ratings

    @property
    def known_years(self) -> float:
        """The sum over the steps whose years are known."""
        return sum(step.typical_years for step in self.steps if step.typical_years is not None)

    @property
    def unknown_steps(self) -> int:
        return sum(step.typical_years is None for step in self.steps)

    @property
    def visited(self) -> frozenset[str]:
        return frozenset(step.to_role for step in self.steps)


@dataclass(frozen=True, slots=True)
class Terrain:
    """All that the ways depend on: steps, what the roles that they lead to ask and pay (None: unknown), and
    the ratings now."""

    steps: tuple[Step, ...]
    demands: Mapping[str, Ratings]
    pay: Mapping[str, int | None]
    ratings: Ratings


def terrain_of(content: EditionContent, respondent: RespondentProfile) -> Terrain:
    """The terrain of one person; skills that they haven't rated ask nothing of them."""
    rated = {s: e.rating for s, e in respondent.skills.items() if e.rating is not None}
    led_to = {step.to_role for step in content.steps}
    return Terrain(
        steps=content.steps,
        demands={
            role.slug: {skill: demand.level for skill, demand in role.skills.items() if skill in rated}
            for slug, role in content.roles.items()
            if slug in led_to
        },
        pay={slug: official_median(content, slug) for slug in content.roles if slug in led_to},
        ratings=rated,
    )


def official_median(content: EditionContent, slug: str) -> int | None:
    """The official median in the home country, None where no group of people matches the role."""
    found = official_figure(content, content.roles[slug], HOME)
    if found is None or found.match.quality is MatchQuality.NONE or found.figure.place != HOME:
        return None
    return found.figure.middle


def best_ways(terrain: Terrain, start: str, goal: str) -> tuple[Way, ...]:
    """The ways to the goal that no other way beats: least effort first, then fewest steps.

    Empty if the goal is the start or can't be reached within MOST_STAGES steps.
    """
    here = Way((), 0.0, 0.0, None, terrain.ratings)
    kept: dict[str, list[Way]] = {start: [here]}
    edge: Sequence[tuple[str, Way]] = ((start, here),)
    for _ in range(MOST_STAGES):
        edge = [
            (step.to_role, longer)
            for slug, way in edge
            if slug != goal
            for step in terrain.steps
            if step.from_role == slug and step.to_role not in way.visited | {start}
            if keep(kept.setdefault(step.to_role, []), longer := extended(terrain, way, step))
        ]
    return undominated(kept.get(goal, []) if goal != start else [])


def keep(kept: list[Way], way: Way) -> bool:
    """Adds a partial way unless another one has come to the same role at least as well."""
    if any(other.visited <= way.visited and at_least_as_good(other, way, levels=True) for other in kept):
        return False
    kept.append(way)
    return True


def extended(terrain: Terrain, way: Way, step: Step) -> Way:
    """The way with one step more."""
    asked = terrain.demands.get(step.to_role, {})
    levels = {skill: max(level, asked.get(skill, 0)) for skill, level in way.levels.items()}
    unknown = way.years is None or step.typical_years is None
    return Way(
        steps=(*way.steps, step),
        years=None if unknown else (way.years or 0.0) + (step.typical_years or 0.0),
        effort=sum(step_cost(terrain.ratings[skill], level) for skill, level in levels.items()),
        lowest_pay=lower_pay(way, terrain.pay.get(step.to_role)),
        levels=levels,
    )


def lower_pay(way: Way, pay: int | None) -> int | None:
    """The lowest pay with one role more; the start's own pay doesn't count."""
    if not way.steps:
        return pay
    return None if pay is None or way.lowest_pay is None else min(pay, way.lowest_pay)


def at_least_as_good(way: Way, other: Way, *, levels: bool) -> bool:
    """Whether a way is no worse on years, effort and pay.

    ``levels``: on the level of every skill instead of effort, which decides what later steps cost.
    """
    if (way.years is None) != (other.years is None):
        return False
    if levels:
        easier = all(level <= other.levels[skill] for skill, level in way.levels.items())
    else:
        easier = way.effort <= other.effort
    paid = other.lowest_pay is None or (way.lowest_pay is not None and way.lowest_pay >= other.lowest_pay)
    return easier and paid and (way.years or 0) <= (other.years or 0)


def undominated(ways: Iterable[Way]) -> tuple[Way, ...]:
    """The Pareto set; of ways alike the one with fewest steps, then the first by name."""
    kept: list[Way] = []
    in_order = sorted(ways, key=simplicity)
    for way in in_order:
        others = (
            other for other in in_order if other is not way and at_least_as_good(other, way, levels=False)
        )
        if not any(not at_least_as_good(way, other, levels=False) or other in kept for other in others):
            kept.append(way)
    return tuple(kept)


def simplicity(way: Way) -> tuple[float, int, tuple[str, ...]]:
    return way.effort, len(way.steps), tuple(step.to_role for step in way.steps)


def quickest(ways: Iterable[Way]) -> Way | None:
    """The way that takes fewest years, of those whose years are all known."""
    known = [way for way in ways if way.years is not None]
    return min(known, key=lambda way: (way.years or 0.0, simplicity(way)), default=None)


def easiest(ways: Iterable[Way]) -> Way | None:
    return min(ways, key=simplicity, default=None)


def best_paid(ways: Iterable[Way]) -> Way | None:
    """The way whose lowest pay is highest, of those whose pay is all known."""
    known = [way for way in ways if way.lowest_pay is not None]
    return min(known, key=lambda way: (-(way.lowest_pay or 0), simplicity(way)), default=None)

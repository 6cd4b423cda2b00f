"""The ways to any role that a reader picks, from any other: each step with its time, pay, skills, sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.case import Case
from reports.pay import HOME, official_figure
from reports.routes import Ratings, Terrain, Way, best_paid, best_ways, easiest, quickest, terrain_of
from reports.sections.progression import is_current, starting_point
from reports.sections.routes import moves
from reports.words import routes as words
from reports.words import ways as way_words
from roles.profile import Source, Step


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step: the role it leads to, how long it takes, what that pays, what to learn for it.

    ``note`` is what the editors say of it, such as that it is seldom direct.
    ``sources`` are those of the step and its years, then that of the pay.
    """

    role: str
    years: str
    pay: str
    skills: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class WayTold:
    """A way that no other one beats: on what it is best, and its sums."""

    route: str
    best: str
    years: str
    effort: str
    pay: str
    steps: tuple[WayStep, ...]


@dataclass(frozen=True, slots=True)
class WaysAnswer:
    """All ways that no other one beats; ``begins`` says where they start, and why there."""

    heading: str
    begins: str
    intro: str
    ways: tuple[WayTold, ...]


def ways_told(case: Case, goal: str, start: str = "") -> WaysAnswer:
    """The ways to a role from ``start``, else from the current role, else from the first suggestion."""
    here = start or starting_point(case)
    terrain = terrain_of(case.content, case.respondent)
    every = best_ways(terrain, here, goal)
    winners = (quickest(every), easiest(every), best_paid(every))
    told = [way_told(case, terrain, here, way, winners) for way in every]
    is_there = here == goal
    return WaysAnswer(
        heading=words.heading(case.role(goal)),
        begins=way_words.begins(
            case.role(here), is_asked=bool(start), is_current=is_current(case, here), is_there=is_there
        ),
        intro="" if is_there else words.intro(every, len(every), case.role(here), case.role(goal)),
        # The ways that are best at something come first.
        ways=tuple(sorted(told, key=lambda way: not way.best)),
    )


def way_told(
    case: Case, terrain: Terrain, start: str, way: Way, winners: tuple[Way | None, Way | None, Way | None]
) -> WayTold:
    roles = (start, *(step.to_role for step in way.steps))
    return WayTold(
        route=words.stops([case.role(slug).name for slug in roles]),
        best=words.strengths(way, *winners),
        years=words.how_long(way),
        effort=words.effort(moves(case, terrain, way), bool(terrain.ratings)),
        pay=words.pay(way),
        steps=tuple(way_steps(case, terrain, way)),
    )


def way_steps(case: Case, terrain: Terrain, way: Way) -> Iterator[WayStep]:
    """The steps, each with the skill levels that it adds to those before it."""
    levels: Ratings = terrain.ratings
    for step in way.steps:
        asked = terrain.demands[step.to_role]
        added = [
            (case.content.skills[skill], level, asked[skill])
            for skill, level in levels.items()
            if asked.get(skill, 0) > level
        ]
        yield WayStep(
            role=case.role(step.to_role).name,
            years=way_words.step_years(step),
            pay=way_words.step_pay(terrain.pay[step.to_role]),
            skills=words.effort(added, bool(terrain.ratings)),
            note=step.note,
            sources=tuple(sources_of(case, terrain, step)),
        )
        levels = {skill: max(level, asked.get(skill, 0)) for skill, level in levels.items()}


def sources_of(case: Case, terrain: Terrain, step: Step) -> Iterable[Source]:
    """The source of a step, and of the pay it leads to where that is known; each once."""
    slugs = [step.source]
    found = official_figure(case.content, case.role(step.to_role), HOME)
    if found and terrain.pay[step.to_role]:
        slugs.append(found.figure.source)
    return (case.content.sources[slug] for slug in dict.fromkeys(slugs))

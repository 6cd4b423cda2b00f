"""The ways to the role in mind and to the first suggestions, as part of the progression section."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.case import Case
from reports.routes import Terrain, Way, best_paid, best_ways, easiest, quickest, terrain_of
from reports.words import routes as words
from roles.profile import Skill, Step

MOST_GOALS = 3
MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class WayStop:
    """One step: the role it leads to, in words with its years and pay, and what is said of the step."""

    role: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way: its roles, on what it is best, its years, effort and pay, and each step with its source.

    ``unsaid`` are those steps whose notes stand nowhere else in the section: paper says only these.
    """

    route: str
    best: str
    years: str
    effort: str
    pay: str
    stops: tuple[WayStop, ...]
    unsaid: tuple[WayStop, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Destination:
    """A role with the ways to it. Paper has room for the first ``printed``; 0: it isn't named there."""

    slug: str
    heading: str
    intro: str
    ways: tuple[WayLine, ...]
    printed: int


def destinations(
    case: Case, start: str, said: Container[Step] = (), *, has_room: bool
) -> tuple[Destination, ...]:
    """The ways from a role to the role in mind and the first suggestions, else to the best-paid role.

    Only the first is printed, and without much room only one way to the role in mind. Paper repeats
    no note of the steps ``said``.
    """
    terrain = terrain_of(case.content, case.respondent)
    in_mind = case.submission.about.role_in_mind
    every = {slug: best_ways(terrain, start, slug) for slug in goals_of(case, start)}
    told = [slug for slug, ways in every.items() if ways or slug == in_mind]
    if not told and (best := best_paid_goal(terrain, start)):
        every, told = {best: best_ways(terrain, start, best)}, [best]
    printed = MOST_WAYS if has_room else int(in_mind in told)
    return tuple(
        destination(case, terrain, start, slug, every[slug], said, printed=0 if index else printed)
        for index, slug in enumerate(told[:MOST_GOALS])
    )


def goals_of(case: Case, start: str) -> Iterable[str]:
    """The role in mind and the compared roles, without the start."""
    wanted = (case.submission.about.role_in_mind, *(ranked.role.slug for ranked in case.compared))
    return (slug for slug in dict.fromkeys(wanted) if slug and slug != start)


def best_paid_goal(terrain: Terrain, start: str) -> str:
    """Of the roles that can be reached the one with the highest official median; "" if there is none."""
    paid = sorted((-pay, slug) for slug, pay in terrain.pay.items() if pay)
    return next((slug for _, slug in paid if best_ways(terrain, start, slug)), "")


def destination(
    case: Case,
    terrain: Terrain,
    start: str,
    goal: str,
    every: tuple[Way, ...],
    said: Container[Step],
    *,
    printed: int,
) -> Destination:
    winners = (quickest(every), easiest(every), best_paid(every))
    # The ways that are best at something come first; of the others those with least effort.
    shown = sorted(every, key=lambda way: way not in winners)[:MOST_WAYS]
    return Destination(
        slug=goal,
        heading=words.heading(case.role(goal)),
        intro=words.intro(every, len(shown), case.role(start), case.role(goal)),
        ways=tuple(
            way_line(case, terrain, start, way, winners, unsaid)
            for way, unsaid in zip(shown, unsaid_steps(shown, said), strict=True)
        ),
        printed=printed,
    )


def unsaid_steps(ways: Iterable[Way], said: Container[Step]) -> Iterator[tuple[Step, ...]]:
    """For each way its steps with a note that was not said before."""
    told: set[Step] = set()
    for way in ways:
        yield tuple(step for step in way.steps if step.note and step not in said and step not in told)
        told |= {*way.steps}


def way_line(
    case: Case,
    terrain: Terrain,
    start: str,
    way: Way,
    winners: tuple[Way | None, Way | None, Way | None],
    unsaid: Iterable[Step],
) -> WayLine:
    return WayLine(
        route=words.stops([case.role(slug).name for slug in (start, *(step.to_role for step in way.steps))]),
        best=words.strengths(way, *winners),
        years=words.how_long(way),
        effort=words.effort(moves(case, terrain, way), bool(terrain.ratings)),
        pay=words.pay(way),
        stops=tuple(way_stop(case, terrain, step) for step in way.steps),
        unsaid=tuple(way_stop(case, terrain, step) for step in unsaid),
        marks=case.cite(*(step.source for step in way.steps)),
    )


def way_stop(case: Case, terrain: Terrain, step: Step) -> WayStop:
    role = case.role(step.to_role)
    return WayStop(role.name, words.stop(role, step, terrain.pay[step.to_role]), step.note)


def moves(case: Case, terrain: Terrain, way: Way) -> Sequence[tuple[Skill, int, int]]:
    """The skills that rise on the way, most levels first."""
    risen = [(skill, terrain.ratings[skill], level) for skill, level in way.levels.items()]
    in_order = sorted(risen, key=lambda each: (each[1] - each[2], each[0]))
    return [(case.content.skills[skill], low, high) for skill, low, high in in_order if high > low]

"""How one role of a pair leads to the other: the way with the fewest steps, in either direction."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.content import EditionContent
from reports.citations import SourceMarks
from reports.public.moves import Move, move_of
from roles.profile import RoleProfile, Step

MOST_STEPS = 5  # A longer way is no plan; the report's ways end there too.


@dataclass(frozen=True, slots=True)
class Crossing:
    """The way from one role to the other: where each of its 1 to MOST_STEPS steps leads."""

    start: RoleProfile
    goal: RoleProfile
    moves: tuple[Move, ...]


def crossings(
    content: EditionContent, one: RoleProfile, other: RoleProfile, marks: SourceMarks
) -> tuple[Crossing, ...]:
    """The ways there and back, as far as the edition knows any."""
    ways = (
        (start, goal, fewest_steps(content, start.slug, goal.slug))
        for start, goal in ((one, other), (other, one))
    )
    return tuple(
        Crossing(start, goal, tuple(move_of(content.roles[step.to_role], step, marks) for step in steps))
        for start, goal, steps in ways
        if 0 < len(steps) <= MOST_STEPS
    )


def fewest_steps(content: EditionContent, start: str, goal: str) -> tuple[Step, ...]:
    """The steps of a shortest way; of several the one whose steps come first in the edition. Empty: none."""
    arrivals: dict[str, Step] = {}
    waiting = deque([start])
    while waiting and goal not in arrivals:
        here = waiting.popleft()
        for step in content.steps:
            if step.from_role == here and step.to_role not in arrivals and step.to_role != start:
                arrivals[step.to_role] = step
                waiting.append(step.to_role)
    return traced(arrivals, goal)


def traced(arrivals: Mapping[str, Step], goal: str) -> tuple[Step, ...]:
    """The steps that lead to the goal, first to last."""
    way: list[Step] = []
    here = goal
    while here in arrivals:
        way.append(arrivals[here])
        here = arrivals[here].from_role
    return tuple(reversed(way))

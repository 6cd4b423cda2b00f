"""Steps between roles, as the public pages tell them."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.content import EditionContent
from reports.citations import SourceMarks
from reports.labels import STEPS, years
from roles.profile import RoleProfile, Step, StepKind


@dataclass(frozen=True, slots=True)
class Move:
    """A step to or from another role."""

    role: RoleProfile
    years: str
    years_note: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True)
class Moves:
    """Steps of one kind."""

    heading: str
    moves: tuple[Move, ...]


def ways_out_of(content: EditionContent, slug: str, marks: SourceMarks) -> tuple[Moves, ...]:
    """Steps from a role, each with the role it leads to."""
    return by_kind(
        (step.kind, move_of(content.roles[step.to_role], step, marks))
        for step in content.steps
        if step.from_role == slug
    )


def ways_in_to(content: EditionContent, slug: str, marks: SourceMarks) -> tuple[Moves, ...]:
    """Steps to a role, each with the role it starts from."""
    return by_kind(
        (step.kind, move_of(content.roles[step.from_role], step, marks))
        for step in content.steps
        if step.to_role == slug
    )


def move_of(role: RoleProfile, step: Step, marks: SourceMarks) -> Move:
    return Move(role, years(step.typical_years), step.years_note, step.note, marks.mark(step.source))


def by_kind(moves: Iterable[tuple[StepKind, Move]]) -> tuple[Moves, ...]:
    found: dict[StepKind, list[Move]] = {}
    for kind, move in moves:
        found.setdefault(kind, []).append(move)
    return tuple(Moves(STEPS[kind], tuple(found[kind])) for kind in StepKind if kind in found)

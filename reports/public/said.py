"""Sentences of a role with the marks of their sources."""

from dataclasses import dataclass

from reports.citations import SourceMarks
from roles.profile import RoleProfile, StatementKind


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence and the mark of its source."""

    text: str
    mark: str


def said_of(role: RoleProfile, kind: StatementKind, marks: SourceMarks) -> tuple[Sourced, ...]:
    """What the role says of one kind, most telling first."""
    return tuple(Sourced(statement.text, marks.mark(statement.source)) for statement in role.said(kind))

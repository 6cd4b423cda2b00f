"""What a content row is called, and rows as plain values. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Which row: its model and natural key. Prints as "roles.preference backend-engineer/data"."""

    model: str
    key: Key

    def __str__(self) -> str:
        return f"{self.model} {'/'.join(self.key)}"


Row = Mapping[str, Any]
"""Field name to JSON value; a foreign key is the natural key of its row, as a list."""

Rows = Mapping[Name, Row]


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names another row; a row goes together with the row that ``owns`` it."""

    field: str
    target: str
    owns: bool

    def of(self, row: Row) -> Name | None:
        """The row that is named, if one is."""
        key = row.get(self.field)
        return Name(self.target, tuple(key)) if key is not None else None


@dataclass(frozen=True, slots=True)
class Rules:
    """What must hold between rows whatever a merge decides."""

    references: Mapping[str, tuple[Reference, ...]]
    unique: Mapping[str, tuple[str, ...]]  # Fields besides the key that no two rows may share.
    sound: Callable[[Name, Row], bool]  # Whether one row keeps the database's rules.

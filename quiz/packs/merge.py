"""Three-way merge of shipped content: shipped then, shipped now, edited here. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quiz.packs.rows import Name, Row, Rows


class Action(StrEnum):
    """What becomes of one row."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    KEEP = "keep"  # Edited here, unchanged in the release: stays as the editor left it.
    CONFLICT = "conflict"  # Edited here and changed in the release: stays, and is listed.


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one row, and the shipped row if there is one."""

    name: Name
    action: Action
    shipped: Row | None


def merge(base: Rows, shipped: Rows, current: Rows) -> tuple[Decision, ...]:
    """What loading ``shipped`` over ``current`` does, given what was shipped before (``base``).

    Rows that need nothing are left out. Nothing that an editor changed is ever overwritten.
    """
    names = [*shipped, *(name for name in base if name not in shipped)]
    decisions = (decide(name, base.get(name), shipped.get(name), current.get(name)) for name in names)
    return tuple(decision for decision in decisions if decision)


def decide(name: Name, base: Row | None, shipped: Row | None, current: Row | None) -> Decision | None:
    action = action_for(base, shipped, current)
    return Decision(name, action, shipped) if action else None


def action_for(base: Row | None, shipped: Row | None, current: Row | None) -> Action | None:
    if current == shipped:
        return None
    if current == base:
        if current is None:
            return Action.CREATE
        return Action.DELETE if shipped is None else Action.UPDATE
    return Action.KEEP if shipped == base else Action.CONFLICT


def overwrite(shipped: Rows, current: Mapping[Name, Row]) -> tuple[Decision, ...]:
    """Decisions that make every shipped row what the release says, edits here or not."""
    return tuple(
        Decision(name, Action.UPDATE if name in current else Action.CREATE, row)
        for name, row in shipped.items()
        if current.get(name) != row
    )

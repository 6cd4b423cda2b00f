"""Three-way merge of shipped content, field by field: shipped then, shipped now, edited here. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from quiz.packs.names import Name, Reference, Row, Rows, Rules

Decisions = dict[Name, "Decision"]


class Action(StrEnum):
    """What becomes of one row."""

    CREATE = "create"
    UPDATE = "update"  # Fields that nobody edited here follow the release; edited ones stay.
    DELETE = "delete"
    KEEP = "keep"  # Edited here, unchanged in the release: stays as the editor left it.
    CONFLICT = "conflict"  # Edited here and changed in the release: stays, and is listed.


@dataclass(frozen=True, slots=True)
class Clash:
    """A field changed here and in the release; the whole row if ``field`` is "".

    A row that is not there is None.
    """

    field: str
    then: Any
    now: Any
    here: Any


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one row: what is written, which fields that takes over, what is left to an editor."""

    name: Name
    action: Action
    written: Row | None = None
    taken: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


def merge(base: Rows, shipped: Rows, current: Rows, rules: Rules) -> tuple[Decision, ...]:
    """What loading ``shipped`` over ``current`` does, given what was shipped before (``base``).

    Rows that need nothing are left out. What an editor wrote, added or removed is never undone: where the
    release changed the same thing, the decision carries a clash. The result never names a missing row.
    """
    names = [*shipped, *(name for name in base if name not in shipped)]
    found = (decide(name, base.get(name), shipped.get(name), current.get(name)) for name in names)
    decisions = {decision.name: decision for decision in found if decision}
    fold_into_removed_owners(decisions, base, shipped, current, rules)
    while changed := list(held_back(decisions, shipped, current, rules)):
        decisions |= {decision.name: decision for decision in changed}
    return tuple(decisions.values())


def decide(name: Name, base: Row | None, shipped: Row | None, current: Row | None) -> Decision | None:
    """The decision on one row by itself, or None if it needs nothing."""
    if current == shipped:
        return None
    if current is not None and shipped is not None:
        return decide_fields(name, base, shipped, current)
    if current == base:
        return Decision(name, Action.DELETE if shipped is None else Action.CREATE, shipped)
    if shipped == base:
        return Decision(name, Action.KEEP)
    return Decision(name, Action.CONFLICT, clashes=(Clash("", base, shipped, current),))


def decide_fields(name: Name, base: Row | None, shipped: Row, current: Row) -> Decision:
    then: Row = base or {}
    differing = [field for field in shipped if shipped[field] != current.get(field)]
    taken = [f for f in differing if base is not None and current.get(f) == then.get(f)]
    clashing = [f for f in differing if f not in taken and (base is None or shipped[f] != then.get(f))]
    clashes = tuple(Clash(f, then.get(f), shipped[f], current.get(f)) for f in clashing)
    written = {**current, **{field: shipped[field] for field in taken}}
    action = Action.UPDATE if taken else Action.CONFLICT if clashes else Action.KEEP
    return Decision(name, action, written if taken else None, tuple(taken), clashes)


def fold_into_removed_owners(
    decisions: Decisions, base: Rows, shipped: Rows, current: Rows, rules: Rules
) -> None:
    """A role removed here is one conflict, not one for each of its statements that the release touched."""
    for decision in list(decisions.values()):
        row = shipped.get(decision.name)
        owners = owner_names(decision.name, row, rules) if row else ()
        removed = [owner for owner in owners if owner in base and owner not in current]
        if not removed:
            continue
        decisions[decision.name] = Decision(decision.name, Action.KEEP)
        if decision.action is Action.KEEP:
            continue
        for owner in removed:
            clash = Clash("", base[owner], shipped.get(owner), None)
            decisions[owner] = Decision(owner, Action.CONFLICT, clashes=(clash,))


def owner_names(name: Name, row: Row, rules: Rules) -> tuple[Name, ...]:
    """The rows without which this one can't be."""
    owning = (reference for reference in rules.references[name.model] if reference.owns)
    return tuple(owner for reference in owning if (owner := reference.of(row)))


def held_back(decisions: Decisions, shipped: Rows, current: Rows, rules: Rules) -> Iterator[Decision]:
    """Decisions that would break a rule, turned into ones that wait for an editor."""
    after = merged(decisions, current)
    yield from held_deletions(decisions, current, after, rules)
    own = own_values(after, shipped, rules)
    for decision in decisions.values():
        if decision.written is None:
            continue
        missing = missing_references(decision, after, rules)
        refused = {reference.field for reference in missing} | doubled(decision, own, rules)
        if decision.action is Action.UPDATE:
            refused = refused & set(decision.taken) or unsound(decision, shipped, rules)
            if refused:
                yield without(decision, refused, shipped[decision.name], current[decision.name])
        elif any(reference.owns for reference in missing):
            yield Decision(decision.name, Action.KEEP)  # The conflict of its owner speaks for it.
        elif refused:
            clash = Clash("", None, decision.written, None)
            yield Decision(decision.name, Action.CONFLICT, clashes=(clash,))


def held_deletions(decisions: Decisions, current: Rows, after: Rows, rules: Rules) -> Iterator[Decision]:
    """Rows that the release drops but that something kept here still names; and all that they own."""
    dropped = {name for name, decision in decisions.items() if decision.action is Action.DELETE}
    if not dropped:
        return
    for name, row in after.items():
        for target in (reference.of(row) for reference in rules.references[name.model]):
            if target is not None and target in dropped:
                clash = Clash("", current[target], None, current[target])
                yield Decision(target, Action.CONFLICT, clashes=(clash,))
    for name in dropped:
        owners = owner_names(name, current[name], rules)
        if any(gone_in_release(decisions[owner]) for owner in owners if owner in decisions):
            yield Decision(name, Action.KEEP)


def gone_in_release(decision: Decision) -> bool:
    return any(clash.field == "" and clash.now is None for clash in decision.clashes)


def missing_references(decision: Decision, after: Rows, rules: Rules) -> tuple[Reference, ...]:
    """The references of a row to be written that lead nowhere."""
    written = decision.written or {}
    named = ((reference, reference.of(written)) for reference in rules.references[decision.name.model])
    return tuple(reference for reference, target in named if target and target not in after)


def own_values(after: Rows, shipped: Rows, rules: Rules) -> Mapping[tuple[str, str, Any], Name]:
    """Who has a unique value that it has not from the release."""
    return {
        (name.model, field, row[field]): name
        for name, row in after.items()
        for field in rules.unique.get(name.model, ())
        if row[field] != shipped.get(name, {}).get(field)
    }


def doubled(decision: Decision, own: Mapping[tuple[str, str, Any], Name], rules: Rules) -> set[str]:
    """Fields whose value a row of the editors has already."""
    model, written = decision.name.model, decision.written or {}
    holders = {field: own.get((model, field, written[field])) for field in rules.unique.get(model, ())}
    return {field for field, holder in holders.items() if holder not in (None, decision.name)}


def unsound(decision: Decision, shipped: Rows, rules: Rules) -> set[str]:
    """All that is taken over, if it breaks a rule together with what is kept."""
    written = decision.written or {}
    mixed = any(written.get(field) != value for field, value in shipped[decision.name].items())
    return set(decision.taken) if mixed and not rules.sound(decision.name, written) else set()


def without(decision: Decision, refused: set[str], shipped: Row, current: Row) -> Decision:
    """The decision with some fields left as they are here and listed."""
    taken = tuple(field for field in decision.taken if field not in refused)
    more = tuple(Clash(f, current[f], shipped[f], current[f]) for f in decision.taken if f in refused)
    written = {**(decision.written or {}), **{field: current[field] for field in refused}}
    action = Action.UPDATE if taken else Action.CONFLICT
    kept = written if taken else None
    return replace(decision, action=action, written=kept, taken=taken, clashes=(*decision.clashes, *more))


def merged(decisions: Mapping[Name, Decision], current: Rows) -> dict[Name, Row]:
    """The rows as they will be."""
    after = dict(current)
    for name, decision in decisions.items():
        if decision.action is Action.DELETE:
            after.pop(name, None)
        elif decision.written is not None:
            after[name] = decision.written
    return after


def overwrite(shipped: Rows, current: Rows) -> tuple[Decision, ...]:
    """Decisions that make every shipped row what the release says, edits here or not."""
    return tuple(
        Decision(name, Action.UPDATE if name in current else Action.CREATE, row, tuple(row))
        for name, row in shipped.items()
        if current.get(name) != row
    )

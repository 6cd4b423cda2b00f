"""What taking in a table would do: new rows, changed fields, and why a row can't be taken."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quiz.answered import WORDS, asked_now
from quiz.exchange.cells import cell_of
from quiz.exchange.read import Entry, Problem, Reading
from quiz.exchange.tools import by_their_names
from quiz.packs.checks import Broken, broken_checks
from quiz.packs.circles import promotions_in_circles
from quiz.packs.files import completed, row_problems
from quiz.packs.load import apply
from quiz.packs.merge import Action, Decision
from quiz.packs.names import Name, Row, Rows
from quiz.packs.rows import KEYS, flat, references_of, stored_rows, unique_fields


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as cells."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One good row, as it would be stored."""

    line: int
    name: Name
    status: Status
    written: Row
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a table would do. ``digest`` names it together with the draft that it was held against."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    bad_lines: int
    digest: str
    called: tuple[tuple[str, str], ...] = ()  # Names of technologies, and the slugs they stand for here.

    def those(self, status: Status) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.status is status)

    @property
    def touched(self) -> int:
        return len(self.rows) - len(self.those(Status.SAME))


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry on its way: the name and the row that it makes."""

    entry: Entry
    name: Name
    row: Row


def plan(reading: Reading, here: Rows | None = None) -> Plan:
    """Holds what was read against the draft. Writes nothing."""
    here = rows_concerned(reading) if here is None else here
    problems = list(reading.problems)
    bad = {problem.line for problem in problems}
    drafts: dict[Name, Draft] = {}
    entries, called = by_their_names(reading.entries, here)
    for entry in entries:
        draft = None if entry.line in bad else drafted(entry, here, drafts, problems)
        if draft:
            drafts[draft.name] = draft
    changed = {name: draft.row for name, draft in drafts.items() if draft.row != here.get(name)}
    broken = broken_checks(changed)
    for name, why in reworded(changed, here):
        broken.setdefault(name, []).append(why)
    while refused := list(refusals(drafts, here, broken)):
        problems += refused
        lines = {problem.line for problem in refused}
        drafts = {name: draft for name, draft in drafts.items() if draft.entry.line not in lines}
    rows = tuple(planned(draft, here.get(name)) for name, draft in drafts.items())
    problems.sort(key=lambda problem: (problem.line, problem.column))
    bad_lines = len({problem.line for problem in problems})
    return Plan(rows, tuple(problems), bad_lines, digest(rows, here), tuple(called.items()))


def reworded(changed: Rows, here: Rows) -> Iterable[tuple[Name, tuple[str, str]]]:
    """Questions that readers are asked now and that would ask in other words, with the first field of them:
    what that means for the answers given so far is asked on their pages, and a table says nothing of it."""
    reason = _(
        "Readers are asked this in its former words. Reword it on its own page or give it another short name."
    )
    questions = [name for name in changed if name.model == "quiz.item" and name in here]
    asked = asked_now() if questions else frozenset()
    for name in questions:
        fields = (field for field in WORDS if changed[name][field] != here[name][field])
        if name.key[0] in asked and (field := next(fields, "")):
            yield name, (field, reason)


def rows_concerned(reading: Reading) -> dict[Name, Row]:
    """The draft as far as these entries can touch it: their tables, and those that their rows name."""
    labels = {entry.label for entry in reading.entries}
    named = {reference.target for label in labels for reference in references_of(label)}
    return {
        name: row
        for label in KEYS
        if label in labels | named
        for name, (_pk, row) in stored_rows(label).items()
    }


def drafted(entry: Entry, here: Rows, drafts: Mapping[Name, Draft], problems: list[Problem]) -> Draft | None:
    """The whole row that an entry makes, or None with the reasons noted."""
    missing = [key for key in KEYS[entry.label] if not entry.given.get(key)]
    if missing:
        problems.extend(
            Problem(entry.line, key, _("Each row needs it, so that it is found again.")) for key in missing
        )
        return None
    name = Name(entry.label, tuple(flat(entry.given[key]) for key in KEYS[entry.label]))
    if name in drafts:
        line = drafts[name].entry.line
        problems.append(Problem(entry.line, KEYS[entry.label][-1], _("Row %d is the same one.") % line))
        return None
    given = {**here[name], **entry.given} if name in here else entry.given
    lacking = (
        [problem.partition(": ") for problem in row_problems(entry.label, given)] if name not in here else []
    )
    problems.extend(Problem(entry.line, column, _("A new row needs it.")) for column, _sep, _why in lacking)
    return None if lacking else Draft(entry, name, completed(entry.label, given))


def refusals(drafts: Mapping[Name, Draft], here: Rows, broken: Broken) -> Iterable[Problem]:
    """Rows that can't stand beside the others: dangling references, names twice, rules broken, circles."""
    taken = holders(drafts, here)
    for draft in drafts.values():
        if draft.row == here.get(draft.name):
            continue
        yield from dangling(draft, drafts, here)
        for field in unique_fields(draft.name.model):
            if len(taken[draft.name.model, field, draft.row[field]]) > 1:
                reason = _("Another row has “%s” already.") % cell_of(draft.row[field])
                yield Problem(draft.entry.line, field, reason)
        for field, reason in broken.get(draft.name, ()):
            yield Problem(draft.entry.line, field, reason)
    yield from circles(drafts, here)


def holders(drafts: Mapping[Name, Draft], here: Rows) -> dict[tuple[str, str, Any], set[Name]]:
    """Who would have each value that only one row may have."""
    after = {**here, **{name: draft.row for name, draft in drafts.items()}}
    found: dict[tuple[str, str, Any], set[Name]] = {}
    for name, row in after.items():
        for field in unique_fields(name.model):
            found.setdefault((name.model, field, row[field]), set()).add(name)
    return found


def dangling(draft: Draft, drafts: Mapping[Name, Draft], here: Rows) -> Iterable[Problem]:
    for reference in references_of(draft.name.model):
        target = reference.of(draft.row)
        if target is None or target in here or target in drafts:
            continue
        known = ["/".join(name.key) for name in (*here, *drafts) if name.model == target.model]
        near = get_close_matches("/".join(target.key), known, n=1)
        said = _("There is no “%s”.") % "/".join(target.key)
        meant = _("Is “%s” meant?") % near[0] if near else _("Add it first, or name one that is there.")
        yield Problem(draft.entry.line, reference.field, f"{said} {meant}")


def circles(drafts: Mapping[Name, Draft], here: Rows) -> Iterable[Problem]:
    """Promotions of the table that would lead round in a circle."""
    after = {**here, **{name: draft.row for name, draft in drafts.items()}}
    for name, circle in promotions_in_circles(after):
        if name in drafts:
            reason = _("These promotions lead round in a circle: %s.") % circle
            yield Problem(drafts[name].entry.line, "to_role", reason)


def planned(draft: Draft, here: Row | None) -> PlannedRow:
    changes = tuple(
        FieldChange(field, cell_of((here or {}).get(field)), cell_of(value))
        for field, value in draft.row.items()
        if here is None or here[field] != value
    )
    status = Status.NEW if here is None else Status.CHANGED if changes else Status.SAME
    return PlannedRow(draft.entry.line, draft.name, status, draft.row, changes)


def digest(rows: Iterable[PlannedRow], here: Rows) -> str:
    compared = [[str(row.name), dict(row.written), here.get(row.name)] for row in rows]
    return hashlib.sha256(json.dumps(compared, sort_keys=True, default=dict).encode()).hexdigest()


@transaction.atomic
def carry_out(found: Plan) -> int:
    """Stores the good rows of a plan; answers how many were new or changed. Raises BrokenContent."""
    actions = {Status.NEW: Action.CREATE, Status.CHANGED: Action.UPDATE}
    decisions = [
        Decision(row.name, actions[row.status], row.written)
        for row in found.rows
        if row.status is not Status.SAME
    ]
    apply(decisions)
    return len(decisions)

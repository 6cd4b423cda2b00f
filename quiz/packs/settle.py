"""Settling a conflict with a release: an editor's own, the release's, or something else."""

from enum import StrEnum
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.utils.translation import gettext as _

from quiz.exchange.cells import BadCell, value_of_cell
from quiz.models.pack import ContentConflict
from quiz.packs.conflicts import name_of_conflict
from quiz.packs.files import BrokenContent, value_problem
from quiz.packs.load import apply, current_rows, rules, shipped_before
from quiz.packs.merge import Action, Decision, owner_names
from quiz.packs.names import Name, Row, Rows
from quiz.packs.rows import model_of
from roles.history.record import recording


class Choice(StrEnum):
    """What a conflict ends in."""

    OURS = "ours"
    THEIRS = "theirs"
    OTHER = "other"


class Unsettled(ValueError):
    """The choice can't be carried out; says why, and nothing is changed."""


@transaction.atomic
def settle(conflict: ContentConflict, choice: Choice, other: str = "") -> None:
    """Ends a conflict. Raises Unsettled, and then it stays pending and the draft as it was."""
    if choice is not Choice.OURS:
        try:
            with transaction.atomic(), recording(reason=_("Settled a conflict with a release")):
                apply(decisions(conflict, choice, other))
        except BrokenContent as error:
            raise Unsettled(" ".join(error.problems)) from error
    conflict.delete()


def decisions(conflict: ContentConflict, choice: Choice, other: str) -> list[Decision]:
    """What has to be written or removed."""
    name, here = name_of_conflict(conflict), current_rows()
    if conflict.field:
        return [one_field(name, conflict, choice, other, here)]
    if choice is Choice.OTHER:
        raise Unsettled(_("A whole row is kept or taken. Settle it, then edit it on its page."))
    if conflict.now is None:
        return [Decision(name, Action.DELETE)] if name in here else []
    if name in here:
        return [Decision(name, Action.UPDATE, conflict.now)]
    return whole_row(name, conflict.now, here)


def one_field(name: Name, conflict: ContentConflict, choice: Choice, other: str, here: Rows) -> Decision:
    if name not in here:
        raise Unsettled(_("The row has been removed here meanwhile. Keep yours to close the conflict."))
    value = conflict.now if choice is Choice.THEIRS else written_value(name, conflict.field, other)
    check_reference(name, conflict.field, value, here)
    return Decision(name, Action.UPDATE, {**here[name], conflict.field: value})


def written_value(name: Name, field_name: str, text: str) -> Any:
    """What an editor typed, in the type of its field."""
    try:
        field = model_of(name.model)._meta.get_field(field_name)
    except FieldDoesNotExist as error:
        raise Unsettled(_("There is no such field any more. Keep yours to close the conflict.")) from error
    assert isinstance(field, models.Field)
    try:
        value = value_of_cell(field, " ".join(text.split()))
    except BadCell as error:
        raise Unsettled(str(error)) from error
    if problem := value_problem(field, value):
        raise Unsettled(problem)
    return value


def check_reference(name: Name, field: str, value: Any, here: Rows) -> None:
    for reference in rules().references[name.model]:
        target = reference.of({field: value}) if reference.field == field else None
        if target is not None and target not in here:
            raise Unsettled(_("There is no %(target)s here. Add it first.") % {"target": target})


def whole_row(name: Name, row: Row, here: Rows) -> list[Decision]:
    """The shipped row with all that it owns, as far as it is not here."""
    ruling = rules()
    coming = {name: row}
    for other, shipped in shipped_before().items():
        if other not in here and name in owner_names(other, shipped, ruling):
            coming[other] = shipped
    missing = {
        target
        for other, shipped in coming.items()
        for reference in ruling.references[other.model]
        if (target := reference.of(shipped)) and target not in here and target not in coming
    }
    if name_missing := sorted(str(target) for target in missing if target.model != "roles.role"):
        raise Unsettled(_("It needs what is not here: %(names)s.") % {"names": ", ".join(name_missing)})
    return [
        Decision(other, Action.CREATE, shipped)
        for other, shipped in coming.items()
        if all(reference.of(shipped) not in missing for reference in ruling.references[other.model])
    ]

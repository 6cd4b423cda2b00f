"""Putting back what a row said before a change: shown first, and never over what came later unseen."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from roles.history.record import recording
from roles.history.values import fields_of, row_of
from roles.history.words import entries_words, field_words, value_words
from roles.models.change import Change


class Refused(ValueError):
    """It can't be put back as things are; says why, and nothing is changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it says now, and what it will say. ``is_later`` if somebody changed it since."""

    label: str
    now: str
    then: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class PutBack:
    """What putting back would do. ``seen`` names what was shown, so that it is done to nothing else."""

    change: Change
    lines: tuple[Line, ...]
    rows: tuple[Change, ...]  # Those that come back, or the one that goes.
    seen: str
    lost: tuple[str, ...] = ()  # What it said in fields and tables that there are no more.

    @property
    def is_later(self) -> bool:
        return any(line.is_later for line in self.lines)


def put_back_plan(change: Change, field: str = "") -> PutBack:
    """What putting back a row, or one field of it, would do. Raises Refused."""
    match change.action:
        case Change.Action.CHANGED:
            return plan_fields(change, field)
        case Change.Action.REMOVED:
            return plan_return(change)
        case _:
            return plan_removal(change)


@transaction.atomic
def put_back(change: Change, field: str, seen: str) -> PutBack:
    """Does it, as an edit of the draft. Raises Refused, also if it is not what was ``seen``."""
    plan = put_back_plan(change, field)
    if plan.seen != seen:
        raise Refused(_("It was changed since you opened this page. Look at it again, then put it back."))
    with recording(
        reason=_("Put back what it said before %(when)s") % {"when": f"{change.at:%d %B %Y %H:%M}"}
    ):
        try:
            carry_out(plan, field)
        except ValidationError as error:
            raise Refused(" ".join(refusals(error))) from error
    return plan


def carry_out(plan: PutBack, field: str) -> None:
    change = plan.change
    if change.action == Change.Action.ADDED:
        found(change).delete()
    elif change.action == Change.Action.CHANGED:
        write(found(change), asked(change, field))
    else:
        for each in plan.rows:
            write(model_of(each.model)(), each.fields)


def plan_fields(change: Change, field: str) -> PutBack:
    row = found(change)
    fields = asked(change, field)
    if not fields:
        raise Refused(_("That field was not part of this change."))
    kept = [each for each in fields if each["field"] in known_fields(change.model)]
    lost = lost_words(change)
    if not kept:
        raise Refused(_("There is no such field any more: %(lost)s.") % {"lost": "; ".join(lost)})
    lines = tuple(line_of(row, change.model, each) for each in kept)
    return PutBack(change, lines, (), checksum([row_of(row).get(each["field"]) for each in kept]), lost)


def plan_return(change: Change) -> PutBack:
    """A row that is gone, and all that went with it if it is a role."""
    if not known_fields(change.model):
        raise Refused(_("This version of the software keeps no such rows any more."))
    if at_hand(change.model, change.key) is not None:
        raise Refused(_("It is there again. Change it on its own page."))
    rows = [change]
    if change.model == "roles.role":
        went = Change.objects.filter(act=change.act, owner=change.owner, action=Change.Action.REMOVED)
        rows += list(went.exclude(model=change.model, key=change.key).order_by("pk"))
    lost = tuple(words for each in rows for words in lost_words(each))
    coming = tuple(each for each in rows if known_fields(each.model))
    return PutBack(change, lines_of_row(change), coming, checksum([each.pk for each in rows]), lost)


def plan_removal(change: Change) -> PutBack:
    """A row that was added and is to go again: only one that belongs to a role, and takes nothing along."""
    row = found(change)
    if not change.owner or change.model == "roles.role":
        raise Refused(
            _("It was added by this change. Delete it on its own page, which shows what goes with it.")
        )
    now = row_of(row)
    kept = (each for each in change.fields if each["field"] in now)
    later = tuple(line for line in (gone(row, change.model, each) for each in kept) if line.is_later)
    return PutBack(change, later, (change,), checksum(list(now.values())))


def gone(row: models.Model, model: str, each: dict[str, Any]) -> Line:
    line = line_of(row, model, each)
    return Line(line.label, line.now, "", line.is_later)


def line_of(row: models.Model, model: str, each: dict[str, Any]) -> Line:
    """One field as it stands now against what is put back."""
    field: Any = row._meta.get_field(each["field"])
    now = row_of(row)[each["field"]]
    if isinstance(now, dict):
        before = each["before"] or {}
        shown, then = entries_words(now, before), entries_words(before, now)
    else:
        shown, then = value_words(row, field), each["was"]
    return Line(field_words(model, each["field"]), shown, then, now != each["after"])


def lines_of_row(change: Change) -> tuple[Line, ...]:
    """What a row said that is gone."""
    known = known_fields(change.model)
    return tuple(
        Line(field_words(change.model, each["field"]), "", each["was"], False)
        for each in change.fields
        if each["was"] and each["field"] in known
    )


def known_fields(model: str) -> "dict[str, models.Field[Any, Any]]":
    """The fields of a model by name; none of one that there is no more."""
    try:
        return {field.name: field for field in fields_of(model_of(model))}
    except LookupError:
        return {}


def lost_words(change: Change) -> tuple[str, ...]:
    """What a change holds that has no place any more, each with what it said."""
    known = known_fields(change.model)
    return tuple(
        f"{field_words(change.model, each['field'])}: {each['was']}"
        for each in change.fields
        if each["was"] and each["field"] not in known
    )


def asked(change: Change, field: str) -> list[dict[str, Any]]:
    return [each for each in change.fields if field in ("", each["field"])]


def write(row: models.Model, fields: Iterable[dict[str, Any]]) -> None:
    """Saves a row with the values from before. Raises Refused and ValidationError."""
    known = known_fields(row._meta.label_lower)
    for each in fields:
        if each["field"] in known:
            setattr(row, each["field"], value_before(known[each["field"]], each))
    row.full_clean()
    row.save()


def value_before(field: Any, each: dict[str, Any]) -> Any:
    value = each["before"]
    if value is None or not field.is_relation:
        return value
    row = at_hand(field.related_model._meta.label_lower, "/".join(value))
    if row is None:
        said = _("%(what)s is not there any more: %(name)s. Put that back first.")
        raise Refused(said % {"what": field_words(each_model(field), field.name), "name": each["was"]})
    return row


def each_model(field: Any) -> str:
    return str(field.model._meta.label_lower)


def found(change: Change) -> models.Model:
    """The row of a change, under the name that it goes by now. Raises Refused."""
    if not known_fields(change.model):
        raise Refused(_("This version of the software keeps no such rows any more."))
    row = at_hand(change.model, present_key(change))
    if row is None:
        raise Refused(_("It has been removed since. Put the row back first."))
    return row


def present_key(change: Change) -> str:
    later = Change.objects.filter(model=change.model, pk__gt=change.pk).exclude(key_before="").order_by("pk")
    key = change.key
    for before, after in later.values_list("key_before", "key"):
        key = after if before == key else key
    return key


def at_hand(model: str, key: str) -> models.Model | None:
    if not known_fields(model):
        return None
    rows: Any = model_of(model)._default_manager
    try:
        return rows.get_by_natural_key(*key.split("/"))  # type: ignore[no-any-return]
    except (model_of(model).DoesNotExist, TypeError):
        return None


def model_of(label: str) -> Any:
    return apps.get_model(label)


def checksum(values: object) -> str:
    return f"{crc32(json.dumps(values, default=str).encode()):x}"


def refusals(error: ValidationError) -> list[str]:
    """What the row's rules say against it, each with its field."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [" ".join(messages) for messages in error.message_dict.values()]

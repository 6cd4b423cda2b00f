"""Writes down every row of the draft that is saved or removed, whoever does it and by whatever way.

The rows themselves tell, by Django's signals: a form, a matrix, a table, a merge and a command all end
there, and so does what goes with a row that is removed. Only rows that are created in bulk tell nobody;
``note_added`` is for those.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone

from roles.history.values import fields_of, key_of, row_of
from roles.history.words import both_words
from roles.models.change import REASON_LENGTH, Change

References = dict[tuple[str, int], models.Model]


@dataclass(slots=True)
class Act:
    """Who does something and why; all rows that are saved meanwhile are one act."""

    who: str
    reason: str
    key: UUID = field(default_factory=uuid4)
    known: References = field(default_factory=dict)


PRESENT: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def recording(who: str = "", reason: str = "") -> Iterator[None]:
    """All that is saved within is one act of ``who``. Within another act, only the reason is new.

    A reason that is too long is cut, which pages that ask for one don't let happen.
    """
    reason = reason[:REASON_LENGTH]
    outer = PRESENT.get()
    act = Act(outer.who, reason or outer.reason, outer.key, outer.known) if outer else Act(who, reason)
    token = PRESENT.set(act)
    try:
        yield
    finally:
        PRESENT.reset(token)


def watch(*watched: type[models.Model]) -> None:
    """From now on the rows of these models are written down."""
    for model in watched:
        name = model._meta.label
        pre_save.connect(remember_before, sender=model, dispatch_uid=f"before {name}")
        post_save.connect(note_saved, sender=model, dispatch_uid=f"saved {name}")
        pre_delete.connect(note_removed, sender=model, dispatch_uid=f"removed {name}")


def note_added(rows: Iterable[models.Model]) -> None:
    """For rows that were created in bulk."""
    act, added = present(), list(rows)
    know_references(added, act.known)
    Change.objects.bulk_create((change_of(act, None, row) for row in added), batch_size=500)


def present() -> Act:
    return PRESENT.get() or Act("", "")


def remember_before(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any) -> None:
    before = None if raw or instance.pk is None else sender._base_manager.filter(pk=instance.pk).first()
    instance.__dict__["_before"] = before


def note_saved(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any) -> None:
    if raw:
        return
    act, before = present(), instance.__dict__.pop("_before", None)
    act.known.pop((sender._meta.label, instance.pk), None)
    know_references([row for row in (instance, before) if row is not None], act.known)
    change = change_of(act, before, instance)
    if change.fields:
        change.save()


def note_removed(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    act = present()
    know_references([instance], act.known)
    change_of(act, instance, None).save()


def know_references(rows: Iterable[models.Model], known: References) -> None:
    """Gives rows the rows that they name, each of which is fetched once in an act."""
    waiting: dict[Any, list[models.Model]] = {}
    for row in rows:
        for reference in fields_of(type(row)):
            if not isinstance(reference, models.ForeignKey) or getattr(row, reference.attname) is None:
                continue
            if reference.is_cached(row):
                related = getattr(row, reference.name)
                known.setdefault((related._meta.label, related.pk), related)
            else:
                waiting.setdefault(reference, []).append(row)
    for reference, asking in waiting.items():
        supply(reference, asking, known)


def supply(reference: Any, asking: list[models.Model], known: References) -> None:
    model = reference.related_model
    keys = {getattr(row, reference.attname) for row in asking}
    missing = {key for key in keys if (model._meta.label, key) not in known}
    if missing:
        found = model._base_manager.in_bulk(missing)
        known.update({(model._meta.label, key): row for key, row in found.items()})
    for row in asking:
        related = known.get((model._meta.label, getattr(row, reference.attname)))
        if related is not None:
            reference.set_cached_value(row, related)


def change_of(act: Act, before: models.Model | None, after: models.Model | None) -> Change:
    """What is written down; without fields if nothing differs."""
    row = after if after is not None else before
    assert row is not None
    keys = key_of(row), key_of(before) if before is not None else ""
    return Change(
        act=act.key,
        at=timezone.now(),
        who=act.who,
        reason=act.reason,
        model=row._meta.label_lower,
        key=keys[0],
        key_before=keys[1] if keys[1] != keys[0] else "",
        owner=owner_of(row),
        title=title_of(row),
        action=action_of(before, after),
        fields=differences(before, after),
    )


def action_of(before: models.Model | None, after: models.Model | None) -> Change.Action:
    if before is None:
        return Change.Action.ADDED
    return Change.Action.REMOVED if after is None else Change.Action.CHANGED


def owner_of(row: models.Model) -> str:
    """The role that a row goes with: itself, or the first that its removal would take along."""
    if row._meta.label_lower == "roles.role":
        return key_of(row)
    owning = (
        getattr(row, reference.name)
        for reference in fields_of(type(row))
        if isinstance(reference, models.ForeignKey) and reference.remote_field.on_delete is models.CASCADE
    )
    owner = next(owning, None)
    return key_of(owner) if owner is not None else ""


def title_of(row: models.Model) -> str:
    return str(row)[:300]


def differences(before: models.Model | None, after: models.Model | None) -> list[Mapping[str, Any]]:
    """The fields that differ; of a row that is removed all, so that it can be put back."""
    was, now = (row_of(row) if row is not None else {} for row in (before, after))
    row = after if after is not None else before
    assert row is not None
    return [
        {
            "field": each.name,
            "before": was.get(each.name),
            "after": now.get(each.name),
            "was": words[0],
            "is": words[1],
        }
        for each in fields_of(type(row))
        if before is None or after is None or was[each.name] != now[each.name]
        for words in [both_words(before, after, each)]
    ]

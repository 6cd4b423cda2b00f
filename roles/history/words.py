"""Values and fields in an editor's words."""

from collections.abc import Mapping
from typing import Any, TypeAlias
from zlib import crc32

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

AnyField: TypeAlias = "models.Field[Any, Any]"


LISTED = 12  # Entries of a table of answers that are told one by one; of more, how many.


def both_words(before: models.Model | None, after: models.Model | None, field: AnyField) -> tuple[str, str]:
    """What two states of a row say in a field; of a table of answers only where they differ."""
    values = [getattr(row, field.name) if row is not None else None for row in (before, after)]
    if any(isinstance(value, dict) for value in values):
        was, now = (value or {} for value in values)
        return entries_words(was, now), entries_words(now, was)
    return value_words(before, field), value_words(after, field)


def entries_words(entries: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """The entries that ``other`` lacks or has otherwise: "likes-maps: 4, likes-order: 2"."""
    differing = [f"{key}: {value}" for key, value in entries.items() if other.get(key) != value]
    if len(differing) <= LISTED:
        return ", ".join(differing)
    return ngettext("%(n)d answer", "%(n)d answers", len(differing)) % {"n": len(differing)}


def value_words(row: models.Model | None, field: AnyField) -> str:
    """What a row says in a field: a choice by its label, a reference by name, "" for nothing.

    A key that no editor chose is nothing; what no editor types is a picture, told by size and checksum.
    """
    value = getattr(row, field.name) if row is not None else None
    if value is None or value == "" or (field.unique and not field.editable):
        return ""
    if isinstance(field, models.TextField) and not field.editable:
        told = {"size": len(value) * 3 // 4, "sum": f"{crc32(value.encode()):08x}"}
        return _("a picture of %(size)d bytes (%(sum)s)") % told
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return f"{value:g}"
    labels = dict(field.flatchoices)
    return str(labels.get(value, value))


def field_words(model: str, field: str) -> str:
    """What the editor's pages call a field."""
    try:
        found = apps.get_model(model)._meta.get_field(field)
    except (LookupError, FieldDoesNotExist):
        return field
    return capfirst(str(found.verbose_name)) if isinstance(found, models.Field) else field


def kind_words(model: str) -> str:
    """What a row of a model is called."""
    try:
        return capfirst(str(apps.get_model(model)._meta.verbose_name))
    except LookupError:
        return model

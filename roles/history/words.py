"""Values and fields in an editor's words."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def value_words(row: models.Model | None, field: "models.Field[Any, Any]") -> str:
    """What a row says in a field: a choice by its label, a reference by name, "" for nothing."""
    value = getattr(row, field.name) if row is not None else None
    if value is None or value == "":
        return ""
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

"""Rows as plain values, as a fixture would hold them: references are natural keys."""

from datetime import date
from typing import Any

from django.db import models


def fields_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields that a fixture holds: all but the primary key."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def row_of(instance: models.Model) -> dict[str, Any]:
    """An instance as a fixture would hold it."""
    return {field.name: value_of(instance, field) for field in fields_of(type(instance))}


def value_of(instance: models.Model, field: "models.Field[Any, Any]") -> Any:
    value = getattr(instance, field.name)
    if field.is_relation:
        return list(value.natural_key()) if value is not None else None
    return value.isoformat() if isinstance(value, date) else value


def key_of(instance: models.Model) -> str:
    """The natural key in one piece: "backend-engineer/data"."""
    return "/".join(map(str, instance.natural_key()))  # type: ignore[attr-defined]

"""Rows as plain values: the common form of a fixture entry and of a database row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from quiz.packs.names import Name, Reference, Row
from roles.history.values import fields_of

# In an order in which every row comes after the rows it names. The fields are the natural key.
KEYS: Mapping[str, tuple[str, ...]] = {
    "roles.source": ("slug",),
    "roles.place": ("code",),
    "roles.dimension": ("slug",),
    "roles.skill": ("slug",),
    "roles.technology": ("slug",),
    "roles.company": ("slug",),
    "roles.occupation": ("slug",),
    "roles.figure": ("slug",),
    "roles.role": ("slug",),
    "roles.preference": ("role", "dimension"),
    "roles.demand": ("role", "skill"),
    "roles.statement": ("role", "kind", "key"),
    "roles.roletechnology": ("role", "technology"),
    "roles.rolecompany": ("role", "company"),
    "roles.occupationmatch": ("role", "occupation"),
    "roles.step": ("from_role", "to_role"),
    "quiz.item": ("slug",),
    "quiz.wording": ("slug",),
    "quiz.translation": ("language", "kind", "key", "field"),
}


def name_of(model: str, row: Row) -> Name:
    """The name that a complete row goes by."""
    return Name(model, tuple(flat(row[field]) for field in KEYS[model]))


def flat(value: Any) -> str:
    return "/".join(value) if isinstance(value, list) else str(value)


def model_of(label: str) -> type[models.Model]:
    return apps.get_model(label)


def stored_rows(label: str) -> dict[Name, tuple[int, Row]]:
    """Every row of a model with its primary key, in one query.

    The values are asked for and not the instances, which would take four times as long to make.
    """
    fields = fields_of(model_of(label))
    told = model_of(label)._default_manager.order_by("pk").values_list("pk", *map(asked_for, fields))
    rows = (
        (pk, {field.name: as_told(field, value) for field, value in zip(fields, values, strict=True)})
        for pk, *values in told
    )
    return {name_of(label, row): (pk, row) for pk, row in rows}


def asked_for(field: "models.Field[Any, Any]") -> str:
    """A field; of a row that is named, the one field of its natural key."""
    if not isinstance(field, models.ForeignKey):
        return field.name
    (key,) = KEYS[field.related_model._meta.label_lower]
    return f"{field.name}__{key}"


def as_told(field: "models.Field[Any, Any]", value: Any) -> Any:
    """A stored value as a fixture would hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return [value] if field.is_relation and value is not None else value


def references_of(label: str) -> tuple[Reference, ...]:
    """The fields of a model that name other rows."""
    return tuple(
        Reference(
            field.name,
            field.related_model._meta.label_lower,
            owns=field.remote_field.on_delete is models.CASCADE,
        )
        for field in fields_of(model_of(label))
        if isinstance(field, models.ForeignKey)
    )


def unique_fields(label: str) -> tuple[str, ...]:
    """Fields that no two rows may share, besides the natural key."""
    fields = fields_of(model_of(label))
    return tuple(field.name for field in fields if field.unique and field.name not in KEYS[label])

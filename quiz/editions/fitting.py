"""Rows that were kept by an earlier version, as this one has them: what it has no place for is named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import ngettext

from quiz.packs.names import Name, Row
from quiz.packs.rows import KEYS
from roles.history.values import fields_of
from roles.history.words import field_words, kind_words

CopiedRow = tuple[str, list[str], Row]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rows that can be stored, and in words what can't."""

    rows: Mapping[Name, Row]
    lost: tuple[str, ...]


def fitting(kept: Iterable[CopiedRow]) -> Fitting:
    """Fields and tables that are no more are left out; a row that says nothing in one loses nothing."""
    rows: dict[Name, Row] = {}
    lost: Counter[tuple[str, str]] = Counter()
    for label, key, row in kept:
        fields = names_of(label)
        lost.update(lost_fields(label, row, fields))
        known = {field: value for field, value in row.items() if field in fields}
        if fields and all(field in known for field in KEYS.get(label, ())):
            rows[Name(label, tuple(key))] = known
    return Fitting(rows, tuple(words(*place, count) for place, count in lost.items()))


def lost_fields(label: str, row: Row, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not fields:
        yield label, ""
    else:
        yield from ((label, field) for field, value in row.items() if field not in fields and value)


def names_of(label: str) -> "Mapping[str, models.Field[Any, Any]]":
    """The fields of a model that there is; of another none."""
    try:
        return {field.name: field for field in fields_of(apps.get_model(label))}
    except LookupError:
        return {}


def words(label: str, field: str, count: int) -> str:
    rows = ngettext("%(n)d row", "%(n)d rows", count) % {"n": count}
    place = f"{kind_words(label)}, {field_words(label, field)}" if field else label
    return f"{place}: {rows}"

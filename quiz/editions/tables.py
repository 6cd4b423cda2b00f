"""All tables of the draft in one query: each row as a JSON text, and back to the row.

One query sees one moment, and its texts say at little cost whether anything was written since the last.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Field, ForeignKey, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONArray

from quiz import models as quiz
from roles import models as roles

Stored = tuple[tuple[str, str], ...]
"""Every row: the label of its model, and its fields as a JSON array."""
Tables = Mapping[str, Mapping[int, Any]]
"""Rows by the label of their model and their primary key, in the editors' order."""
Row = TypeVar("Row", bound=Model)

# Those that others name come first: rows are ordered by the place of what they name.
DRAFT: tuple[type[Model], ...] = (
    roles.Source,
    roles.Place,
    roles.Dimension,
    roles.Skill,
    roles.Technology,
    roles.Company,
    roles.Occupation,
    roles.Role,
    roles.Preference,
    roles.Demand,
    roles.Statement,
    roles.RoleTechnology,
    roles.RoleCompany,
    roles.OccupationMatch,
    roles.Figure,
    roles.Step,
    roles.Organisation,
    quiz.Item,
    quiz.Translation,
)


def stored_rows() -> Stored:
    """The draft as it is stored, in the database's own order."""
    first, *others = (texts(model) for model in DRAFT)
    return tuple(first.union(*others, all=True).order_by())  # From 6.1 on Django orders it as its first part.


def texts(model: type[Model]) -> "QuerySet[Any, tuple[str, str]]":
    fields = JSONArray(*(field.attname for field in fields_of(model)))
    rows = model._base_manager.order_by()
    return rows.values_list(Value(model._meta.label), Cast(fields, TextField()))


def tables_of(stored: Stored) -> Tables:
    """The rows themselves, each model's in the order its ``Meta`` names."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for label, text in stored:
        told[label].append(text)
    tables: dict[str, dict[int, Any]] = {}
    for model in DRAFT:
        rows = rows_of(model, told[model._meta.label])
        tables[model._meta.label] = {row.pk: row for row in in_order(model, rows, tables)}
    return tables


def table(tables: Tables, model: type[Row]) -> Mapping[int, Row]:
    """One model's rows by primary key."""
    return tables[model._meta.label]


def by_role(tables: Tables, model: type[Row]) -> Mapping[int, Sequence[Row]]:
    """One model's rows by the role they belong to; none for a role without any."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in table(tables, model).values():
        found[row.role_id].append(row)  # type: ignore[attr-defined]
    return found


def rows_of(model: type[Row], told: Iterable[str]) -> list[Row]:
    fields = fields_of(model)
    names = [field.attname for field in fields]
    return [
        model.from_db(
            None,
            names,
            [field.to_python(value) for field, value in zip(fields, json.loads(text), strict=True)],
        )
        for text in told
    ]


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def in_order(model: type[Row], rows: Iterable[Row], tables: Tables) -> list[Row]:
    """The rows as ``Meta.ordering`` says, the same on every database: they order letters differently."""
    reads = [reader(model, name, tables) for name in model._meta.ordering or ()]
    return sorted(rows, key=lambda row: (*(read(row) for read in reads), row.pk))


def reader(model: type[Model], name: Any, tables: Tables) -> Any:
    """What rows are ordered by: a field, a field of a row they name, or the place of that row."""
    first, _, rest = name.partition("__")
    field = model._meta.get_field(first)
    if not isinstance(field, ForeignKey):
        return lambda row: getattr(row, first)
    named = tables[field.related_model._meta.label]
    places = {key: getattr(row, rest) if rest else at for at, (key, row) in enumerate(named.items())}
    return lambda row: places[getattr(row, field.attname)]

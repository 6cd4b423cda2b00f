"""All tables of the draft in one query: each row as a JSON text, and back to the row.

One query sees one moment, and its texts say at little cost whether anything was written since the last.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import CharField, Field, ForeignKey, IntegerField, Model, QuerySet, TextField, Value
from django.db.models.base import ModelState
from django.db.models.functions import Cast, JSONArray

from quiz import models as quiz
from roles import models as roles

Stored = tuple[tuple[str, str], ...]
"""Every row: the label of its model, and its fields as a JSON array."""
Tables = Mapping[str, Mapping[int, Any]]
"""Rows by the label of their model and their primary key, in the editors' order."""
Row = TypeVar("Row", bound=Model)

AS_IN_JSON = (CharField, TextField, IntegerField, ForeignKey)

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
    quiz.Wording,
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
    # The others come out of JSON as they are, and there are some fifty thousand of them.
    turned = [(at, field) for at, field in enumerate(fields) if not isinstance(field, AS_IN_JSON)]
    rows = []
    for text in told:
        values = json.loads(text)
        for at, field in turned:
            values[at] = field.to_python(values[at])
        rows.append(row_of(model, zip(names, values, strict=True)))
    return rows


def row_of(model: type[Row], values: Iterable[tuple[str, Any]]) -> Row:
    """What ``from_db`` makes. That asks every field, which was half of the time to read a draft."""
    row = model.__new__(model)
    row.__dict__.update(values)
    row._state = ModelState()
    row._state.adding = False
    return row


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def in_order(model: type[Row], rows: Iterable[Row], tables: Tables) -> list[Row]:
    """The rows as ``Meta.ordering`` says, the same on every database: they order letters differently."""
    ordered = sorted(rows, key=attrgetter("pk"))
    for name in reversed(model._meta.ordering or ()):  # A sort keeps what it finds equal as it was.
        ordered.sort(key=reader(model, name, tables))
    return ordered


def reader(model: type[Model], name: Any, tables: Tables) -> Any:
    """What rows are ordered by: a field, a field of a row they name, or the place of that row."""
    first, _, rest = name.partition("__")
    field = model._meta.get_field(first)
    if not isinstance(field, ForeignKey):
        return attrgetter(first)
    named = tables[field.related_model._meta.label]
    places = {key: getattr(row, rest) if rest else at for at, (key, row) in enumerate(named.items())}
    return lambda row: places[getattr(row, field.attname)]

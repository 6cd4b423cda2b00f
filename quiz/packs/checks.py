"""Which checks of their tables rows would break, asked of the database for many rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from django.db import connection, models
from django.db.models import BooleanField, Case, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.sql import Query

from quiz.packs.names import Name, Row, Rows
from quiz.packs.rows import model_of

Broken = dict[Name, list[tuple[str, str]]]
"""By row, the first field that each broken check is about, and its words."""

AT_ONCE = 250  # Rows in one question: their cells are its parameters, of which databases take so many.


def broken_checks(rows: Rows) -> Broken:
    """The checks that each row breaks by itself; rows that keep them all are left out."""
    broken: Broken = {}
    for label in {name.model for name in rows}:
        checks = [c for c in model_of(label)._meta.constraints if isinstance(c, models.CheckConstraint)]
        of_model = [(name, row) for name, row in rows.items() if name.model == label]
        for start in range(0, len(of_model) if checks else 0, AT_ONCE):
            broken |= asked(of_model[start : start + AT_ONCE], checks)
    return broken


def asked(rows: Sequence[tuple[Name, Row]], checks: list[models.CheckConstraint]) -> Broken:
    """One question for all of these rows, which are of one table."""
    names = [name for name, _row in rows]
    parts = [question(place, name, row, checks) for place, (name, row) in enumerate(rows)]
    sql = " UNION ALL ".join(part for part, _values in parts)
    broken: Broken = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _part, values in parts for value in values])
        for place, *kept in cursor.fetchall():
            wrong = [check for check, keeps in zip(checks, kept, strict=True) if not keeps]
            if wrong:
                broken[names[place]] = [(first_field(c), str(c.get_violation_error_message())) for c in wrong]
    return broken


def question(
    place: int, name: Name, row: Row, checks: list[models.CheckConstraint]
) -> tuple[str, tuple[Any, ...]]:
    """A row without a table, as Django makes one to validate a check, and whether it keeps each of them."""
    query = Query(None)
    for field, value in cells(model_of(name.model), row).items():
        query.add_annotation(value, field, select=False)
    query.add_annotation(Value(place, IntegerField()), "_place")
    for number, check in enumerate(checks):
        # What is unknown keeps a check, as it does in the tables.
        keeps = Q(Coalesce(Q(check.condition), True, output_field=BooleanField()))
        told = Case(When(keeps, then=Value(1)), default=Value(0), output_field=IntegerField())
        query.add_annotation(told, f"_check_{number}")
    sql, values = query.get_compiler(connection=connection).as_sql()
    return sql, tuple(values)


def cells(model: type[models.Model], row: Row) -> Mapping[str, Value]:
    """The row's values by the names that checks may use for them."""
    found: dict[str, Value] = {}
    for field in model._meta.local_concrete_fields:
        if field.name in row:
            value = Value(stand_in(row[field.name]), field)
            found |= {field.name: value, field.attname: value}
    return found


def stand_in(value: Any) -> Any:
    """The value; for a reference, a number of its own: checks compare references, and never follow them."""
    return crc32("/".join(value).encode()) if isinstance(value, list) else value


def first_field(check: models.CheckConstraint) -> str:
    """The first field that a check is about; the kind of a row only if nothing else is."""
    asked: list[Any] = [check.condition]
    found: list[str] = []
    while asked:
        part = asked.pop(0)
        if isinstance(part, models.Q):
            asked = [*part.children, *asked]
        elif isinstance(part, tuple):
            found.append(str(part[0]).partition("__")[0])
    return next((field for field in found if field != "kind"), "kind")

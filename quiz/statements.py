"""The statements that every page of the quiz runs, compiled by Django once instead of with each request.

Building a statement anew takes Django three times as long as SQLite takes to answer it. So a queryset
is compiled with a place for its one argument, and from then on only run. Reading stays in step with the
models, since it is their SQL; the two writes are spelled out, alike for SQLite and PostgreSQL.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from quiz.models import Edition, Response, Sitting
from quiz.models.sitting import hash_code

Row = tuple[Any, ...]

# What a page knows of the edition it shows: everything but the document, which is large.
EDITION_FIELDS = tuple(f.attname for f in Edition._meta.concrete_fields if f.name != "document")
SITTING_FIELDS = tuple(f.attname for f in Sitting._meta.concrete_fields)


class Prepared:
    """A queryset of values with one argument, or none, compiled at its first use in this process."""

    def __init__(self, build: Callable[[], "QuerySet[Any, Any]"]) -> None:
        self.build = build

    def rows(self, *arguments: str | int) -> Iterable[Row]:
        """The rows for an argument, with the values that Django would have given."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, arguments)
            found = cursor.fetchall()
        rows: Iterable[Row] = self.compiler.apply_converters(found, self.converters)
        return rows if self.converters else found

    @cached_property
    def compiler(self) -> Any:
        return self.build().query.get_compiler(connection.alias)

    @cached_property
    def sql(self) -> str:
        return str(self.compiler.as_sql()[0])

    @cached_property
    def converters(self) -> Any:
        _ = self.sql  # Compiling fills ``select``.
        return self.compiler.get_converters([column[0] for column in self.compiler.select])


SITTING_BY_CODE = Prepared(
    lambda: (
        Sitting.objects.filter(code_hash="")
        .values_list(*SITTING_FIELDS, *(f"edition__{name}" for name in EDITION_FIELDS))
        .order_by()
    )
)
ANSWERS = Prepared(lambda: Response.objects.filter(sitting_id=0).values_list("item", "value").order_by())
NEWEST = Prepared(lambda: Edition.objects.order_by("-number").values_list(*EDITION_FIELDS)[:1])

TOUCH = "UPDATE quiz_sitting SET touched_at = %s, version = version + 1 WHERE id = %s AND finished_at IS NULL"
TOUCH_VERSION = TOUCH + " AND version = %s"
KEEP = "INSERT INTO quiz_response (sitting_id, item, value) VALUES "
IN_PLACE = " ON CONFLICT (sitting_id, item) DO UPDATE SET value = EXCLUDED.value"


def find_sitting(code: str) -> Sitting | None:
    """The sitting that a private code opens, with its edition but for the document, in one query."""
    for row in SITTING_BY_CODE.rows(hash_code(code)):
        sitting = Sitting.from_db(connection.alias, SITTING_FIELDS, row[: len(SITTING_FIELDS)])
        sitting.edition = edition_of(row[len(SITTING_FIELDS) :])
        return sitting
    return None


def newest_edition() -> Edition | None:
    """The edition that a quiz started now is pinned to, but for its document, in one query."""
    return next((edition_of(row) for row in NEWEST.rows()), None)


def edition_of(row: Row) -> Edition:
    return Edition.from_db(connection.alias, EDITION_FIELDS, row)


def stored_values(sitting: int) -> dict[str, str]:
    """The stored answers of a sitting by item slug, in one query."""
    return dict(ANSWERS.rows(sitting))


def touch(sitting: int, now: datetime, version: int | None = None) -> bool:
    """Raises the version of an open sitting; with ``version`` only if that is its present one.

    Returns whether there was such a sitting.
    """
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        if version is None:
            cursor.execute(TOUCH, (at, sitting))
        else:
            cursor.execute(TOUCH_VERSION, (at, sitting, version))
        return bool(cursor.rowcount)


def keep_answers(sitting: int, values: Mapping[str, str]) -> None:
    """Stores answers by item slug, in place of earlier ones."""
    if not values:
        return
    places = ", ".join(["(%s, %s, %s)"] * len(values))
    row = [each for slug, value in values.items() for each in (sitting, slug, value)]
    with connection.cursor() as cursor:
        cursor.execute(KEEP + places + IN_PLACE, row)

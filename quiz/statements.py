"""The statements that every page of the quiz runs, compiled by Django once instead of with each request.

Building a statement anew takes Django three times as long as SQLite takes to answer it. So a queryset
is compiled with a place for its one argument, and from then on only run. Reading stays in step with the
models, since it is their SQL; the two writes are spelled out, alike for SQLite and PostgreSQL.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property, lru_cache
from operator import attrgetter, methodcaller
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.models import F, Func, OuterRef, QuerySet, Subquery, TextField

from quiz.models import Edition, Response, Sitting
from quiz.models.sitting import hash_code

Row = tuple[Any, ...]

# What a page knows of an edition. What stands behind the document in its row is read when it is asked for,
# since SQLite goes through all of the document to get there.
EDITION_FIELDS = ("id", "number", "digest")
SITTING_FIELDS = tuple(f.attname for f in Sitting._meta.concrete_fields)
# What a page of questions needs to know. The rest is read if it is asked for after all.
PAGE_FIELDS = (
    *("id", "code_hash", "edition_id", "touched_at", "finished_at", "path", "pages", "goes_on"),
    *("leaves_no_trace", "version", "balance"),
)
ITS_EDITION: Any = Sitting._meta.get_field("edition")

FOUND = methodcaller("fetchall")
CHANGED = attrgetter("rowcount")


class Said(Func):
    """The answers of a sitting as one JSON object: text, NULL or "{}" without any."""

    function = "JSON_OBJECT_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_OBJECT", **options)

    def as_postgresql(self, compiler: Any, connection: Any, **options: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(function)s(%(expressions)s)::text", **options)


# For a query of sittings, beside their other fields.
SAID = Subquery(
    Response.objects.filter(sitting=OuterRef("pk"))
    .order_by()
    .annotate(said=Said(F("item"), F("value")))
    .values("said")
)


def run(sql: str, arguments: tuple[Any, ...] | None, answer: Callable[[Any], Any]) -> Any:
    """Runs a statement and returns what ``answer`` reads from its cursor.

    Django's own cursor costs more than the statement: it is taken where somebody counts or logs.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.execute_wrappers or database.queries_logged:
        with database.cursor() as watched:
            watched.execute(sql, arguments)
            return answer(watched)
    database.close_if_health_check_failed()
    database.ensure_connection()
    with database.wrap_database_errors:
        cursor = database.create_cursor()
        cursor.execute(sql, arguments)
        return answer(cursor)


class Together:
    """Statements that stand or fall together: Django's ``atomic`` less what it does for nesting, so within
    another transaction it is ``atomic`` itself. What stands in between begins no transaction of its own."""

    def __enter__(self) -> None:
        database = connections[DEFAULT_DB_ALIAS]
        self.nested = transaction.atomic() if database.in_atomic_block else None
        if self.nested:
            self.nested.__enter__()
        else:
            # SQLite's: to begin as a reader and then to write is what loses writes to "database is locked".
            run(f"BEGIN {getattr(database, 'transaction_mode', None) or ''}", None, CHANGED)

    def __exit__(self, kind: type[BaseException] | None, *fault: Any) -> None:
        if self.nested:
            self.nested.__exit__(kind, *fault)
        elif kind is None:
            self.end("COMMIT")
        else:
            self.end("ROLLBACK")

    def end(self, bracket: str) -> None:
        """Ends it. Where that fails nothing is kept, and the connection isn't used again."""
        try:
            run(bracket, None, CHANGED)
        except BaseException:
            with suppress(DatabaseError):
                run("ROLLBACK", None, CHANGED)
            connections[DEFAULT_DB_ALIAS].close()
            raise


class Prepared:
    """A queryset of values with one argument, or none, compiled at its first use in this process."""

    def __init__(self, build: Callable[[], "QuerySet[Any, Any]"]) -> None:
        self.build = build

    def rows(self, *arguments: str | int) -> Iterable[Row]:
        """The rows for an argument, with the values that Django would have given."""
        found: list[Row] = run(self.sql, arguments, FOUND)
        if not self.converters:
            return found
        return map(tuple, self.compiler.apply_converters(found, self.converters))

    @cached_property
    def compiler(self) -> Any:
        return self.build().query.get_compiler(DEFAULT_DB_ALIAS)

    @cached_property
    def sql(self) -> str:
        return str(self.compiler.as_sql()[0])

    @cached_property
    def converters(self) -> Any:
        _ = self.sql  # Compiling fills ``select``.
        return self.compiler.get_converters([column[0] for column in self.compiler.select])


class SittingByCode:
    """The look-up of a sitting with its edition by the hash of its code, reading only these fields."""

    def __init__(self, fields: tuple[str, ...], edition: tuple[str, ...], **further: Subquery) -> None:
        self.fields, self.edition = fields, edition
        self.query = Prepared(
            lambda: (
                Sitting.objects.filter(code_hash="")
                .annotate(**further)
                .values_list(*fields, *(f"edition__{name}" for name in edition), *further)
                .order_by()
            )
        )

    def find(self, code: str) -> tuple[Sitting, Row] | None:
        """The sitting, and what was asked for besides."""
        for row in self.query.rows(hash_code(code)):
            own, last = len(self.fields), len(self.fields) + len(self.edition)
            sitting = Sitting.from_db(DEFAULT_DB_ALIAS, self.fields, row[:own])
            ITS_EDITION.set_cached_value(sitting, edition_of(self.edition, row[own:last]))
            return sitting, row[last:]
        return None


@lru_cache(maxsize=64)
def edition_of(fields: tuple[str, ...], values: Row) -> Edition:
    """An edition of these values, one for all: it never changes."""
    return Edition.from_db(DEFAULT_DB_ALIAS, fields, values)


WHOLE = SittingByCode(SITTING_FIELDS, EDITION_FIELDS)
ON_PAGE = SittingByCode(PAGE_FIELDS, EDITION_FIELDS)
ON_PAGE_WITH_ANSWERS = SittingByCode(
    PAGE_FIELDS,
    EDITION_FIELDS,
    said=SAID,
)
ANSWERS = Prepared(lambda: Response.objects.filter(sitting_id=0).values_list("item", "value").order_by())
NEWEST_DIGEST = Prepared(lambda: Edition.objects.order_by("-number").values_list("digest")[:1])
NEWEST = Prepared(lambda: Edition.objects.order_by("-number").values_list(*EDITION_FIELDS)[:1])

RAISE = "UPDATE quiz_sitting SET version = version + 1"
RAISE_NOW = f"{RAISE}, touched_at = %s"
OPEN = " WHERE id = %s AND finished_at IS NULL"
STILL = " AND version = %s"
KEEP = "INSERT INTO quiz_response (sitting_id, item, value) VALUES "
IN_PLACE = " ON CONFLICT (sitting_id, item) DO UPDATE SET value = EXCLUDED.value"


def find_sitting(code: str) -> Sitting | None:
    """The sitting that a private code opens, with its edition but for the document, in one query."""
    found = WHOLE.find(code)
    return found and found[0]


def find_for_page(code: str) -> Sitting | None:
    """The same with only what a page of questions needs."""
    found = ON_PAGE.find(code)
    return found and found[0]


def find_answered(code: str) -> tuple[Sitting, dict[str, str]] | None:
    """What a page of questions needs of a sitting, and its stored answers by item slug, in one query."""
    if found := ON_PAGE_WITH_ANSWERS.find(code):
        sitting, (said,) = found
        return sitting, json.loads(said) if said else {}
    return None


def newest_edition() -> Edition | None:
    """The edition that a quiz started now is pinned to, but for its document, in one query."""
    return next((edition_of(EDITION_FIELDS, row) for row in NEWEST.rows()), None)


def newest_digest() -> str | None:
    """The digest of that edition, in one short query."""
    return next((digest for (digest,) in NEWEST_DIGEST.rows()), None)


def stored_values(sitting: int) -> dict[str, str]:
    """The stored answers of a sitting by item slug, in one query."""
    return dict(ANSWERS.rows(sitting))


def touch(sitting: int, now: datetime | None, version: int | None = None) -> bool:
    """Raises the version of an open sitting; with ``version`` only if that is its present one.

    Returns whether there was such a sitting. Without ``now`` the time of its last answer stays.
    """
    when: tuple[Any, ...] = ()
    if now is not None:
        when = (connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(now),)
    sql = (RAISE_NOW if when else RAISE) + OPEN
    if version is None:
        return bool(run(sql, (*when, sitting), CHANGED))
    return bool(run(sql + STILL, (*when, sitting, version), CHANGED))


def keep_answers(sitting: int, values: Mapping[str, str]) -> None:
    """Stores answers by item slug, in place of earlier ones."""
    if not values:
        return
    places = ", ".join(["(%s, %s, %s)"] * len(values))
    row = [each for slug, value in values.items() for each in (sitting, slug, value)]
    run(KEEP + places + IN_PLACE, tuple(row), CHANGED)

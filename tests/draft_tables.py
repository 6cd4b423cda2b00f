"""The rows of the draft, kept in tables of their own and copied back by the database itself.

Loading the shipped content takes two seconds, writing its rows from Python a sixth of one, and this a
fiftieth. The kept tables belong to the test database and outlive what a test leaves behind.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from quiz.packs.rows import KEYS, model_of

TABLES = tuple(model_of(label)._meta.db_table for label in KEYS)  # Every table after those it names.
Rows = Mapping[str, tuple[Sequence[str], Sequence[tuple[Any, ...]]]]


def rows_of_the_draft() -> Rows:
    """The columns and the rows of each table, as the database spells them."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return found


def keep(rows: Rows) -> None:
    """Writes the rows into tables of the same shape beside the draft's own."""
    with connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table} WHERE 1 = 0")
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO kept_{table} ({', '.join(columns)}) VALUES ({places})", values)


def put_back() -> None:
    """Copies the kept rows into the draft, which is empty."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")

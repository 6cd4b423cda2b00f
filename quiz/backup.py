"""Copies of the database: taken while it is written to, checked, and put back.

SQLite's own backup and pg_dump both copy one moment and keep nobody from writing meanwhile. A copy holds
everything but the secret key, which a restored site does without: codes are kept as hashes that need no
key, and all that a new key does is sign editors out. So whoever finds a copy can forge no session. PDFs
are not in it either; they are made again.
"""

import hashlib
import os
import secrets
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader

COUNTED = ("quiz_edition", "quiz_sitting", "quiz_response", "roles_role")
EDITIONS = "SELECT number, digest, document FROM quiz_edition"
MIGRATIONS = "SELECT app, name FROM django_migrations"
# Tables that a newer release added would hold on to those that the copy replaces.
EMPTY_POSTGRESQL = """
DO $$ DECLARE held text; BEGIN
  FOR held IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', held);
  END LOOP;
END $$
"""

Query = Callable[[str], list[tuple[Any, ...]]]


class BackupError(RuntimeError):
    """A copy can't be taken, is not sound, or can't be put back; the message says why."""


def back_up(target: Path) -> None:
    """Copies the database as it is at one moment into ``target``, which its owner alone can read.

    The file is there whole or not at all. Raises BackupError.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        draft.touch(mode=0o600)
        copy_sqlite(draft) if connection.vendor == "sqlite" else dump_postgresql(draft)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"{target}: {error}") from error
    finally:
        draft.unlink(missing_ok=True)


def put_back(source: Path) -> None:
    """Replaces what the database holds by a copy, in one step; a failure leaves it as it was.

    Raises BackupError.
    """
    if connection.vendor != "sqlite":
        restore_postgresql(source)
        return
    connection.ensure_connection()
    try:
        with closing(opened(source)) as copy:
            copy.backup(connection.connection)
    except sqlite3.Error as error:
        raise BackupError(f"{source}: {error}") from error


def check(source: Path) -> Mapping[str, int]:
    """Rows by table, of a copy that is whole, can be read and belongs to this release or an older one.

    Raises BackupError. The database in use is neither read nor written; on PostgreSQL the copy is
    restored into a database of its own for that, which is dropped again.
    """
    if not source.is_file():
        raise BackupError(f"{source}: there is no such file.")
    look = sqlite_copy if connection.vendor == "sqlite" else postgresql_copy
    with look(source) as query:
        examine(query, source)
        return {table: query(f"SELECT count(*) FROM {table}")[0][0] for table in COUNTED}  # noqa: S608


def examine(query: Query, source: Path) -> None:
    """Raises BackupError if migrations are unknown here or an edition is not what it was published as."""
    known = set(MigrationLoader(None).disk_migrations)
    ours = {app for app, _ in known}
    newer = [f"{app}.{name}" for app, name in query(MIGRATIONS) if app in ours and (app, name) not in known]
    if newer:
        raise BackupError(f"{source} was taken by a newer release, which has: {', '.join(sorted(newer))}.")
    for number, digest, document in query(EDITIONS):
        if hashlib.sha256(document.encode()).hexdigest() != digest:
            raise BackupError(f"{source}: edition {number} is not what was published.")


def copy_sqlite(draft: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(draft)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # One file, without a log beside it.


@contextmanager
def sqlite_copy(source: Path) -> Iterator[Query]:
    with closing(opened(source)) as copy:
        try:
            faults = [line for (line,) in copy.execute("PRAGMA integrity_check") if line != "ok"]
            faults += [
                f"{table}: a row points to nothing" for table, *_ in copy.execute("PRAGMA foreign_key_check")
            ]
            if faults:
                raise BackupError(f"{source} is damaged: {faults[0]}.")
            yield lambda sql: copy.execute(sql).fetchall()
        except sqlite3.Error as error:
            raise BackupError(f"{source}: {error}.") from error


def opened(source: Path) -> sqlite3.Connection:
    """The copy, for reading only; a missing one is not made."""
    return sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def dump_postgresql(draft: Path) -> None:
    run("pg_dump", "--format=custom", f"--file={draft}", f"--dbname={conninfo()}")


def restore_postgresql(source: Path) -> None:
    """In one transaction, and only once the whole copy was read: half a script would be committed too."""
    as_whole = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    with tempfile.TemporaryFile() as script:
        run("pg_restore", "--clean", "--if-exists", "--no-owner", "--file=-", str(source), output=script)
        script.seek(0)
        steps = (f"--command={EMPTY_POSTGRESQL}", "--file=-")
        run("psql", *as_whole, *steps, f"--dbname={conninfo()}", script=script)


@contextmanager
def postgresql_copy(source: Path) -> Iterator[Query]:
    import psycopg

    name = f"rolewise_check_{secrets.token_hex(4)}"
    with psycopg.connect(conninfo(), autocommit=True) as server:
        try:
            server.execute(f'CREATE DATABASE "{name}"'.encode())
        except psycopg.Error as error:
            raise BackupError(f"The check needs a database of its own, and: {error}") from error
        try:
            run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={conninfo(name)}", str(source))
            with psycopg.connect(conninfo(name)) as copy:
                yield lambda sql: copy.execute(sql.encode()).fetchall()
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def conninfo(name: str = "") -> str:
    """How PostgreSQL's programs reach the database, or another one of the server; without the password."""
    from psycopg.conninfo import make_conninfo

    found = connection.settings_dict
    options = {key: value for key, value in found["OPTIONS"].items() if isinstance(value, str)}
    where = {
        "dbname": name or found["NAME"],
        "user": found["USER"],
        "host": found["HOST"],
        "port": found["PORT"],
    }
    return make_conninfo(**options | {key: value for key, value in where.items() if value})


def run(program: str, *words: str, script: IO[bytes] | None = None, output: IO[bytes] | None = None) -> None:
    """Runs one of PostgreSQL's programs, on a script and into a file if told so. Raises BackupError."""
    password = str(connection.settings_dict["PASSWORD"] or "")
    try:
        done = subprocess.run(  # noqa: S603
            [program, *words],
            env=os.environ | {"PGPASSWORD": password},
            stdin=script,
            stdout=output or subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
    except FileNotFoundError as error:
        raise BackupError(f"{program} is missing. Debian: sudo apt-get install postgresql-client") from error
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip() or 'no reason given'}")

"""A copy of the database: one moment of it, sound, and put back in seconds."""

import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.trust.surroundings import run_python

ONE_EDITION = """
import sys
from django.core.management import call_command
from django.utils import timezone
from quiz.models import Edition

call_command("migrate", verbosity=0)
Edition.objects.create(number=1, digest="not the digest", document="{}", published_at=timezone.now())
call_command("backup", sys.argv[1])
"""
MIGRATED = """
import sys
from django.core.management import call_command
call_command("migrate", verbosity=0)
for words in sys.argv[1:]:
    call_command(*words.split())
"""
RESTORE = """
import sys
from django.core.management import call_command
call_command("restore", sys.argv[1], "--check")
"""


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in ``data`` and its copy in ``copy``."""
    folder = tmp_path_factory.mktemp("taken")
    done = run_python(MIGRATED, f"backup {folder / 'copy'}", DATA_DIR=str(folder / "data"))
    assert done.returncode == 0, done.stderr
    return folder


def restore(copy: Path, data: Path) -> subprocess.CompletedProcess[str]:
    return run_python(RESTORE, str(copy), DATA_DIR=str(data))


def test_only_its_owner_reads_a_copy_and_nothing_else_is_left(taken: Path):
    assert stat.S_IMODE((taken / "copy").stat().st_mode) == 0o600
    assert {path.name for path in taken.iterdir()} == {"copy", "data"}


def test_a_copy_takes_no_other_s_place_unless_told_to(taken: Path, tmp_path: Path):
    other = tmp_path / "copy"
    other.write_text("yesterday's")

    refused = run_python(MIGRATED, f"backup {other}", DATA_DIR=str(taken / "data"))
    kept = other.read_text()
    replaced = run_python(MIGRATED, f"backup {other} --replace", DATA_DIR=str(taken / "data"))

    assert "is there already" in refused.stderr and kept == "yesterday's"
    assert replaced.returncode == 0 and other.read_bytes().startswith(b"SQLite")


def test_where_nobody_can_say_yes_nothing_is_put_back(taken: Path, tmp_path: Path):
    script = RESTORE.replace(', "--check"', "")
    done = run_python(script, str(taken / "copy"), DATA_DIR=str(tmp_path))

    assert "Add --yes" in done.stderr and "EOFError" not in done.stderr.splitlines()[-1]


def test_a_copy_holds_no_secret_key(taken: Path):
    key = (taken / "data" / "secret_key").read_bytes().strip()

    assert len(key) >= 32
    assert key not in (taken / "copy").read_bytes()


@pytest.mark.parametrize("fault", ["cut off", "not a database", "missing", "of a newer release"])
def test_a_copy_that_is_not_sound_is_refused_with_the_reason(taken: Path, tmp_path: Path, fault: str):
    copy = tmp_path / "copy"
    whole = (taken / "copy").read_bytes()
    match fault:
        case "cut off":
            copy.write_bytes(whole[:100_000])
        case "not a database":
            copy.write_bytes(b"PDF" * 9000)
        case "of a newer release":
            copy.write_bytes(whole)
            with sqlite3.connect(copy) as changed:
                changed.execute(
                    "INSERT INTO django_migrations (app, name, applied) VALUES ('quiz', '9999_x', '')"
                )

    done = restore(copy, taken / "data")

    assert done.returncode != 0
    assert "CommandError" in done.stderr.splitlines()[-1]
    assert str(copy) in done.stderr.splitlines()[-1]


def test_an_edition_that_was_tampered_with_is_found(tmp_path: Path):
    done = run_python(ONE_EDITION, str(tmp_path / "copy"), DATA_DIR=str(tmp_path / "data"))

    assert "edition 1 is not what was published" in done.stderr


def test_a_check_changes_nothing(taken: Path):
    before = (taken / "data" / "rolewise.sqlite3").read_bytes()

    done = restore(taken / "copy", taken / "data")

    assert done.returncode == 0, done.stderr
    assert "is sound" in done.stdout
    assert (taken / "data" / "rolewise.sqlite3").read_bytes() == before


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL's way; the tests above are SQLite's"
)
@pytest.mark.django_db(transaction=True)
def test_postgresql_is_copied_checked_and_put_back(edition: object, tmp_path: Path):
    from quiz.backup import back_up, check, put_back
    from quiz.models import Edition

    back_up(tmp_path / "copy")
    assert check(tmp_path / "copy")["quiz_edition"] == 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE quiz_edition CASCADE")
    connection.close()
    put_back(tmp_path / "copy")

    assert Edition.objects.count() == 1


@pytest.fixture
def newer_table() -> Iterator[str]:
    """What a newer release has and an older copy hasn't: a table that points to one of the copy's."""
    name = "quiz_newer"
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's copy replaces the whole file")
@pytest.mark.django_db(transaction=True)
def test_a_copy_of_an_older_release_is_put_back_in_place_of_newer_tables(
    edition: object, tmp_path: Path, newer_table: str
):
    from quiz.backup import back_up, check, put_back
    from quiz.models import Edition

    back_up(tmp_path / "copy")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {newer_table} (edition bigint REFERENCES quiz_edition)")
    connection.close()
    check(tmp_path / "copy")
    put_back(tmp_path / "copy")

    assert Edition.objects.count() == 1
    assert newer_table not in connection.introspection.table_names()
    back_up(tmp_path / "again")
    connection.close()
    put_back(tmp_path / "again")
    assert Edition.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's copy is one file")
@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_cut_off_leaves_postgresql_as_it_was(edition: object, tmp_path: Path):
    from quiz.backup import BackupError, back_up, put_back
    from quiz.models import Edition

    back_up(tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) * 9 // 10])
    connection.close()
    with pytest.raises(BackupError):
        put_back(tmp_path / "copy")

    assert Edition.objects.count() == 1

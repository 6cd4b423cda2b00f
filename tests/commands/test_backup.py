"""A copy of the database: one moment of it, sound, and put back in seconds."""

import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.trust.surroundings import run_python

WHILE_WRITTEN = """
import sqlite3, subprocess, sys, threading, time
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from quiz.backup import back_up, check, put_back
from quiz.models import Edition, Response, Sitting
from quiz.editions.document import canonical, digest, write_document
from tests.builders import small_content

call_command("migrate", verbosity=0)
document = write_document(small_content())
now = timezone.now()
edition = Edition(number=1, digest=digest(document), document=canonical(document), published_at=now)
edition.save()
written = []

def answer():
    for number in range(1000):
        sitting, _ = Sitting.objects.start(edition, timezone.now())
        Response.objects.create(sitting=sitting, item="item", value="4")
        written.append(sitting.pk)
    connection.close()

answering = threading.Thread(target=answer)
answering.start()
while len(written) < 300:
    time.sleep(0.01)
before = set(written)
copy = Path(sys.argv[1])
back_up(copy)
at_least_before_end = len(written)
answering.join()
held = check(copy)
begun = time.perf_counter()
put_back(copy)
took = time.perf_counter() - begun
there = set(Response.objects.values_list("sitting_id", flat=True))
assert before <= there, len(before - there)
assert len(there) == held["quiz_response"] and held["quiz_sitting"] - len(there) in (0, 1)
assert at_least_before_end < 1000, "the copy waited for the writer"
assert connection.cursor().execute("PRAGMA integrity_check").fetchone() == ("ok",)
assert took <= 10, took
print("lost:", len(before - there), "of", len(before), "restored in", round(took, 2))
"""

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


def test_a_copy_taken_during_a_thousand_answers_loses_none_that_was_acknowledged(tmp_path: Path):
    done = run_python(WHILE_WRITTEN, str(tmp_path / "copy"), DATA_DIR=str(tmp_path / "data"))

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("lost: 0 of")


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

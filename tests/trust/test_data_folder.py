"""The data folder may have any name, and only its owner looks into it."""

import stat
from pathlib import Path

import pytest
from django.conf import settings

from tests.trust.surroundings import run_python

SCRIPT = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE proof (x)")
"""


@pytest.mark.parametrize("name", ["c++", "a#1", "50%25", "with space?", "data"])
def test_the_database_lies_in_the_folder_that_was_named(tmp_path: Path, name: str):
    done = run_python(SCRIPT, DATA_DIR=str(tmp_path / name))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / name / "rolewise.sqlite3").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_new_data_folder_is_closed_to_other_users(tmp_path: Path):
    folder = tmp_path / "below" / "data"

    done = run_python("", DATA_DIR=str(folder))

    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_server_writes_for_its_own_user_only():
    lines = (settings.BASE_DIR / "scripts" / "serve").read_text().splitlines()
    commands = [line for line in lines if not line.startswith(("#", "set "))]

    assert commands[0].startswith("umask 077")


def test_a_database_url_still_wins(tmp_path: Path):
    done = run_python(SCRIPT, DATA_DIR=str(tmp_path), DATABASE_URL=f"sqlite:///{tmp_path / 'other.sqlite3'}")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "other.sqlite3").exists()
    assert not (tmp_path / "rolewise.sqlite3").exists()

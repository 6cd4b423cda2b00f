"""``make run`` with stand-ins for what it calls: it prepares, then starts web and worker together."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

STAND_IN = '#!/bin/sh\necho "$(basename "$0") $*" >> "$CALLS"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project with our scripts in which Python and the package tools only note that they were called."""
    shutil.copytree(settings.BASE_DIR / "scripts", tmp_path / "scripts")
    shutil.copy(settings.BASE_DIR / "Makefile", tmp_path)
    for name in (".venv/bin/python", "bin/apt-get", "bin/sudo"):
        stand_in(tmp_path / name)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "servers"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(name)
    return tmp_path


def stand_in(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STAND_IN)
    path.chmod(0o755)


def calls(home: Path, *command: str, **variables: str) -> list[str]:
    """What a command called, in order."""
    noted = home / "calls"
    noted.write_text("")
    around = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "PYTHON": sys.executable, "CALLS": str(noted)}
    subprocess.run(command, cwd=home, env=around | variables, capture_output=True, check=True)
    return noted.read_text().splitlines()


def test_one_command_sets_up_prepares_and_starts_web_and_worker(home: Path):
    stand_in(home / "scripts" / "setup")

    assert calls(home, "make", "run", "PORT=8123") == [
        "setup run",
        "python - 8123",
        "python manage.py prepare",
        "python -m config.serve 8123",
    ]


@pytest.mark.parametrize(
    ("variables", "lock"),
    [
        ({}, "run"),
        ({"DATABASE_URL": "sqlite:///elsewhere.sqlite3", "TASKS": "immediate"}, "run"),
        ({"DATABASE_URL": "postgres://rolewise@localhost/rolewise"}, "servers"),
        ({"DATABASE_URL": "postgresql://rolewise@localhost/rolewise"}, "servers"),
        ({"TASKS": "redis://localhost/0"}, "servers"),
        ({"TASKS": "unix:///run/redis"}, "servers"),
    ],
)
def test_it_installs_what_the_named_servers_need_and_only_once(
    home: Path, variables: dict[str, str], lock: str
):
    first, again = (calls(home, "scripts/setup", "run", **variables) for _ in range(2))

    assert [call.rpartition(" -r ")[2] for call in first if "pip install" in call] == [
        f"requirements/{lock}.txt"
    ]
    assert [call for call in again if "pip install" in call] == []

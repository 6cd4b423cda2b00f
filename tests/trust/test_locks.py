"""What is installed is what was locked and tested, package by package and hash by hash."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def test_servers_get_what_everybody_runs_in_the_versions_that_are_tested() -> None:
    servers, tested = pinned("servers.txt"), pinned("test.txt")

    assert pinned("run.txt").items() <= servers.items() <= tested.items()
    assert {"psycopg", "psycopg-pool", "redis", "django-tasks-rq"} <= servers.keys()


def test_the_image_installs_nothing_without_its_hash() -> None:
    image = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    installs = re.findall(r"pip install ([^&\n\\]+)", image)

    assert installs == ["--no-cache-dir --require-hashes -r requirements/servers.txt"]

"""A setting that makes no sense stops the start, and says why."""

import os
import re
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.env import database, log_level, time_zone, whole_number, yes_or_no
from tests.trust.surroundings import run_python

NONSENSE = {
    "RETENTION_DAYS": "-5",
    "RENDER_SECONDS": "0",
    "RENDER_MEMORY_MB": "5",
    "STALE_AFTER_DAYS": "-1",
    "TIME_ZONE": "Nowhere",
    "LOG_LEVEL": "loud",
    "HTTPS": "ture",
    "SECOND_FACTOR": "perhaps",
}
# What the start says of these, which it does not repeat: they hold secrets, or name a folder.
REFUSED = {
    ("DATABASE_URL", "mysql://ada:canary@db/rolewise"): "must begin with postgres:// or sqlite:///",
    ("DATABASE_URL", "postgres://ada:can/ary@db/rolewise"): "can't be read",
    ("DATABASE_URL", "postgres://ada:canary@db"): "names no database",
    ("DATABASE_URL", "postgres:canary"): "must begin with postgres:// or sqlite:///",
    ("DATABASE_URL", "canary"): "must begin with postgres:// or sqlite:///",
    ("METRICS_TOKEN", "canary"): "has 6 characters; it needs 16 or more",
    ("SECRET_KEY", "canary"): "has 6 characters; it needs 32 or more",
    ("HSTS_PRELOAD", "true"): "ask for HSTS_SUBDOMAINS=true as well",
    ("DATA_DIR", "/proc/nowhere"): "it can't be made",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_stops_the_start(tmp_path: Path, name: str):
    done = run_python("", DATA_DIR=str(tmp_path), **{name: NONSENSE[name]})

    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert f"{name} is '{NONSENSE[name]}'".lower() in done.stderr.lower()


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_every_command_says_in_one_line_what_is_wrong_with_a_setting(tmp_path: Path, name: str, value: str):
    variables = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), name: value}
    command = [sys.executable, "manage.py", "doctor"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr.startswith(f"Rolewise can't start: {name} ") and REFUSED[name, value] in done.stderr
    assert done.stderr.count("\n") == 1 and not re.search("canary|ada:can", done.stderr)


def test_postgresql_without_its_packages_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://ada:canary@db/rolewise")
    monkeypatch.setattr("config.env.find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match=r"requirements/servers\.txt"):
        database(environ.Env(), "DATABASE_URL", default={})


@pytest.mark.parametrize("text", ["0", "11", "ten", "1.5", "1e1"])
def test_a_number_out_of_range_is_refused_with_the_range(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv("DAYS", text)

    with pytest.raises(ImproperlyConfigured, match="a whole number from 1 to 10"):
        whole_number(environ.Env(), "DAYS", default=5, low=1, high=10)


@pytest.mark.parametrize("zone", ["Nowhere", "../etc/passwd", "/etc/passwd", "Europe", "a\tb"])
def test_a_time_zone_has_a_known_name(monkeypatch: pytest.MonkeyPatch, zone: str):
    monkeypatch.setenv("ZONE", zone)

    with pytest.raises(ImproperlyConfigured, match="such as Europe/Berlin"):
        time_zone(environ.Env(), "ZONE", default="UTC")


def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EMPTY", "")
    env = environ.Env()

    assert whole_number(env, "EMPTY", default=5, low=1, high=10) == 5
    assert yes_or_no(env, "EMPTY", default=True) is True
    assert time_zone(env, "EMPTY", default="UTC") == "UTC"
    assert log_level(env, "EMPTY", default="INFO") == "INFO"


def test_what_makes_sense_is_taken(monkeypatch: pytest.MonkeyPatch):
    for name, value in {"N": "10", "NO": "Off", "ZONE": "Europe/Berlin", "LEVEL": "debug"}.items():
        monkeypatch.setenv(name, value)
    env = environ.Env()

    assert whole_number(env, "N", default=5, low=1, high=10) == 10
    assert yes_or_no(env, "NO", default=True) is False
    assert time_zone(env, "ZONE", default="UTC") == "Europe/Berlin"
    assert log_level(env, "LEVEL", default="INFO") == "DEBUG"

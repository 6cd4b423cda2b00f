"""What keeps printing from taking more than its share: tries, places, and what one process may use."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from pytest_django import Settings

from quiz.models import Sitting
from reports import cache, pdf, printing, tasks
from reports.cache import Busy, free_slot, render_slot
from reports.models import Printing, Stage
from reports.pdf import RenderError, served_files, surroundings
from reports.render import LARGEST_FILE, MEGABYTE, Job
from reports.renderer import Done, ReadyRenderer, once

LONG = '<html lang="en"><head><title>x</title></head><body>{}</body></html>'.format(
    "<p>Too long.</p>" * 9_000
)
LIMITS = """
import json, resource, sys
from reports.render import Job, limit
limit(Job("", {}, "", 0, cpu_seconds=7, memory_mb=3000))
names = ("RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_AS")
print(json.dumps([resource.getrlimit(getattr(resource, name)) for name in names]))
"""
HOLD = """
import sys, time
import django
django.setup()
from reports.cache import render_slot
with render_slot():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def asked(sitting: tuple[Sitting, str], monkeypatch: pytest.MonkeyPatch) -> Printing:
    """A PDF that waits for a worker."""
    monkeypatch.setattr(printing, "send", lambda number: None)
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    return printing.ask(sitting[0].pk, "a4", "en-gb")


@pytest.mark.parametrize(
    "error", [RenderError("limits"), Busy("no place"), OSError("disk full"), ValueError("bug")]
)
def test_what_fails_is_tried_once_more_and_no_third_time(
    asked: Printing, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tries: list[int] = []

    def fail(taken: Printing) -> None:
        tries.append(taken.attempts)
        raise error

    monkeypatch.setattr(tasks, "make", fail)
    stages = []
    for _ in range(3):
        with suppress(ValueError):
            tasks.print_report.call(asked.pk)
        stages.append(Printing.objects.get().stage)

    assert tries == [1, 2]
    assert stages == [Stage.WAITING, Stage.FAILED, Stage.FAILED]


def test_who_asks_for_what_failed_gets_two_new_tries(asked: Printing) -> None:
    Printing.objects.update(stage=Stage.FAILED, attempts=2)

    again = printing.ask(asked.sitting_id, "a4", "en-gb")

    assert (again.pk, again.stage, again.attempts) == (asked.pk, Stage.WAITING, 0)


def test_a_printing_that_kills_its_workers_fails_and_goes_round_no_more(asked: Printing) -> None:
    for name in ("first", "second"):
        assert printing.take_up(asked.pk, name)
        Printing.objects.update(started_at=timezone.now() - printing.ALIVE * 2)
        printing.take_over(timezone.now())

    assert Printing.objects.get().stage == Stage.FAILED
    assert printing.take_up(asked.pk, "third") is None


def test_places_at_the_renderer_are_shared_by_all_processes_and_a_killed_one_frees_its_own(
    own_folder: Path, settings: Settings
) -> None:
    settings.RENDERS_AT_ONCE = 1
    around = {
        "DATA_DIR": str(own_folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "RENDERS_AT_ONCE": "1",
    }
    usual = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=django_settings.BASE_DIR,
        env=usual | around,
        stdout=subprocess.PIPE,
    )
    with other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        taken = free_slot()
        other.kill()

    assert taken is None
    freed = free_slot()
    assert freed
    freed.close()


def test_a_worker_waits_for_a_place_as_long_as_it_is_told_and_no_longer(
    own_folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RENDERS_AT_ONCE = 1
    monkeypatch.setattr(cache, "LOOK_SECONDS", 0.01)
    held = free_slot()
    assert held

    with pytest.raises(Busy), render_slot(patience=0.05):
        pass
    threading.Timer(0.1, held.close).start()
    begun = time.monotonic()
    with render_slot(patience=30):
        waited = time.monotonic() - begun
    assert 0.05 < waited < 30


def test_the_rendering_process_bounds_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITS],
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        check=True,
        text=True,
    )

    memory = 3000 * MEGABYTE if sys.platform == "linux" else resource.RLIM_INFINITY
    assert done.stdout.strip() == str([[7, 8], [LARGEST_FILE] * 2, [0, 0], [memory] * 2])


@pytest.mark.parametrize("way", ["alone", "kept ready"])
def test_a_document_that_takes_too_much_cpu_is_ended(fonts: None, way: str) -> None:
    job = Job(LONG, served_files(), "", 7, cpu_seconds=1, memory_mb=2000).encoded()
    ready = ReadyRenderer()

    done = once(job, surroundings()) if way == "alone" else ready.run(job, surroundings())
    ready.end()

    assert done.returncode == -signal.SIGXCPU
    assert done.stdout == b""


def test_the_bounds_are_those_of_the_settings(
    fonts: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RENDER_SECONDS, settings.RENDER_MEMORY_MB = 11, 333
    told: list[str] = []

    def run(job: bytes, around: object) -> Done:
        told.append(job.decode())
        return subprocess.CompletedProcess([], 0, b"%PDF", b"[]")

    monkeypatch.setattr(pdf.renderer, "run", run)
    pdf.render_html("<p>x</p>", b"{}", 0)

    assert '"cpu_seconds": 11, "memory_mb": 333' in told[0]
    assert surroundings().seconds == 11

"""The rendering process that is kept ready prints what one of its own would, and outlives every job."""

import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reports import render, render_ready, renderer
from reports.html import print_document
from reports.pdf import answers_of, finished, prepare, render_html, served_files, surroundings
from reports.render import NO_LIBRARY, Job
from reports.renderer import Done, ReadyRenderer, kept_ready
from reports.shortcuts.sheets import read_once
from tests.reports.builders import a_report

SMALL = '<html lang="en"><head><title>x</title></head><body><p>Short.</p></body></html>'


@pytest.fixture(scope="module")
def ready() -> Iterator[ReadyRenderer]:
    one = ReadyRenderer()
    yield one
    one.end()


def job(html: str = SMALL, cpu_seconds: int = 60, memory_mb: int = 2000) -> Job:
    return Job(html, served_files(), "", 7, cpu_seconds, memory_mb)


def printed(ready: ReadyRenderer, asked: Job) -> Done:
    return ready.run(asked.encoded(), surroundings())


def test_a_report_is_the_same_byte_by_byte(fonts: None) -> None:
    report = a_report()
    alone = render_html(print_document(report), answers_of(report), finished(report))

    with kept_ready():
        assert render_html(print_document(report), answers_of(report), finished(report)) == alone
    assert renderer.kept == []


def test_the_style_sheet_of_reports_is_read_before_the_first(tmp_path: Path) -> None:
    address, *paths = surroundings().styles
    read_once.cache_clear()

    render_ready.read_beforehand(address, *paths)
    read_once(render.as_one(served_files()[address]).decode(), address)

    assert read_once.cache_info()[:2] == (1, 1)


def test_a_style_sheet_with_a_fault_is_told_of_with_each_report(tmp_path: Path) -> None:
    sheet = tmp_path / "faulty.css"
    sheet.write_text("p { colour: red }")
    address = "https://rolewise.invalid/static/faulty.css"
    html = SMALL.replace("<title>", f'<link rel="stylesheet" href="{address}"/><title>')
    asked = replace(job(html), files={address: [str(sheet)]})
    around, ready = replace(surroundings(), styles=(address, str(sheet))), ReadyRenderer()

    told = [ready.run(asked.encoded(), around).stderr for _ in range(2)]

    ready.end()
    assert all(b"unknown property" in each for each in told)


def test_one_process_prints_one_job_after_the_other(ready: ReadyRenderer, fonts: None) -> None:
    first = printed(ready, job())
    process = ready.process
    second = printed(ready, job())

    assert first.stdout.startswith(b"%PDF")
    assert first.stdout == second.stdout
    assert ready.process is process


def test_a_job_that_goes_over_its_limits_ends_alone(ready: ReadyRenderer, fonts: None) -> None:
    printed(ready, job())
    process = ready.process
    html = prepare(a_report()).html
    too_much = printed(ready, job(html, memory_mb=10))
    after = printed(ready, job())

    assert too_much.returncode not in {0, NO_LIBRARY}
    assert after.returncode == 0
    assert ready.process is process


def test_a_job_that_raises_tells_why(ready: ReadyRenderer, fonts: None) -> None:
    told = printed(ready, replace(job(), attachment="é"))

    assert told.returncode == 1
    assert b"Traceback" in told.stderr


def test_a_renderer_that_was_killed_is_started_again(ready: ReadyRenderer, fonts: None) -> None:
    printed(ready, job())
    assert ready.process
    os.kill(ready.process.pid, signal.SIGKILL)

    assert printed(ready, job()).stdout.startswith(b"%PDF")


def test_a_job_that_takes_too_long_is_ended_with_its_process(ready: ReadyRenderer, fonts: None) -> None:
    printed(ready, job())
    process = ready.process
    assert process

    with pytest.raises(subprocess.TimeoutExpired):
        ready.run(job(prepare(a_report()).html).encoded(), replace(surroundings(), seconds=0.05))
    assert process.poll() is not None
    assert printed(ready, job()).returncode == 0


def test_it_ends_when_whoever_started_it_does(ready: ReadyRenderer, fonts: None) -> None:
    printed(ready, job())
    process = ready.process
    assert process and process.stdin
    process.stdin.close()

    assert process.wait(30) == 0
    ready.end()


def test_without_its_library_it_says_so_with_each_job(
    fonts: None, monkeypatch: pytest.MonkeyPatch, ready: ReadyRenderer
) -> None:
    ended = subprocess.CompletedProcess([], NO_LIBRARY, b"", b"no pango")
    monkeypatch.setattr(ReadyRenderer, "ask", lambda *told: (_ for _ in ()).throw(EOFError))
    monkeypatch.setattr(renderer, "once", lambda *told: ended)

    assert printed(ready, job()) is ended


def test_the_module_says_what_it_prints_by() -> None:
    reports = Path(render.__file__).parent
    shortcuts = {
        path.relative_to(reports).as_posix() for path in (reports / "shortcuts").iterdir() if path.suffix
    }

    named = {part.relative_to(reports).as_posix() for part in render.PARTS}

    assert "shortcuts/styles.py" in named
    assert named == {"render.py", "furniture.py", "packing.py", "defaults.css", *shortcuts}
    assert all(part.is_file() for part in render.PARTS)

"""No log line holds a private code."""

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from config.logs import JsonLines, MaskCodes, mask
from tests.quiz.conftest import Respondent, respondent
from tests.trust.surroundings import run_python

__all__ = ["respondent"]

CODE = "Zk3-" + "a_9B" * 9 + "xyz"


@pytest.fixture
def console() -> Iterator[StringIO]:
    """What the operator's log says."""
    (handler,) = (
        handler
        for handler in logging.getLogger().handlers
        if any(isinstance(filter_, MaskCodes) for filter_ in handler.filters)
    )
    written = StringIO()
    usual = handler.setStream(written)
    yield written
    handler.setStream(usual)


@pytest.mark.parametrize("path", ["/resume/{}/", "/nowhere/{}/", "/resume/{}/more"])
def test_a_refused_or_unknown_address_is_logged_without_its_code(
    respondent: Respondent, console: StringIO, path: str
):
    browser = Client(enforce_csrf_checks=True)

    browser.post(path.format(respondent.code))

    assert "[code]" in console.getvalue()
    assert respondent.code not in console.getvalue()


@pytest.mark.django_db
def test_a_request_for_another_host_is_one_warning_and_no_traceback(console: StringIO, settings: Settings):
    settings.ALLOWED_HOSTS = ["careers.example.org"]

    answer = Client(SERVER_NAME="elsewhere.example").get("/")

    assert answer.status_code == 400
    assert "WARNING django.security.DisallowedHost: Invalid HTTP_HOST" in console.getvalue()
    assert "ERROR" not in console.getvalue() and "Traceback" not in console.getvalue()


@pytest.mark.parametrize("name", ["", "quiz", "django.server", "django.request", "gunicorn.error", "axes"])
def test_whoever_logs_a_code_writes_a_mask(console: StringIO, name: str):
    try:
        raise ValueError(f"nothing at /resume/{CODE}/")
    except ValueError:
        logging.getLogger(name).exception("%s of %d: %s", CODE, 3, {"path": f"/resume/{CODE}/"})

    assert "[code] of 3" in console.getvalue()
    assert "ValueError: nothing at /resume/[code]" in console.getvalue()
    assert CODE not in console.getvalue()


def test_no_logger_has_a_door_past_the_mask():
    names = ["", *logging.root.manager.loggerDict]
    handlers = [handler for name in names for handler in logging.getLogger(name).handlers]
    printing = [handler for handler in handlers if type(handler) is logging.StreamHandler]

    assert printing
    assert all([type(filter_) for filter_ in handler.filters] == [MaskCodes] for handler in printing)


@pytest.mark.parametrize(
    ("level", "told"),
    [("DEBUG", ["info", "warning", "error"]), ("WARNING", ["warning", "error"]), ("ERROR", ["error"])],
)
def test_djangos_own_lines_keep_to_the_level_and_never_tell_what_templates_were_given(
    tmp_path: Path, level: str, told: list[str]
):
    script = "import logging\nfor level in ('debug', 'info', 'warning', 'error'):\n"
    script += "    getattr(logging.getLogger('django.template'), level)(f'said-{level}')"

    done = run_python(script, DATA_DIR=str(tmp_path), LOG_LEVEL=level)

    assert re.findall(r"said-(\w+)", done.stderr) == told


def test_what_was_sent_can_begin_no_line_of_its_own(respondent: Respondent, console: StringIO):
    respondent.client.get("/nowhere/%0A2026-11-22 00:00:00 ERROR forged: line/")

    assert "Not Found: /nowhere/" in console.getvalue()
    assert console.getvalue().count("\n") == 1


def test_a_line_of_json_is_one_line_whatever_was_said():
    record = logging.LogRecord("quiz", logging.ERROR, "", 0, "first\nERROR second\r\n\u2028third", None, None)

    line = JsonLines().format(record)

    assert len(line.splitlines()) == 1
    assert json.loads(line)["message"] == "first\nERROR second\r\n\u2028third"


def test_other_lines_stay_as_they_are():
    line = "Not Found: /roles/site-reliability-engineer/ from 203.0.113.9"

    assert mask(line) == line


def test_a_short_or_escaped_resume_address_is_masked_too():
    assert mask('"POST /resume/wrong%20one/ HTTP/1.1" 404') == '"POST /resume/[code] HTTP/1.1" 404'

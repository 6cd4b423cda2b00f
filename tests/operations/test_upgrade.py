"""A release takes over from another one while people answer: nobody meets an error, nothing is lost."""

import os
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from django.http import HttpRequest, HttpResponseNotFound
from django.test import RequestFactory
from pytest_django import Settings

from config import static_files
from config.static_files import CollectedFiles, StaticFiles
from tests.operations.site import Site, free_port
from tests.operations.visitors import Visitor

# From here on no migration gets in the way of the release before; see test_migrations.py.
BEFORE = (("quiz", "0013"), ("reports", "0001"))
STAYING, COMING = 3, 2


def not_found(request: HttpRequest) -> HttpResponseNotFound:
    return HttpResponseNotFound()


def test_people_save_and_finish_while_migrations_and_content_come_in(shared_site: Site):
    for app, name in BEFORE:
        shared_site.manage("migrate", app, name)
    port, ended = free_port(), Event()
    shared_site.web(port)
    visitors = [Visitor((port,), number < STAYING, ended, number) for number in range(STAYING + COMING)]
    for visitor in visitors:
        visitor.start()

    shared_site.manage("migrate")
    shared_site.manage("content", "load")
    shared_site.manage("edition", "publish", "--note", "As shipped")
    shared_site.manage("sittings", "purge")
    ended.set()
    for visitor in visitors:
        visitor.join()

    assert [fault.told for visitor in visitors for fault in visitor.faults] == []
    assert all(visitor.saves for visitor in visitors)
    assert sum(visitor.visits for visitor in visitors) > STAYING
    assert shared_site.count("quiz_edition") == 2


@pytest.fixture
def static_root(settings: Settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, False
    (tmp_path / "css").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/css/new.0123456789ab.css", 200),
        ("/static/css/late.css", 404),  # It has no name of its own, so it may be of either release.
        ("/static/css/other.0123456789ab.css", 404),
        ("/static/../secret.0123456789ab.txt", 404),
        ("/static/css/nul\0.0123456789ab.css", 404),
        (f"/static/css/{'long' * 100}.0123456789ab.css", 404),
        ("/static/css/../css/new.0123456789ab.css", 404),  # One file has one address, or memory has no end.
        ("/static//css/new.0123456789ab.css", 404),
        ("/elsewhere/css/new.0123456789ab.css", 404),
    ],
)
@pytest.mark.django_db  # Closing an answer has Django look at its connections.
def test_a_process_serves_the_styles_that_the_next_release_collected_meanwhile(
    static_root: Path, path: str, status: int
):
    running = StaticFiles(not_found)
    for late in ("css/new.0123456789ab.css", "css/late.css"):
        (static_root / late).write_text("body {}")
    (static_root.parent / "secret.0123456789ab.txt").write_text("secret")
    request = RequestFactory().get("/")
    request.path_info = path

    with closing(running(request)) as answer:
        assert answer.status_code == status


def test_a_process_of_the_former_release_that_begins_late_still_knows_its_files(
    static_root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(static_files, "release", lambda: "former")
    collect({"css/old.css": "css/old.111111111111.css"})
    monkeypatch.setattr(static_files, "release", lambda: "present")
    collect({"css/new.css": "css/new.222222222222.css"})

    monkeypatch.setattr(static_files, "release", lambda: "former")
    assert CollectedFiles().stored_name("css/old.css") == "css/old.111111111111.css"
    monkeypatch.setattr(static_files, "release", lambda: "being worked on")
    assert CollectedFiles().stored_name("css/new.css") == "css/new.222222222222.css"


def test_files_of_releases_long_gone_are_removed_and_no_others(
    static_root: Path, monkeypatch: pytest.MonkeyPatch
):
    for day in range(5):
        monkeypatch.setattr(static_files, "release", lambda day=day: f"of day {day}")
        ours = f"css/site.{day:012x}.css"
        collect({"css/site.css": ours, "css/same.css": "css/same.aaaaaaaaaaaa.css"})
        for name in (ours, f"{ours}.br", f"{ours}.gz", "css/same.aaaaaaaaaaaa.css", "css/site.css"):
            (static_root / name).write_text("body {}")
            os.utime(static_root / name, (day, day))
        os.utime(static_root / f"staticfiles.of day {day}.json", (day, day))
    (static_root / "css/coming.bbbbbbbbbbbb.css").write_text("body {}")  # Its release has no list yet.
    collect({"css/site.css": "css/site.000000000004.css"})

    kept = {path.name for path in static_root.rglob("*") if path.is_file()}
    of_days = {f"site.{day:012x}.css{form}" for day in (2, 3, 4) for form in ("", ".br", ".gz")}
    listed = {f"staticfiles.of day {day}.json" for day in (2, 3, 4)}
    assert kept == {"site.css", "same.aaaaaaaaaaaa.css", "coming.bbbbbbbbbbbb.css"} | of_days | listed


@pytest.mark.django_db  # Closing an answer has Django look at its connections.
def test_a_file_that_is_removed_under_a_process_that_knows_it_is_not_found(static_root: Path):
    path = static_root / "css" / "old.0123456789ab.css"
    path.write_text("body {}")
    running, request = StaticFiles(not_found), RequestFactory().get("/static/css/old.0123456789ab.css")
    with closing(running(request)) as answer:
        assert answer.status_code == 200

    path.unlink()

    assert running(request).status_code == running(request).status_code == 404


def collect(names: dict[str, str]) -> None:
    """What ``collectstatic`` does at its end."""
    storage = CollectedFiles()
    storage.hashed_files = names
    storage.save_manifest()


def test_a_release_is_told_by_what_its_styles_say(settings: Settings, tmp_path: Path):
    style = tmp_path / "static" / "site.css"
    style.parent.mkdir()
    style.write_text("a")
    settings.BASE_DIR = tmp_path
    before = static_files.release()

    style.write_text("b")

    assert static_files.release() != before

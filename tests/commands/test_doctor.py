"""The doctor says what is missing and what to type."""

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from config.secret import secret_key
from quiz.models import Edition, Sitting
from reports.management.commands import doctor
from reports.models import Printing, Worker


def examine() -> tuple[str, int]:
    said = StringIO()
    try:
        call_command("doctor", stdout=said)
    except SystemExit as ended:
        return said.getvalue(), int(str(ended.code))
    return said.getvalue(), 0


@pytest.mark.django_db
def test_a_missing_edition_comes_with_the_line_that_makes_one():
    said, code = examine()

    assert "manage.py content load && manage.py edition publish" in said
    assert code == 1


@pytest.mark.django_db
def test_a_published_edition_is_well(edition: Edition):
    said, _ = examine()

    assert "ok       published edition" in said


@pytest.mark.django_db
def test_a_missing_renderer_library_is_named_by_its_package(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(doctor.ctypes.util, "find_library", lambda name: None)

    said, code = examine()

    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said
    assert code == 1


@pytest.mark.django_db
def test_missing_fonts_come_with_the_line_that_makes_them(edition: Edition, settings, tmp_path: Path):
    settings.FONT_DIR = tmp_path

    assert "-> manage.py fonts" in examine()[0]


@pytest.mark.django_db
def test_pdfs_that_wait_for_nobody_come_with_the_line_that_starts_a_worker(edition: Edition):
    sitting, _ = Sitting.objects.start(edition, timezone.now())
    Printing.objects.create(sitting=sitting, paper="a4", language="en-gb", asked_at=timezone.now())

    said, code = examine()

    assert "1 PDFs wait and no worker is alive to make them." in said
    assert "-> manage.py worker" in said
    assert code == 1


@pytest.mark.django_db
def test_a_living_worker_and_its_queue_are_well(edition: Edition):
    sitting, _ = Sitting.objects.start(edition, timezone.now())
    Printing.objects.create(sitting=sitting, paper="a4", language="en-gb", asked_at=timezone.now())
    Worker.objects.create(name="w", host="h", started_at=timezone.now(), seen_at=timezone.now())

    assert "ok       worker and queue" in examine()[0]


@pytest.mark.django_db
def test_a_full_disk_is_told_in_megabytes(edition: Edition, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: SimpleNamespace(free=5 * 2**20))

    assert "Only 5 MB are free" in examine()[0]


def test_a_secret_key_is_made_once_and_kept_from_others(tmp_path: Path):
    key = secret_key("", tmp_path)

    assert len(key) > 64
    assert secret_key("", tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_given_key_that_is_too_short_stops_the_start(tmp_path: Path):
    with pytest.raises(ImproperlyConfigured, match="needs 32 or more"):
        secret_key("changeme", tmp_path)


def test_a_given_key_is_used(tmp_path: Path):
    assert secret_key("k" * 40, tmp_path) == "k" * 40
    assert not list(tmp_path.iterdir())

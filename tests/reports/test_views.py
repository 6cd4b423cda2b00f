import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from pytest_django.asserts import assertRedirects

from quiz.models import Sitting
from reports import cache, files
from reports.pdf import RenderError
from reports.render import NO_LIBRARY
from tests.reports.builders import a_submission

ADDRESSES = ("/result/", "/result/verdict.pdf", "/result/answers.json")


pytestmark = pytest.mark.usefixtures("own_folder")


def test_the_owner_reads_the_verdict(owner: Client) -> None:
    page = owner.get("/result/")

    assert page.status_code == 200
    text = page.content.decode()
    assert "Backend Engineer fits you best" in text
    assert "For Ingrid, 3 February 2026" in text
    assert text.count("<h1") == 1
    assert " style=" not in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_finds_nothing(address: str, sitting: tuple[Sitting, str], stranger: Client) -> None:
    without = stranger.get(address)
    stranger.cookies[django_settings.SITTING_COOKIE_NAME] = "not-a-code"
    with_wrong = stranger.get(address)

    assert without.status_code == with_wrong.status_code == 404
    assert without.content == with_wrong.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_personal_answers_are_kept_by_nobody_on_the_way(
    address: str, owner: Client, quick_pdf: list[int]
) -> None:
    kept = owner.get(address)["Cache-Control"]

    assert "private" in kept
    assert "no-store" in kept


@pytest.mark.parametrize("address", ADDRESSES)
def test_results_are_only_read(address: str, owner: Client) -> None:
    assert owner.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_an_unfinished_sitting_goes_back_to_the_quiz(
    address: str, owner: Client, sitting: tuple[Sitting, str]
) -> None:
    Sitting.objects.update(finished_at=None)

    answer = owner.get(address)

    assert answer.status_code == 302
    assert answer["Location"] == "/quiz/check/"


def test_the_result_page_needs_four_queries(
    owner: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):  # Sitting, answers, newest edition, which roles appeal.
        owner.get("/result/")


def test_the_answers_file_can_be_loaded_again(owner: Client) -> None:
    download = owner.get("/result/answers.json")

    assert download["Content-Disposition"] == 'attachment; filename="rolewise-answers.json"'
    assert json.loads(download.content)["answers"] == a_submission().answers


def test_the_pdf_is_made_once_and_then_read(owner: Client, quick_pdf: list[int]) -> None:
    first, second = owner.get("/result/verdict.pdf"), owner.get("/result/verdict.pdf")

    assert first.content == second.content == b"%PDF-quick"
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == 'attachment; filename="rolewise-verdict.pdf"'
    assert len(quick_pdf) == 1


def test_letter_paper_is_another_file(owner: Client, quick_pdf: list[int]) -> None:
    owner.get("/result/verdict.pdf")
    owner.get("/result/verdict.pdf?paper=letter")
    owner.get("/result/verdict.pdf?paper=papyrus")

    assert len(quick_pdf) == 2


def test_the_pdf_goes_with_its_sitting(
    owner: Client,
    sitting: tuple[Sitting, str],
    quick_pdf: list[int],
    own_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    owner.get("/result/verdict.pdf")
    assert list(own_folder.rglob("*.pdf"))

    with django_capture_on_commit_callbacks(execute=True):
        Sitting.objects.all().delete()

    assert not list(own_folder.rglob("*.pdf"))


def test_a_sitting_deleted_while_its_pdf_is_made_leaves_none_behind(
    owner: Client, monkeypatch: pytest.MonkeyPatch, own_folder: Path
) -> None:
    def print_out(printout: object) -> bytes:
        Sitting.objects.all().delete()
        return b"%PDF-late"

    monkeypatch.setattr(cache, "print_out", print_out)
    owner.get("/result/verdict.pdf")

    assert not list(own_folder.rglob("*.pdf"))


def test_a_third_render_at_once_is_asked_to_wait(owner: Client, quick_pdf: list[int]) -> None:
    with cache.render_slot(), cache.render_slot():
        busy = owner.get("/result/verdict.pdf?paper=letter")

    assertRedirects(busy, "/result/pdf/?paper=letter")
    assert owner.get("/result/verdict.pdf?paper=letter").status_code == 200


def test_a_renderer_that_fails_is_told_in_words(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def print_out(printout: object) -> bytes:
        raise RenderError(f"secret detail {NO_LIBRARY}")

    monkeypatch.setattr(cache, "print_out", print_out)
    answer = owner.get("/result/verdict.pdf")

    assert answer.status_code == 503
    assert "your answers are safe" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_only_whole_files_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_sync(descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(files.os, "fsync", no_sync)
    with pytest.raises(OSError, match="disk full"):
        cache.keep(tmp_path / "folder" / "x.pdf", b"%PDF")

    assert list((tmp_path / "folder").iterdir()) == []

"""Who makes a PDF that isn't here: a worker if one lives, wherever it runs and whatever release it is of."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from quiz.models import Sitting
from reports import cache, printing
from reports.models import Printing, Stage, Worker
from reports.report import generate_report

pytestmark = pytest.mark.usefixtures("own_folder")

FILE, STATE, PROGRESS = "/result/verdict.pdf", "/result/pdf/state.json", "/result/pdf/?paper=a4"
OTHER = "a" * 64  # The digest of the same report as another release prints it.


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is sent to the workers, one of which lives."""
    now, sent = timezone.now(), list[int]()
    Worker.objects.create(name="far", host="elsewhere", started_at=now, seen_at=now)
    monkeypatch.setattr(printing, "send", sent.append)
    return sent


def was_made(sitting: Sitting, before: timedelta) -> Printing:
    """A worker's note that the sitting's report is printed."""
    ended = timezone.now() - before
    return Printing.objects.create(
        sitting=sitting,
        paper="a4",
        language="en-gb",
        stage=Stage.MADE,
        asked_at=ended,
        ended_at=ended,
        report=generate_report(sitting).code,
        digest=OTHER,
    )


def test_with_a_living_worker_a_download_is_its_work(
    owner: Client, sitting: tuple[Sitting, str], queued: list[int], quick_pdf: list[int]
) -> None:
    answer = owner.get(FILE)

    assertRedirects(answer, PROGRESS)
    assert queued == [Printing.objects.get().pk]
    assert quick_pdf == []


def test_what_a_machine_without_our_folder_just_made_is_made_here_too(
    owner: Client, sitting: tuple[Sitting, str], queued: list[int], quick_pdf: list[int]
) -> None:
    was_made(sitting[0], timedelta(minutes=1))

    assert owner.get(STATE).json() == {"state": "ready"}
    assert owner.get(FILE).content == b"%PDF-quick"
    assert (queued, quick_pdf) == ([], [1])


def test_what_was_made_long_ago_and_is_gone_is_asked_of_a_worker_again(
    owner: Client, sitting: tuple[Sitting, str], queued: list[int], quick_pdf: list[int]
) -> None:
    asked = was_made(sitting[0], timedelta(hours=1))

    assert owner.get(STATE).json() == {"state": "absent"}
    assertRedirects(owner.get(FILE), PROGRESS)
    assert (queued, quick_pdf) == ([asked.pk], [])


def test_what_another_release_printed_is_asked_of_a_worker_again(
    owner: Client, sitting: tuple[Sitting, str], queued: list[int], quick_pdf: list[int]
) -> None:
    asked = was_made(sitting[0], timedelta(hours=1))
    cache.keep(cache.file_of(sitting[0], OTHER), b"%PDF-of-the-release-before")

    assertRedirects(owner.get(FILE), PROGRESS)
    assert (queued, quick_pdf) == ([asked.pk], [])


def test_without_a_worker_it_waits_for_a_place_and_is_printed_anew(
    owner: Client, sitting: tuple[Sitting, str], quick_pdf: list[int]
) -> None:
    was_made(sitting[0], timedelta(hours=1))
    cache.keep(cache.file_of(sitting[0], OTHER), b"%PDF-of-the-release-before")

    with cache.render_slot(), cache.render_slot():
        assertRedirects(owner.get(FILE), PROGRESS)
    assert owner.get(FILE).content == b"%PDF-quick"


def test_what_the_disk_does_not_take_is_printed_once_and_handed_over(
    owner: Client, quick_pdf: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, pdf: bytes) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(cache, "keep", refuse)

    assert owner.get(FILE).content == b"%PDF-quick"
    assert quick_pdf == [1]

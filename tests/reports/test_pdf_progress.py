"""While the PDF is being made its page says so, and offers it when it is there."""

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertRedirects

from quiz.models import Sitting
from reports.cache import TOLD_OF, PdfState, language
from reports.models import Printing, Stage
from reports.views import files

pytestmark = pytest.mark.usefixtures("own_folder")

WAY = "/result/pdf/"
STATE = "/result/pdf/state.json"


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> list[PdfState]:
    """What the queue says, last word first; nothing is made."""
    told = [PdfState.MAKING]
    monkeypatch.setattr(files, "pdf_state", lambda *_: told[-1])
    monkeypatch.setattr(files, "begin_pdf", lambda *_: told[-1])
    return told


def test_a_pdf_in_the_making_leads_to_a_page_that_says_so(owner: Client, state: list[PdfState]) -> None:
    answer = owner.get("/result/verdict.pdf?paper=letter")

    assertRedirects(answer, f"{WAY}?paper=letter")
    page = owner.get(answer["Location"])
    assertContains(page, "<h1>Your PDF is being made</h1>")
    assertContains(page, f'href="{WAY}?paper=letter">Look again')


@pytest.mark.parametrize(
    ("found", "said", "link", "status"),
    [
        (PdfState.READY, "Your PDF is ready", 'href="/result/verdict.pdf?paper=a4">Download the PDF', 200),
        (PdfState.ABSENT, "No PDF is made yet", 'href="/result/verdict.pdf?paper=a4">Make the PDF', 200),
        (
            PdfState.FAILED,
            "No PDF right now",
            'href="/result/verdict.pdf?paper=a4&amp;again=yes">Try again',
            503,
        ),
    ],
)
def test_every_state_has_its_words_and_its_next_step(
    owner: Client, state: list[PdfState], found: PdfState, said: str, link: str, status: int
) -> None:
    state.append(found)

    page = owner.get(WAY)

    assertContains(page, f"<h1>{said}</h1>", status_code=status)
    assertContains(page, link, status_code=status)


def test_who_asks_again_right_after_the_workers_gave_up_is_told_so_and_may_insist(
    owner: Client, sitting: tuple[Sitting, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(files, "begin_pdf", lambda *_: begun.append("begun") or PdfState.MAKING)
    now = timezone.now()
    failed = Printing.objects.create(
        sitting=sitting[0], paper="a4", language=language(), stage=Stage.FAILED, asked_at=now, ended_at=now
    )

    told = owner.get("/result/verdict.pdf")
    assertContains(told, "tell whoever runs this site", status_code=503)
    assertContains(told, "/result/answers.json", status_code=503)
    assert owner.head("/result/verdict.pdf").status_code == 503
    assert not begun
    owner.get("/result/verdict.pdf?again=yes")
    assert len(begun) == 1
    Printing.objects.filter(pk=failed.pk).update(ended_at=now - TOLD_OF)

    assertRedirects(owner.get("/result/verdict.pdf"), f"{WAY}?paper=a4", target_status_code=503)
    assert len(begun) == 2


@pytest.mark.parametrize("found", list(PdfState))
def test_a_script_is_told_the_state_in_a_word(owner: Client, state: list[PdfState], found: PdfState) -> None:
    state.append(found)

    assert owner.get(STATE).json() == {"state": found.value}


def test_looking_begins_nothing(owner: Client, quick_pdf: list[int]) -> None:
    owner.get(WAY)
    first = owner.get(STATE).json()
    owner.get("/result/verdict.pdf")

    assert first == {"state": "absent"}
    assert owner.get(STATE).json() == {"state": "ready"}
    assert len(quick_pdf) == 1


def test_a_choice_makes_the_pdf_of_before_an_absent_one(owner: Client, quick_pdf: list[int]) -> None:
    owner.get("/result/verdict.pdf")
    owner.post("/result/choices/", {"balance": "0.7"})

    assert owner.get(STATE).json() == {"state": "absent"}


def test_asking_with_head_begins_the_pdf_as_our_own_script_does(owner: Client, quick_pdf: list[int]) -> None:
    answer = owner.head("/result/verdict.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert len(quick_pdf) == 1
    assert owner.get(STATE).json() == {"state": "ready"}


def test_asking_with_head_for_a_pdf_that_is_made_tells_of_it_and_has_no_body_to_send(
    owner: Client, rf: RequestFactory, sitting: tuple[Sitting, str], quick_pdf: list[int]
) -> None:
    whole = owner.get("/result/verdict.pdf")
    request = rf.head("/result/verdict.pdf")
    request.COOKIES["sitting"] = sitting[1]

    answer = files.pdf(request)  # A client's own answer would lose its body on the way.

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(whole.content))
    assert answer.content == b""
    assert len(quick_pdf) == 1


@pytest.mark.parametrize("address", [WAY, STATE])
def test_a_stranger_learns_nothing(address: str, sitting: tuple[Sitting, str], stranger: Client) -> None:
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("address", [WAY, STATE])
def test_an_unfinished_sitting_has_no_pdf(address: str, owner: Client) -> None:
    Sitting.objects.update(finished_at=None)

    assertRedirects(owner.get(address), "/quiz/check/")


def test_looking_takes_at_most_five_queries(
    owner: Client, quick_pdf: list[int], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner.get("/result/verdict.pdf")

    with django_assert_max_num_queries(5):
        owner.get(STATE)

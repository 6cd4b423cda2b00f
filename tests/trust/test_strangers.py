"""S7: nobody reads or changes what is somebody else's, over every address of the site."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quiz.models import Response, Sitting
from tests.quiz.conftest import Respondent, respondent
from tests.trust.addresses import desk_addresses, public_addresses

__all__ = ["respondent"]

MARK = "Kanarienvogel"  # Ada's name, which only Ada's pages may carry.


@pytest.fixture
def ada(respondent: Respondent) -> Respondent:
    """Somebody with a name and a finished sitting."""
    respondent.post("quiz:about", name=MARK)
    respondent.answer_everything()
    respondent.post("quiz:finish")
    return respondent


@pytest.fixture
def others(ada: Respondent) -> dict[str, Client]:
    """Another respondent, a visitor, and an editor who may do everything at the desk."""
    bob, editor = Client(), Client()
    bob.post("/quiz/start/", {"path": "all"})
    editor.force_login(User.objects.create_superuser("editor"))
    return {"bob": bob, "nobody": Client(), "editor": editor}


def test_an_editor_s_desk_shows_nothing_of_it(ada: Respondent, others: dict[str, Client]):
    addresses = desk_addresses()
    leaks = [address for address in addresses if MARK.encode() in body(others["editor"], address)]

    assert len(addresses) > 60
    assert leaks == []


def test_the_mark_is_seen_by_its_owner(ada: Respondent):
    assert MARK in ada.get("reports:result").content.decode()


@pytest.mark.parametrize("who", ["bob", "nobody", "editor"])
def test_nobody_else_reads_it(ada: Respondent, others: dict[str, Client], who: str):
    browser = others[who]

    leaks = [address for address in public_addresses() if MARK.encode() in body(browser, address)]

    assert leaks == []


@pytest.mark.parametrize("who", ["bob", "nobody", "editor"])
def test_nobody_else_changes_it(ada: Respondent, others: dict[str, Client], who: str):
    before, browser = kept_of(ada), others[who]

    for address in public_addresses():
        browser.post(address, {"name": "Mallory", "number": "1", "confirm": "yes", "afresh": "1"})

    assert kept_of(ada) == before


def test_who_is_not_an_editor_is_sent_to_sign_in_from_every_page_of_the_desk(others: dict[str, Client]):
    desk = Client()
    desk.force_login(User.objects.get(username="editor"))
    pages = [line.split('"')[0] for line in desk.get("/admin/").content.decode().split('href="')[1:]]

    for page in {page for page in pages if page.startswith("/admin/") and "login" not in page}:
        answer = others["bob"].get(page)

        assert answer.status_code == HTTPStatus.FOUND and "/admin/login/" in answer["Location"], page


def body(browser: Client, address: str) -> bytes:
    answer = browser.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def kept_of(somebody: Respondent) -> object:
    sitting = Sitting.objects.with_code(somebody.code).values().get()
    return sitting, list(Response.objects.filter(sitting=sitting["id"]).order_by("item").values())

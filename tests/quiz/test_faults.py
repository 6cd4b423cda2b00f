"""When something is wrong, the page says what happened and what to do."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from tests.quiz.conftest import Respondent


def test_an_unknown_address_says_what_may_have_happened(client, edition):
    page = client.get("/nowhere/")

    assertContains(page, "We can’t find that page", status_code=404)
    assertContains(page, 'href="/resume/"', status_code=404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("put", "/quiz/1/", "GET, HEAD, POST"),
        ("post", "/roles/", "GET, HEAD"),
        ("delete", "/", "GET, HEAD"),
    ],
)
def test_an_address_that_takes_no_such_request_says_so(client, edition, method: str, path: str, allowed: str):
    page = getattr(client, method)(path)

    assertContains(page, "That can’t be done here", status_code=405)
    assertContains(page, 'href="/resume/"', status_code=405)
    assert page.headers["Allow"] == allowed


def test_a_form_with_thousands_of_fields_is_refused_with_a_page(respondent: Respondent):
    page = respondent.post("quiz:page", 1, **{f"field-{number}": "1" for number in range(6_000)})

    assertContains(page, "We couldn’t read that request", status_code=400)


def test_a_fault_of_ours_is_owned_and_reveals_nothing(edition, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("the secret plan")

    monkeypatch.setattr("quiz.views.context.about_minutes", fail)
    page = Client(raise_request_exception=False).get("/")

    assertContains(page, "The fault is ours", status_code=500)
    assert "secret plan" not in page.content.decode()


@pytest.mark.parametrize("path", ["/", "/quiz/1/", "/resume/", "/nowhere/", "/quiz/deleted/"])
def test_every_page_refuses_to_be_framed_or_to_load_from_elsewhere(client, edition, path: str):
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_form_from_a_browser_passes_the_token_check(edition):
    """Browsers name the origin of a form; under the referrer policy it must be our own and not "null"."""
    browser = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    browser.get("/")

    answer = browser.post("/quiz/start/", {"csrfmiddlewaretoken": browser.cookies["csrf"].value})

    assert answer.status_code == 302


def test_a_form_from_another_site_is_refused(edition):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "https://elsewhere.example"})
    browser.get("/")

    answer = browser.post("/quiz/start/", {"csrfmiddlewaretoken": browser.cookies["csrf"].value})

    assertContains(answer, "couldn’t tell that this came from you", status_code=403)

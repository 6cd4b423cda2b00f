"""What people are told of their data, and that it is true."""

from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertContains

from tests.quiz.conftest import Respondent


def test_the_notice_names_the_time_that_is_set(client: Client, db: None, settings: Settings):
    settings.RETENTION_DAYS = 42

    page = client.get("/privacy/")

    assertContains(page, "erased 42 days after your last answer")
    assertContains(page, "<h1", count=1)


def test_the_notice_comes_before_the_first_question(respondent: Respondent):
    assertContains(respondent.get("home"), 'href="/privacy/"')
    assertContains(respondent.get("quiz:about"), "365 days after your last answer")
    assertContains(respondent.get("quiz:about"), 'href="/privacy/"')


def test_answers_can_be_taken_along_from_each_page_of_the_quiz(respondent: Respondent):
    for page in (respondent.get("quiz:about"), respondent.get("quiz:page", 1), respondent.get("quiz:check")):
        assertContains(page, 'href="/result/answers.json"')
    assert respondent.get("reports:answers").status_code == 200


def test_the_site_sets_no_cookies_but_those_it_names(respondent: Respondent):
    """The notice names four: the private code, the protection of forms, a shared report, the language."""
    respondent.get("quiz:about")
    respondent.answer_page(1)

    assert set(respondent.client.cookies) <= {"sitting", "csrf", "shared", "language"}

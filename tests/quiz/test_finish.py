"""Checking, finishing, and what a finished sitting refuses."""

from typing import Any

from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz import answering
from quiz.editions.store import as_value
from quiz.models import Sitting
from tests.builders import ideal_answers, small_content
from tests.quiz.conftest import Respondent


def test_the_check_shows_every_answer_in_words_with_a_link_to_change_it(respondent: Respondent):
    respondent.answer_everything()
    respondent.answer_page(1, "4")

    page = respondent.get("quiz:check")

    assertContains(page, "5 answered, 19 “not sure”, none left open.")
    assertContains(page, "<dd>Agree</dd>", count=5, html=True)
    assertContains(page, f"/quiz/1/?change#question-{respondent.slugs_on(1)[0]}")
    assertNotContains(page, "first open question")


def test_the_check_leads_to_the_first_open_question(respondent: Respondent):
    respondent.answer_page(1)
    respondent.answer_page(3)

    page = respondent.get("quiz:check")

    assertContains(page, "14 left open.")
    assertContains(page, '<a class="tap" href="/quiz/2/">Go to the first open question</a>')


def test_before_finishing_the_check_says_what_a_verdict_needs_and_that_it_is_final(respondent: Respondent):
    respondent.answer_page(1, "4")

    page = respondent.get("quiz:check")

    assertContains(page, "Finishing is final")
    assertContains(page, "A verdict needs at least 20 answers")
    assertContains(page, "Yours are 5 and touch")
    assertContains(page, "Finish without a verdict", count=2)
    assertNotContains(page, "see the verdict")


def test_with_enough_answers_the_check_asks_for_no_more(respondent: Respondent):
    for slug, answer in ideal_answers(small_content(), "backend-engineer").items():
        respondent.sitting.responses.create(item=slug, value=as_value(answer))

    page = respondent.get("quiz:check")

    assertNotContains(page, "A verdict needs")
    assertContains(page, "Finish and see the verdict", count=2)


def test_finishing_with_open_questions_is_allowed(respondent: Respondent):
    answer = respondent.post("quiz:finish")

    assert answer.headers["Location"] == reverse("reports:result")
    assert respondent.sitting.finished_at is not None


def test_finishing_again_changes_nothing(respondent: Respondent):
    respondent.post("quiz:finish")
    finished_at = respondent.sitting.finished_at

    again = respondent.post("quiz:finish")

    assert again.headers["Location"] == reverse("reports:result")
    assert respondent.sitting.finished_at == finished_at


def test_a_finished_sitting_takes_no_answers_and_says_so(respondent: Respondent):
    respondent.answer_page(1, "4")
    respondent.post("quiz:finish")

    page = respondent.answer_page(1, "1")

    assertContains(page, "was not saved", status_code=409)
    assertContains(page, reverse("reports:result"), status_code=409)
    assert set(respondent.values.values()) == {"4"}


def test_going_back_after_the_finish_leads_to_the_result(respondent: Respondent):
    respondent.post("quiz:finish")

    for page in (respondent.get("quiz:page", 1), respondent.get("quiz:about"), respondent.get("quiz:check")):
        assertContains(page, "This quiz is finished")
    assert respondent.get("quiz:continue").headers["Location"] == reverse("reports:result")


def test_an_answer_that_meets_a_finish_in_another_tab_is_not_written(respondent: Respondent, monkeypatch):
    def finished_in_between(sitting: Sitting, *args: Any) -> None:
        answering.finish(sitting, sitting.started_at)
        answering.record_answers(sitting, *args)

    monkeypatch.setattr("quiz.views.questions.record_answers", finished_in_between)
    answer = respondent.answer_page(1, "1")

    assert answer.headers["Location"] == "/quiz/1/"
    assert respondent.values == {}


def test_a_stranger_neither_checks_nor_finishes(respondent: Respondent, stranger: Client):
    assert stranger.get("/quiz/check/").status_code == 404
    assert stranger.post("/quiz/finish/").status_code == 404
    assert not Sitting.objects.finished().exists()


def test_the_cookie_is_renewed_at_the_finish_as_retention_is(respondent: Respondent, settings: Settings):
    answer = respondent.post("quiz:finish")

    renewed = answer.cookies["sitting"]
    assert (renewed.value, renewed["max-age"]) == (respondent.code, settings.RETENTION_DAYS * 86_400)


def test_a_finish_needs_a_post(respondent: Respondent):
    assertRedirects(respondent.get("quiz:finish"), "/quiz/check/")


def test_the_check_takes_three_queries(respondent: Respondent, django_assert_max_num_queries):
    respondent.answer_everything()

    with django_assert_max_num_queries(3):  # The sitting, its answers, the look of the site.
        respondent.get("quiz:check")

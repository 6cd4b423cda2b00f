"""Deleting: one step, and everything is gone."""

from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from quiz.models import Response, Sitting
from tests.quiz.conftest import Respondent


def test_delete_asks_once_and_changes_nothing_by_asking(respondent: Respondent):
    assertContains(respondent.get("quiz:delete"), "Delete everything?")

    assert Sitting.objects.count() == 1


def test_delete_removes_every_answer_and_the_cookie(respondent: Respondent):
    respondent.post("quiz:about", name="Zoë")
    respondent.answer_everything()
    respondent.post("quiz:finish")

    answer = respondent.post("quiz:delete")

    assertRedirects(answer, "/quiz/deleted/")
    assert respondent.client.cookies["sitting"].value == ""
    assert not Sitting.objects.exists()
    assert not Response.objects.exists()


def test_a_page_posted_after_the_delete_is_not_found(respondent: Respondent):
    code = respondent.code
    respondent.post("quiz:delete")
    respondent.client.cookies["sitting"] = code

    assert respondent.answer_page(1).status_code == 404


def test_a_stranger_deletes_nothing(respondent: Respondent, stranger: Client):
    assert stranger.post("/quiz/delete/").status_code == 404
    assert Sitting.objects.count() == 1


def test_others_keep_their_sittings(respondent: Respondent, stranger: Client):
    stranger.post("/quiz/start/")

    respondent.post("quiz:delete")

    assert Sitting.objects.with_code(stranger.cookies["sitting"].value).exists()

"""Deleting: one step, and everything is gone."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.models import Response, ShareLink, Sitting
from quiz.models.sitting import hash_code
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


@pytest.fixture
def again(respondent: Respondent) -> Respondent:
    """Somebody who has shared a first result and is at the third take."""
    for _ in range(2):
        respondent.answer_everything()
        respondent.post("quiz:finish")
        respondent.post("reports:share", days="30")
        respondent.post("reports:again", answers="blank")
    return respondent


def test_delete_takes_the_earlier_takes_along_and_says_so_first(again: Respondent):
    assertContains(again.get("quiz:delete"), "the take started on", count=2)

    again.post("quiz:delete")

    assert not Sitting.objects.exists()
    assert not ShareLink.objects.exists()


def test_delete_with_the_code_of_an_earlier_take_leaves_the_later_ones(again: Respondent):
    newest, second = again.code, again.sitting.former
    assert second is not None
    Sitting.objects.filter(pk=second.pk).update(code_hash=hash_code("second"))
    again.client.cookies["sitting"] = "second"

    again.post("quiz:delete")

    assert [each.code_hash for each in Sitting.objects.all()] == [hash_code(newest)]


def test_a_single_take_names_no_others(respondent: Respondent):
    assertNotContains(respondent.get("quiz:delete"), "earlier takes")


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

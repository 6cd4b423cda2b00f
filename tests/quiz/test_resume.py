"""Coming back with a code, and finding nothing with a wrong one."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertRedirects

from quiz.models import Sitting
from tests.quiz.conftest import Respondent

ABSENT = ["", "unknown", "x" * 43, "é", "'; drop table quiz_sitting; --"]


def test_a_code_opens_the_first_page_with_an_open_question(respondent: Respondent, stranger: Client):
    respondent.answer_page(1)

    answer = stranger.post("/resume/", {"code": f" {respondent.code} "})

    assertRedirects(answer, "/quiz/2/")
    assert stranger.cookies["sitting"].value == respondent.code


def test_the_whole_link_may_be_pasted_as_the_code(respondent: Respondent, stranger: Client):
    answer = stranger.post("/resume/", {"code": f"https://example.org/resume/{respondent.code}/"})

    assertRedirects(answer, "/quiz/1/")


def test_opening_the_link_changes_nothing_until_its_button_is_pressed(
    respondent: Respondent, stranger: Client
):
    link = reverse("quiz:resume_link", args=[respondent.code])

    opened = stranger.get(link)
    assertContains(opened, "Continue")
    assert "sitting" not in stranger.cookies
    assert opened.headers["Referrer-Policy"] == "strict-origin"

    assertRedirects(stranger.post(link), "/quiz/1/")


def test_a_resume_link_can_be_used_again_until_the_sitting_is_deleted(respondent: Respondent):
    link = reverse("quiz:resume_link", args=[respondent.code])

    assert [Client().post(link).status_code for _ in range(2)] == [302, 302]
    respondent.post("quiz:delete")
    assert Client().post(link).status_code == 404


def test_no_cache_keeps_an_address_with_a_code(respondent: Respondent, settings: Settings):
    link = f"/resume/{respondent.code}"

    mended = Client().get(link)
    opened = Client().get(f"{link}/")
    settings.SECURE_SSL_REDIRECT = True
    secured = Client().get(f"{link}/")

    assert [mended.status_code, opened.status_code, secured.status_code] == [301, 200, 301]
    for answer in (mended, opened, secured):
        assert "no-store" in answer.headers["Cache-Control"]


def test_everything_answered_resumes_at_the_check(respondent: Respondent):
    respondent.answer_everything()

    assertRedirects(respondent.get("quiz:continue"), "/quiz/check/")


def test_a_finished_sitting_resumes_at_its_result(respondent: Respondent, stranger: Client):
    respondent.post("quiz:finish")

    answer = stranger.post("/resume/", {"code": respondent.code})

    assert answer.headers["Location"] == reverse("reports:result")


def test_a_wrong_code_brings_the_form_back(client, edition):
    page = client.post("/resume/", {"code": "wrong"})

    assertContains(page, "This code opens nothing", status_code=404)
    assertContains(page, 'value="wrong"', status_code=404)


def test_an_opened_link_tells_nothing_about_its_code(respondent: Respondent, stranger: Client):
    real = stranger.get(reverse("quiz:resume_link", args=[respondent.code]))
    invented = stranger.get(reverse("quiz:resume_link", args=["invented"]))

    assert without_token(real) == without_token(invented)


@pytest.mark.parametrize("code", ABSENT)
def test_no_unknown_foreign_and_deleted_code_are_answered_alike(respondent: Respondent, code: str):
    deleted = respondent.code
    respondent.sitting.delete()
    bodies = {Client().get("/quiz/1/").content}
    for held in (code, deleted):
        visitor = Client()
        visitor.cookies["sitting"] = held
        for name, args in (("quiz:page", [1]), ("quiz:check", []), ("quiz:about", []), ("quiz:delete", [])):
            answer = visitor.get(reverse(name, args=args))
            bodies.add(answer.content)
            assert answer.status_code == 404

    assert len(bodies) == 1


def test_a_link_with_an_unknown_code_opens_nothing(edition, client):
    assert client.post("/resume/unknown/").status_code == 404
    assert "sitting" not in client.cookies


def test_the_resume_page_asks_only_for_the_look_of_the_site(client, edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get("/resume/")
        client.get("/resume/some-code/")

    assert not Sitting.objects.exists()


def without_token(page: HttpResponse) -> str:
    return re.sub(r'value="\w{64}"', "", page.content.decode())

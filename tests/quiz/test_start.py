"""The first page, and how a sitting begins."""

from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects, assertTemplateUsed

from quiz.models import Edition, Sitting
from quiz.views import opening
from tests.builders import small_content
from tests.quiz.conftest import Respondent


def test_the_first_page_says_how_many_questions_and_minutes_and_what_is_kept(client, edition, settings):
    settings.RETENTION_DAYS = 42

    page = client.get("/")

    # 12 statements at 6 seconds, 6 trade-offs at 9, 6 ratings at 8: 174 seconds.
    assertContains(page, "Start all 24 questions")
    assertContains(page, "About 3 minutes")
    assertContains(page, "deleted 42 days after your")
    assertContains(page, "Edition 1")


def test_the_first_page_counts_the_newest_edition(client, edition, publish_content):
    items = dict(list(small_content().items.items())[:7])
    publish_content(small_content(items=items))

    page = client.get("/")

    assertContains(page, "Start all 7 questions")
    assertContains(page, "About 1 minute,")


@pytest.mark.parametrize(
    ("language", "picture"), [("de", "sample-verdict-de.png"), ("en-GB", "sample-verdict.png")]
)
def test_the_first_page_shows_a_sample_in_the_readers_language(client, edition, language: str, picture: str):
    page = client.get("/", headers={"accept-language": language})

    assertContains(page, f'src="/static/img/{picture}"')
    assert finders.find(f"img/{picture}")


def test_without_a_picture_in_the_language_the_english_one_is_shown(client, edition, monkeypatch):
    monkeypatch.setattr(opening, "SAMPLES", {"de": "img/never-drawn.png"})

    page = client.get("/", headers={"accept-language": "de"})

    assertContains(page, 'src="/static/img/sample-verdict.png"')


def test_before_the_first_edition_the_quiz_says_that_it_is_not_open(client, db):
    page = client.get("/")

    assertContains(page, "isn’t open yet", status_code=503)
    assertRedirects(client.post("/quiz/start/"), "/", target_status_code=503)


def test_starting_gives_a_sitting_on_the_newest_edition_and_a_guarded_cookie(client, edition, settings):
    settings.RETENTION_DAYS = 30

    answer = client.post("/quiz/start/")

    cookie = answer.cookies["sitting"]
    assertRedirects(answer, "/quiz/about/")
    assert Sitting.objects.with_code(cookie.value).get().edition == edition
    assert len(cookie.value) >= 43
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == timedelta(days=30).total_seconds()


def test_with_https_the_cookie_is_secure(client, edition, settings):
    settings.HTTPS = True

    assert client.post("/quiz/start/").cookies["sitting"]["secure"]


def test_only_the_hash_of_the_code_is_stored(respondent: Respondent):
    stored = Sitting.objects.values().get()

    assert respondent.code not in map(str, stored.values())


def test_a_start_needs_a_post_with_the_token(edition):
    careful = Client(enforce_csrf_checks=True)

    refused = careful.post("/quiz/start/")

    assertRedirects(careful.get("/quiz/start/"), "/")
    assert not Sitting.objects.exists()
    assertContains(refused, "Cookies are blocked for this site", status_code=403)
    assert not Sitting.objects.exists()


def test_starting_twice_offers_to_carry_on_and_loses_nothing(respondent: Respondent):
    respondent.answer_page(1)

    again = respondent.post("quiz:start")

    assertContains(again, "You have started already")
    assertContains(again, respondent.code)
    assert len(respondent.values) == 5
    assert Sitting.objects.count() == 1


def test_starting_afresh_leaves_the_earlier_sitting_to_its_code(respondent: Respondent):
    earlier = respondent.code

    respondent.post("quiz:start", afresh="yes")

    assert respondent.code != earlier
    assert Sitting.objects.with_code(earlier).exists()


def test_the_first_page_offers_to_carry_on(respondent: Respondent):
    page = respondent.get("home")

    assertContains(page, "Carry on where you left off")
    assertContains(page, reverse("quiz:continue"))


def test_a_sitting_stays_on_the_edition_it_started_on(respondent: Respondent, publish_content):
    publish_content(small_content(items=dict(list(small_content().items.items())[:7])))

    page = respondent.get("quiz:page", 1)

    assertContains(page, "Questions 1–5 of 24")
    assertContains(page, "Edition 1")


def test_without_a_cookie_a_question_page_says_what_to_do(client, edition):
    page = client.get("/quiz/1/")

    assertTemplateUsed(page, "404.html")
    assertContains(page, "private code", status_code=404)


def test_the_first_page_takes_three_queries(respondent: Respondent, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        respondent.get("home")


def test_the_newest_edition_is_not_loaded_with_its_document(client, edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(2) as queries:
        client.get("/")

    assert not [query for query in queries.captured_queries if '"quiz_edition"."document"' in query["sql"]]
    assert Edition.objects.count() == 1

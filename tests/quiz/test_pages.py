"""Answering: pages of five, saved as they are posted, nothing lost."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.items import SkillRating
from tests.builders import small_content
from tests.quiz.conftest import Respondent


def test_a_page_shows_five_questions_with_native_radios_and_none_chosen(respondent: Respondent):
    page = respondent.get("quiz:page", 1)

    assertContains(page, "<fieldset", count=5)
    assertContains(page, 'type="radio"', count=5 * 6)
    assertContains(page, "Not sure, or doesn’t apply", count=5)
    assertContains(page, "Why we ask", count=5)
    assertNotContains(page, "checked")


def test_a_skill_rating_shows_its_five_anchors(respondent: Respondent):
    page = respondent.get("quiz:page", 5)

    anchors = next(iter(small_content().skills.values())).anchors
    ratings = [item for item in small_content().items.values() if isinstance(item, SkillRating)]
    for anchor in anchors:
        assertContains(page, anchor)
    assertContains(page, ratings[-1].text)


def test_a_trade_off_shows_both_statements(respondent: Respondent):
    page = respondent.get("quiz:page", 3)

    assertContains(page, "Decide what is worth building")
    assertContains(page, 'class="choices pair"')


def test_a_posted_page_is_saved_and_leads_to_the_next(respondent: Respondent):
    answer = respondent.answer_page(1, "4")

    assertRedirects(answer, "/quiz/2/")
    assert respondent.values == dict.fromkeys(respondent.slugs_on(1), "4")


def test_going_back_shows_what_was_chosen(respondent: Respondent):
    respondent.answer_page(1, "4")

    page = respondent.get("quiz:page", 1)

    assertContains(page, "checked", count=5)
    assertContains(page, "/quiz/about/")


def test_an_answer_can_be_changed_and_is_stored_once(respondent: Respondent):
    respondent.answer_page(1, "4")

    respondent.answer_page(1, "unsure")

    assert respondent.values == dict.fromkeys(respondent.slugs_on(1), "unsure")


def test_a_missing_answer_brings_the_page_back_with_everything_else_kept_and_saved(respondent: Respondent):
    first, *others = respondent.slugs_on(1)

    page = respondent.post("quiz:page", 1, **dict.fromkeys(others, "2"))

    assertContains(page, "<title>Error: Questions 1–5 of 24")
    assertContains(page, "There is a problem")
    assertContains(page, f'<a href="#id_{first}_0">Answer question 1')
    assertContains(page, "checked", count=4)
    assert respondent.values == dict.fromkeys(others, "2")


@pytest.mark.parametrize("nonsense", ["6", "0", "a", "-1", "4 ", "٤", "unsure\x00", "x" * 10_000])
def test_an_answer_out_of_range_changes_nothing_that_was_saved(respondent: Respondent, nonsense: str):
    first = respondent.slugs_on(1)[0]
    respondent.answer_page(1, "4")

    page = respondent.answer_page(1, "5", **{first: nonsense})

    assertContains(page, "Question 1: choose one of the answers shown")
    assertContains(page, "checked", count=5)
    assert respondent.values == dict.fromkeys(respondent.slugs_on(1), "5") | {first: "4"}


def test_an_answer_to_a_question_of_another_page_is_left_out_and_said_so(respondent: Respondent):
    other = respondent.slugs_on(2)[0]

    page = respondent.answer_page(1, "4", **{other: "5"})

    assertContains(page, "a question that isn’t on this page")
    assert respondent.values == dict.fromkeys(respondent.slugs_on(1), "4")


def test_a_page_that_the_next_release_made_is_taken_by_this_one(respondent: Respondent):
    page = respondent.answer_page(1, "4", **{"of-the-next-release": "1"})

    assertRedirects(page, "/quiz/2/")
    assert respondent.values == dict.fromkeys(respondent.slugs_on(1), "4")


def test_a_script_can_save_a_single_answer(respondent: Respondent):
    first, second, *_ = respondent.slugs_on(1)

    saved = respondent.client.post("/quiz/1/", {first: "4"}, headers={"X-Partial": "1"})
    refused = respondent.client.post("/quiz/1/", {second: "9"}, headers={"X-Partial": "1"})

    assert (saved.status_code, refused.status_code) == (204, 422)
    assert respondent.values == {first: "4"}


def test_an_answer_saved_by_the_script_counts_when_the_page_is_posted_without_it(respondent: Respondent):
    first, *others = respondent.slugs_on(1)
    respondent.client.post("/quiz/1/", {first: "4"}, headers={"X-Partial": "1"})

    answer = respondent.post("quiz:page", 1, **dict.fromkeys(others, "2"))

    assertRedirects(answer, "/quiz/2/")
    assert respondent.values[first] == "4"


def test_progress_is_told_in_words(respondent: Respondent):
    before = respondent.get("quiz:page", 1)
    for number in (1, 2, 3):
        respondent.answer_page(number)
    after = respondent.get("quiz:page", 4)

    assertContains(before, "About 3 minutes left")
    assertContains(after, "Questions 16–20 of 24")
    assertContains(after, "About 1 minute left")


def test_the_last_page_leads_to_the_check(respondent: Respondent):
    assertRedirects(respondent.answer_page(5), "/quiz/check/")


def test_a_change_leads_back_to_the_check(respondent: Respondent):
    answer = respondent.client.post("/quiz/1/?change", dict.fromkeys(respondent.slugs_on(1), "3"))

    assertRedirects(answer, "/quiz/check/")


@pytest.mark.parametrize("path", ["/quiz/0/", "/quiz/6/", "/quiz/99999999999999999999/"])
def test_a_page_that_the_quiz_lacks_is_not_found(respondent: Respondent, path: str):
    assert respondent.client.get(path).status_code == 404


def test_a_stranger_reads_and_changes_nothing(respondent: Respondent, stranger: Client):
    respondent.answer_page(1, "4")

    read = stranger.get("/quiz/1/")
    written = stranger.post("/quiz/1/", dict.fromkeys(respondent.slugs_on(1), "1"))

    assert (read.status_code, written.status_code) == (404, 404)
    assert set(respondent.values.values()) == {"4"}


def test_a_page_is_never_kept_by_a_cache(respondent: Respondent):
    assert "no-store" in respondent.get("quiz:page", 1).headers["Cache-Control"]


def test_the_code_is_at_hand_on_every_page(respondent: Respondent):
    for page in (respondent.get("quiz:about"), respondent.get("quiz:page", 1), respondent.get("quiz:check")):
        assertContains(page, f"http://testserver/resume/{respondent.code}/")


def test_reading_a_page_takes_three_queries(respondent: Respondent, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):  # The sitting, its answers, the look of the site.
        respondent.get("quiz:page", 2)


def test_posting_a_page_takes_six_queries_and_one_more_to_show_it_again(
    respondent: Respondent, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        respondent.answer_page(1)
    with django_assert_max_num_queries(7):
        respondent.answer_page(1, **{respondent.slugs_on(1)[0]: "9"})

"""Two tabs, quick fingers, slow networks: the last choice that was acknowledged is the one that stays."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from quiz.models import Sitting
from tests.quiz.conftest import Respondent


def save(client: Client, item: str, value: str, version: int | None = None) -> HttpResponse:
    """What the script of a page sends."""
    named = {} if version is None else {"If-Match": f'"{version}"'}
    return client.post("/quiz/1/", {item: value}, headers={"X-Partial": "1"} | named)


def test_a_save_that_names_the_present_version_is_told_the_next(respondent: Respondent):
    first, *_ = respondent.slugs_on(1)

    saved = save(respondent.client, first, "4", version=0)

    assert (saved.status_code, saved.headers["ETag"]) == (204, '"1"')
    assert respondent.sitting.version == 1


def test_a_save_that_was_overtaken_changes_nothing_and_is_told_the_version(respondent: Respondent):
    first, *_ = respondent.slugs_on(1)
    save(respondent.client, first, "4", version=0)

    late = save(respondent.client, first, "1", version=0)

    assert (late.status_code, late.headers["ETag"]) == (200, '"1"')
    assert late.json() == {"saved": False, "version": 1}
    assert respondent.values == {first: "4"}


def test_a_save_left_behind_by_continue_undoes_nothing(respondent: Respondent):
    first = respondent.slugs_on(1)[0]
    respondent.answer_page(1, "5")

    late = save(respondent.client, first, "1", version=0)

    assert (late.status_code, late.json()["saved"]) == (200, False)
    assert respondent.values[first] == "5"


def test_the_page_names_the_version_that_it_was_made_at(respondent: Respondent):
    assertContains(respondent.get("quiz:page", 1), 'data-version="0"')
    respondent.answer_page(1)

    assertContains(respondent.get("quiz:page", 1), 'data-version="1"')


def test_the_last_word_of_a_closing_page_counts_in_any_case(respondent: Respondent):
    first, *_ = respondent.slugs_on(1)
    save(respondent.client, first, "4", version=0)

    closing = save(respondent.client, first, "2")

    assert (closing.status_code, "ETag" in closing.headers) == (204, False)
    assert respondent.values == {first: "2"}


@pytest.mark.parametrize("nonsense", ['"x"', "*", "-1", "1.5", "", "9" * 5_000])
def test_a_version_that_is_none_counts_as_not_named(respondent: Respondent, nonsense: str):
    first, *_ = respondent.slugs_on(1)

    saved = respondent.client.post("/quiz/1/", {first: "4"}, headers={"X-Partial": "1", "If-Match": nonsense})

    assert saved.status_code == 204


def test_a_tab_with_an_old_page_does_not_undo_what_another_tab_changed(respondent: Respondent):
    respondent.answer_page(1, "2")
    first, *others = respondent.slugs_on(1)
    as_shown = dict.fromkeys(respondent.slugs_on(1), "2") | {
        f"seen-{slug}": "2" for slug in respondent.slugs_on(1)
    }
    respondent.answer_page(1, "2", **{first: "5"})

    answer = respondent.post("quiz:page", 1, **as_shown | {others[0]: "4"})

    assertRedirects(answer, "/quiz/2/")
    assert respondent.values == dict.fromkeys(others, "2") | {first: "5", others[0]: "4"}


def test_a_changed_mind_counts_also_when_the_page_came_back_with_an_error(respondent: Respondent):
    first, second, *_ = respondent.slugs_on(1)
    respondent.post("quiz:page", 1, **{first: "2"})

    back = respondent.post("quiz:page", 1, **{first: "4", f"seen-{first}": "2", second: "nonsense"})
    respondent.post("quiz:page", 1, **{first: "2", f"seen-{first}": "4"})

    assertContains(back, f'name="seen-{first}" value="4"')
    assert respondent.values[first] == "2"


def test_a_page_of_an_earlier_quiz_does_not_act_on_the_one_in_the_browser(respondent: Respondent):
    earlier = respondent.sitting
    respondent.answer_page(1, "4")
    respondent.post("quiz:start", afresh="yes", path="all")

    answers = [
        respondent.answer_page(1, "1", sitting=earlier.mark),
        respondent.post("quiz:about", name="Zoë", sitting=earlier.mark),
        respondent.post("quiz:finish", sitting=earlier.mark),
        respondent.post("quiz:more", sitting=earlier.mark),
        respondent.post("quiz:delete", sitting=earlier.mark),
    ]

    for answer in answers:
        assertContains(answer, "belongs to an earlier quiz", status_code=409)
    assert Sitting.objects.count() == 2
    assert respondent.values == respondent.sitting.about == {}
    assert not Sitting.objects.finished().exists()


@pytest.mark.parametrize("name", ["quiz:about", "quiz:page", "quiz:check", "quiz:delete"])
def test_each_form_carries_the_mark_of_its_quiz(respondent: Respondent, name: str):
    page = respondent.get(name, *([1] if name == "quiz:page" else []))

    forms = page.content.decode().count("<form")
    assertContains(page, f'name="sitting" value="{respondent.sitting.mark}"', count=forms)


def test_a_double_click_on_continue_leads_to_the_next_page_twice(respondent: Respondent):
    answers = [respondent.answer_page(1, "4") for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {"/quiz/2/"}
    assert set(respondent.values.values()) == {"4"}


def test_a_form_replayed_after_the_finish_changes_nothing(respondent: Respondent):
    respondent.answer_page(1, "4")
    respondent.post("quiz:finish")

    assertContains(respondent.answer_page(1, "1"), "was not saved", status_code=409)
    assert set(respondent.values.values()) == {"4"}

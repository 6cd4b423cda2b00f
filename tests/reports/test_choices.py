"""Balance and must-haves after the verdict: they change the ranking, never an answer."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertRedirects

from quiz.answering import record_choices
from quiz.models import Sitting
from quiz.submission import MustHaves
from reports.html import print_document
from reports.report import generate_report

pytestmark = pytest.mark.usefixtures("own_folder")

WANTED = {"balance": "0.7", "salary_floor": "", "no_on_call": "on"}


def test_the_result_page_offers_the_choices_with_the_present_balance(owner: Client) -> None:
    page = owner.get("/result/").content.decode()

    assert "Change what counts" in page
    chosen = re.findall(r'<input[^>]*name="balance"[^>]*checked[^>]*>', page)
    assert [re.search('value="(.*?)"', radio).group(1) for radio in chosen] == ["0.5"]


def test_a_choice_is_kept_and_no_answer_with_it(owner: Client, sitting: tuple[Sitting, str]) -> None:
    before = dict(sitting[0].responses.values_list("item", "value"))

    answer = owner.post("/result/choices/", WANTED)

    assertRedirects(answer, "/result/")
    kept = Sitting.objects.get()
    assert (kept.balance, kept.must_haves) == (0.7, {"no_on_call": True})
    assert (kept.finished_at, kept.touched_at) == (sitting[0].finished_at, sitting[0].touched_at)
    assert dict(kept.responses.values_list("item", "value")) == before


def test_a_role_that_fails_a_condition_is_named_with_the_reason(owner: Client) -> None:
    assert "below your floor" not in owner.get("/result/").content.decode()

    owner.post("/result/choices/", {"balance": "0.5", "salary_floor": "9000000"})

    assertContains(owner.get("/result/"), "below your floor")


def test_the_pdf_follows_the_choice(owner: Client, quick_pdf: list[int]) -> None:
    owner.get("/result/verdict.pdf")
    owner.post("/result/choices/", WANTED)
    owner.get("/result/verdict.pdf")

    assert len(quick_pdf) == 2


def test_a_role_in_mind_is_named_changed_and_taken_back_after_the_verdict(owner: Client) -> None:
    Sitting.objects.update(about={"name": "Ingrid"})
    assert "The role you had in mind" not in owner.get("/result/").content.decode()

    for slug, name in (("data-engineer", "Data Engineer"), ("engineering-manager", "Engineering Manager")):
        owner.post("/result/choices/", WANTED | {"role_in_mind": slug})
        assertContains(owner.get("/result/"), f"{name} comes <strong>")
        assert f"{name} comes <strong>" in print_document(generate_report(Sitting.objects.get()))
    owner.post("/result/choices/", WANTED | {"role_in_mind": ""})

    assert Sitting.objects.get().about == {"name": "Ingrid"}


def test_a_form_that_does_not_ask_for_the_role_in_mind_leaves_it(owner: Client) -> None:
    owner.post("/result/choices/", WANTED)

    assert Sitting.objects.get().about["role_in_mind"] == "product-engineer"


def test_a_role_in_mind_that_is_not_ranked_can_be_kept(owner: Client) -> None:
    Sitting.objects.update(about={"role_in_mind": "staff-engineer"})

    page = owner.get("/result/").content.decode()
    assert '<option value="staff-engineer" selected>Staff Engineer</option>' in page
    owner.post("/result/choices/", WANTED | {"role_in_mind": "staff-engineer"})

    assert Sitting.objects.get().about == {"role_in_mind": "staff-engineer"}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"balance": "7"}, "Select a valid choice"),
        ({"salary_floor": "plenty"}, "must be a whole number"),
        ({"salary_floor": "-1"}, "greater than or equal to 0"),
        ({"role_in_mind": "astronaut"}, "This edition has no such role"),
    ],
)
def test_nonsense_changes_nothing_and_is_told(owner: Client, sent: dict[str, str], said: str) -> None:
    page = owner.post("/result/choices/", sent)

    assertContains(page, said)
    assertContains(page, '<details class="tools__tool" id="choices" open>')
    assert (Sitting.objects.get().balance, Sitting.objects.get().must_haves) == (None, {})


def test_what_was_not_asked_stays_as_somebody_else_wrote_it_meanwhile(sitting: tuple[Sitting, str]) -> None:
    stale = Sitting.objects.get()
    Sitting.objects.update(about={"name": "Newer", "years": 3})

    record_choices(stale, MustHaves(), None, "backend-engineer")

    assert Sitting.objects.get().about == {"name": "Newer", "years": 3, "role_in_mind": "backend-engineer"}


def test_a_stranger_changes_no_choice(sitting: tuple[Sitting, str], stranger: Client) -> None:
    assert stranger.post("/result/choices/", WANTED).status_code == 404
    assert Sitting.objects.get().balance is None


def test_choices_need_the_token_and_a_post(owner: Client, sitting: tuple[Sitting, str]) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = owner.cookies

    assert careful.post("/result/choices/", WANTED).status_code == 403
    assertRedirects(owner.get("/result/choices/"), "/result/")


def test_choices_of_an_unfinished_sitting_are_made_in_the_quiz(owner: Client) -> None:
    Sitting.objects.update(finished_at=None)

    assertRedirects(owner.post("/result/choices/", WANTED), "/quiz/check/")
    assert Sitting.objects.get().balance is None


def test_a_choice_takes_two_queries(owner: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        owner.post("/result/choices/", WANTED)

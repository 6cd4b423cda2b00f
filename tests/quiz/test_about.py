"""What somebody may say about themselves."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertRedirects

from quiz.editions.store import submission_of
from quiz.forms import AboutForm
from quiz.submission import About, MustHaves, Submission, read_submission
from tests.builders import small_content
from tests.quiz.conftest import Respondent


def test_saying_nothing_is_fine(respondent: Respondent):
    assertRedirects(respondent.post("quiz:about"), "/quiz/1/")

    submission = submission_of(respondent.sitting)
    assert (submission.about, submission.must_haves, submission.balance) == (About(), MustHaves(), None)


def test_what_is_said_reaches_the_submission(respondent: Respondent):
    respondent.post(
        "quiz:about",
        name="  Zoë Ångström ",
        years="0",
        current_role="senior-backend-engineer",
        role_in_mind="product-engineer",
        place="DE",
        salary_floor="90000",
        no_on_call="on",
        balance="0.7",
    )

    submission = submission_of(respondent.sitting)
    assert submission.about == About("Zoë Ångström", 0, "senior-backend-engineer", "product-engineer", "DE")
    assert submission.must_haves == MustHaves(90_000, True, False)
    assert submission.balance == 0.7


@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=90))
def test_whatever_name_the_form_takes_is_read_from_a_file_again(name: str):
    content = small_content()
    form = AboutForm(content, {}, QueryDict(urlencode({"name": name})))

    if form.is_valid():
        document = Submission({}, form.about()).document(1)
        assert read_submission(document, content).about == form.about()
    else:
        assert set(form.errors) == {"name"}


@pytest.mark.parametrize(
    "typed, taken", [("Ada\tLovelace", "Ada Lovelace"), ("Ada \u00a0\r\n Lovelace", "Ada Lovelace")]
)
def test_white_space_in_a_name_is_a_space(respondent: Respondent, typed: str, taken: str):
    respondent.post("quiz:about", name=typed)

    assert respondent.sitting.about == {"name": taken}


def test_a_control_character_in_a_name_is_refused(respondent: Respondent):
    answer = respondent.post("quiz:about", name="Ada\x07")

    assertContains(answer, "Your name holds a character that can’t be printed")
    assert respondent.sitting.about == {}


def test_what_was_said_is_shown_again(respondent: Respondent):
    respondent.post("quiz:about", name="Zoë", balance="0.3", remote="on")

    page = respondent.get("quiz:about")

    assertContains(page, 'value="Zoë"')
    assertContains(page, " checked", count=2)


@pytest.mark.parametrize(
    "written", ["90000", "90,000", "90.000", "90 000", "90\u00a0000", "90’000", "90k", "90 K"]
)
def test_an_amount_is_read_as_people_write_it(respondent: Respondent, written: str):
    respondent.post("quiz:about", salary_floor=written)

    assert respondent.sitting.must_haves == {"salary_floor": 90_000}


@pytest.mark.parametrize("written", ["90,5", "90.00", "9,0000", "90,000,0", "k", "-90", "90000.50"])
def test_an_amount_that_could_be_misread_is_asked_for_again(respondent: Respondent, written: str):
    answer = respondent.post("quiz:about", salary_floor=written)

    assert answer.status_code == 200 and respondent.sitting.must_haves == {}


@pytest.mark.parametrize(
    ("field", "nonsense"),
    [
        ("name", "x" * 81),
        ("years", "many"),
        ("years", "61"),
        ("years", "-1"),
        ("current_role", "astronaut"),
        ("role_in_mind", "staff-engineer"),
        ("place", "XX"),
        ("salary_floor", "1e9"),
        ("salary_floor", "10000001"),
        ("balance", "0.9"),
    ],
)
def test_nonsense_brings_the_form_back_with_the_rest_kept(respondent: Respondent, field: str, nonsense: str):
    sent = {"name": "Zoë", "years": "4"} | {field: nonsense}

    page = respondent.post("quiz:about", **sent)

    kept = "years" if field == "name" else "name"
    assertContains(page, "<title>Error: About you")
    assertContains(page, f'href="#id_{field}')
    assertContains(page, f'value="{sent[kept]}"')
    assert respondent.sitting.about == {}


def test_markup_in_a_name_is_only_text(respondent: Respondent):
    respondent.post("quiz:about", name="<b>Zoë</b>")

    assertContains(respondent.get("quiz:check"), "&lt;b&gt;Zoë&lt;/b&gt;")


def test_a_change_leads_back_to_the_check(respondent: Respondent):
    assertRedirects(respondent.client.post("/quiz/about/?change"), "/quiz/check/")


def test_a_stranger_is_not_let_in(respondent: Respondent, stranger: Client):
    assert stranger.get("/quiz/about/").status_code == 404
    assert stranger.post("/quiz/about/", {"name": "Mallory"}).status_code == 404
    assert respondent.sitting.about == {}


def test_places_are_listed_by_name_in_the_readers_language_and_the_world_first():
    places = {"US": "Vereinigte Staaten", "AT": "Österreich", "PL": "Polen", "DE": "Deutschland"}
    content = replace(small_content(), places=places | {"WORLD": "Weltweit", "NO": "Norwegen"})

    listed = [code for code, _name in AboutForm(content, {}).fields["place"].choices]

    assert listed == ["", "WORLD", "DE", "NO", "AT", "PL", "US"]

"""What is kept in memory reaches nobody whom it doesn't concern, in no language but its own."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains

from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.forms import SEEN, PageForm
from quiz.keeping import Kept
from quiz.models import Edition
from quiz.paging import pages_of
from quiz.questions import chosen_in, needs_no_word
from reports import written
from roles.brand import Brand
from tests.builders import small_content
from tests.quiz.conftest import Respondent, respondent  # noqa: F401
from tests.reports.conftest import owner, sitting  # noqa: F401
from tests.speed.test_budgets import PUBLIC

PAGE = pages_of(small_content().items)[0]
SLUGS = [item.slug for item in PAGE.items]
ELSEWHERE = pages_of(small_content().items)[1].items[0].slug
STRAY = ["sitting", "of-the-next-release", ELSEWHERE, SEEN + ELSEWHERE]
NORTHWIND = Brand("Careers at Northwind", "careers@northwind.example", "", "", "")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
VALUES = st.sampled_from(["1", "3", "5", "unsure", "", "6", "a"])


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_memory_is_bounded_and_the_longest_unused_leaves_first():
    memory: Kept[str] = Kept(2)
    memory.keep("a", "A"), memory.keep("b", "B"), memory.find("a"), memory.keep("c", "C")

    assert (memory.find("a"), memory.find("b"), memory.find("c")) == ("A", None, "C")


def test_a_memory_forgets_in_time_and_a_sweep_empties_it():
    clock = Clock()
    memory: Kept[str] = Kept(9, 60, clock)
    memory.keep("a", "A")
    clock.now = 60

    assert memory.find("a") is None
    memory.sweep()
    assert not memory.held


def test_a_kept_part_sees_only_what_its_tag_names():
    part = Template("{% load kept %}{% kept said=said %}{{ said }}{{ secret }}{% csrf_token %}{% endkept %}")

    told = part.render(Context({"said": "aloud", "secret": "whispered", "csrf_token": "token"}))

    assert told == "aloud"


def test_a_kept_part_is_kept_by_its_values_and_the_language():
    part = Template("{% load kept i18n %}{% kept n=n %}{{ n }} {% translate 'Continue' %}{% endkept %}")

    told = [part.render(Context({"n": n})) for n in (1, 2, 1)]
    with translation.override("de"):
        german = part.render(Context({"n": 1}))

    assert told == ["1 Continue", "2 Continue", "1 Continue"]
    assert german == "1 Weiter"


def test_two_respondents_see_their_own_answers_codes_and_marks(respondent: Respondent):  # noqa: F811
    other = Respondent(Client(), respondent.edition)
    other.post("quiz:start", path="all")
    respondent.answer_page(1, "4")
    other.answer_page(1, "2")

    for mine, theirs, value in ((respondent, other, "4"), (other, respondent, "2")):
        for _ in range(2):
            page = mine.get("quiz:page", 1)
            assertContains(page, mine.code)
            assertContains(page, mine.sitting.mark)
            assertContains(page, f'value="{value}"\n         id="id_{SLUGS[0]}_{int(value) - 1}" checked')
            for secret in (theirs.code, theirs.sitting.mark):
                assertNotContains(page, secret)
            assert page.content.decode().count(" checked") == 5


def test_a_fault_is_told_to_whom_it_concerns_and_to_nobody_after(respondent: Respondent):  # noqa: F811
    first = SLUGS[0]
    wrong = respondent.answer_page(1, "2", **{first: "9"})
    after = respondent.get("quiz:page", 1)

    assertContains(wrong, "question--wrong", count=1)
    assertNotContains(after, "question--wrong")


def test_a_page_speaks_each_readers_language(respondent: Respondent):  # noqa: F811
    for language, word in (("de", "Frage 1"), ("en", "Question 1"), ("de", "Frage 1")):
        page = respondent.client.get("/quiz/1/", headers={"Accept-Language": language})
        assertContains(page, word)


def test_a_question_looks_the_same_kept_and_in_a_form(respondent: Respondent):  # noqa: F811
    content, stored = content_of(respondent.edition), {SLUGS[1]: "3"}
    respondent.post("quiz:page", 1, **stored)

    kept = respondent.get("quiz:page", 1)
    form = Template("{% load crispy_forms_tags %}{% crispy form %}").render(
        Context({"form": PageForm(PAGE, content, stored)})
    )

    assertContains(kept, form[form.index("<fieldset") : form.rindex("</fieldset>")], html=False)


def test_another_look_shows_on_the_next_page(
    respondent: Respondent,  # noqa: F811
    publish_content: Callable[[EditionContent], Edition],
):
    assertContains(respondent.get("quiz:page", 1), "<span>Rolewise</span>")
    assertContains(Client().get("/method/"), "<span>Rolewise</span>")

    publish_content(replace(small_content(), brand=NORTHWIND))

    assertContains(respondent.get("quiz:page", 1), "Careers at Northwind")
    assertContains(Client().get("/method/"), "Careers at Northwind")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_browser_that_has_a_public_page_is_told_so(edition: Edition, path: str):
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert {"Accept-Encoding", "Accept-Language", "Cookie"} <= {
        each.strip() for each in again.headers["Vary"].split(",")
    }


def test_a_public_page_in_another_language_is_another_page(edition: Edition):
    english = Client().get("/method/", headers={"Accept-Language": "en"})
    german = Client().get(
        "/method/", headers={"Accept-Language": "de", "If-None-Match": english.headers["ETag"]}
    )

    assert german.status_code == 200
    assertContains(german, 'lang="de"')
    assertContains(Client().get("/method/", headers={"Accept-Language": "en"}), 'lang="en-GB"')


def test_a_new_edition_makes_a_public_page_anew(
    edition: Edition, publish_content: Callable[[EditionContent], Edition]
):
    old = Client().get("/roles/")
    publish_content(replace(small_content(), brand=NORTHWIND))

    new = Client().get("/roles/", headers={"If-None-Match": old.headers["ETag"]})

    assertContains(new, "Edition 2")


def test_a_public_page_is_the_same_for_a_visitor_with_a_quiz(respondent: Respondent):  # noqa: F811
    mine, nobodys = respondent.client.get("/roles/"), Client().get("/roles/")

    assert mine.content == nobodys.content
    assert not mine.cookies and not nobodys.cookies


def test_a_public_page_is_compressed_for_those_who_can_read_it(edition: Edition):
    small = Client().get("/method/", headers={"Accept-Encoding": "gzip"})
    large = Client().get("/method/")

    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.content) < len(large.content) / 2


@given(
    st.dictionaries(st.sampled_from([*SLUGS, *(SEEN + slug for slug in SLUGS), *STRAY]), VALUES),
    st.dictionaries(st.sampled_from(SLUGS), st.sampled_from(["1", "3", "unsure"])),
)
def test_the_short_way_of_judging_a_page_says_what_the_form_says(
    sent: dict[str, str], stored: dict[str, str]
):
    form = PageForm(PAGE, small_content(), stored, sent)

    assert chosen_in(PAGE, sent, stored) == form.chosen
    assert needs_no_word(PAGE, small_content(), sent, stored) == form.is_valid()


def finished(person: Respondent) -> None:
    person.answer_everything()
    person.post("quiz:finish")
    person.client.get("/result/")


def held_of(code_hash: str) -> list[object]:
    memories = (written.reports, written.sections, written.tools)
    return [key for memory in memories for key in memory.held if code_hash in key]  # type: ignore[operator]


def test_an_erased_sitting_leaves_the_memory_at_once(respondent: Respondent):  # noqa: F811
    finished(respondent)
    code_hash = respondent.sitting.code_hash
    assert held_of(code_hash)

    respondent.post("quiz:delete")

    assert not held_of(code_hash)


def test_a_sitting_that_leaves_no_trace_is_never_kept(edition: Edition):
    person = Respondent(Client(), edition)
    person.post("quiz:start", path="all", no_trace="yes")
    finished(person)

    assert not held_of(person.sitting.code_hash)


def test_a_kept_result_is_the_written_one(respondent: Respondent, settings: Settings):  # noqa: F811
    finished(respondent)
    kept = [respondent.client.get("/result/").content.decode() for _ in range(2)]
    written.forget(respondent.sitting)
    settings.DEBUG = True
    fresh = respondent.client.get("/result/").content.decode()

    assert without_tokens(kept[0]) == without_tokens(kept[1]) == without_tokens(fresh)


def without_tokens(page: str) -> str:
    return TOKEN.sub("", page)


def test_a_kept_form_carries_the_token_of_its_own_answer(edition: Edition):
    person = Respondent(Client(), edition)
    person.post("quiz:start", path="all")
    finished(person)
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = person.client.cookies

    pages = [careful.get("/result/").content.decode() for _ in range(2)]
    first, second = (set(TOKEN.findall(page)) for page in pages)
    sent = careful.post("/result/choices/", {"balance": "0.7", "csrfmiddlewaretoken": min(second)})

    assert (len(first), len(second), first & second) == (1, 1, set())
    assert sent.status_code == 302


def test_a_choice_and_an_appeal_show_on_the_kept_page_at_once(owner: Client):  # noqa: F811
    owner.get("/result/")

    owner.post("/result/appeal/", {"backend-engineer": "yes"})
    assert_chosen(owner, r'id="appeal-backend-engineer_0"\s+checked')
    owner.post("/result/choices/", {"salary_floor": "70000"})
    assert_chosen(owner, r'value="70000"')
    owner.post("/result/side-by-side/", {"column_1": "backend-engineer", "column_2": "data-engineer"})
    assert_chosen(owner, r'<option value="data-engineer" selected>')


def assert_chosen(person: Client, chosen: str) -> None:
    for _ in range(2):
        assert re.search(chosen, person.get("/result/").content.decode())


def test_a_fault_on_the_result_page_is_told_once(respondent: Respondent):  # noqa: F811
    finished(respondent)

    wrong = respondent.client.post("/result/choices/", {"salary_floor": "much"})
    after = respondent.client.get("/result/")

    assertContains(wrong, "error-summary")
    assertNotContains(after, "error-summary")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_result_is_kept_by_language(respondent: Respondent, language: str):  # noqa: F811
    finished(respondent)

    for asked in (language, "en", "de"):
        page = respondent.client.get("/result/", headers={"Accept-Language": asked})
        assertContains(page, 'lang="de"' if asked == "de" else 'lang="en-GB"')
        assert {key[2] for key in held_of(respondent.sitting.code_hash)} >= {
            "de" if asked == "de" else "en-gb"
        }

"""The short way: pages chosen one after the other, an offer to stop, and nothing ever reshuffled."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.answering import show_page
from quiz.items import UNSURE, TradeOff
from quiz.models import Edition
from quiz.scoring.next_items import columns_of
from quiz.scoring.stopping import questions_to_firm
from tests.builders import ideal_answers, small_content
from tests.quiz.conftest import Respondent

BANK = list(small_content().items)
IDEAL = ideal_answers(small_content(), "backend-engineer")
LEANING = {slug: str(answer) for slug, answer in IDEAL.items()}


class Walker(Respondent):
    """Somebody on the short way, who answers what is asked."""

    def slugs_on(self, number: int) -> list[str]:
        return list(self.sitting.pages[number - 1])

    def walk(self, number: int, **changed: str):
        """Answers a page as somebody made for backend work would."""
        own = {slug: LEANING[slug] for slug in self.slugs_on(number)}
        return self.post("quiz:page", number, **own | changed)


@pytest.fixture
def walker(edition: Edition) -> Walker:
    client = Client()
    client.post(reverse("quiz:start"), {"path": "short"})
    return Walker(client, edition)


def test_the_short_way_is_the_one_offered_first(client, edition):
    page = client.get("/").content.decode()

    assert page.index("Start the short way") < page.index("Start all 24 questions")


def test_a_start_without_a_choice_is_the_short_way(client, edition):
    client.post("/quiz/start/")

    assert Walker(client, edition).sitting.path == "short"


def test_everybody_opens_with_the_same_page(walker: Walker):
    assert walker.sitting.pages == [BANK[:5]]
    assert walker.client.get("/quiz/2/").status_code == 404


def test_a_posted_page_chooses_the_next_five_and_shows_no_question_twice(walker: Walker):
    answer = walker.walk(1)

    assertRedirects(answer, "/quiz/2/")
    first, second = walker.sitting.pages
    assert len(second) == 5
    assert not set(first) & set(second)


def test_the_same_answers_bring_the_same_pages(walker: Walker, edition: Edition):
    other = Walker(Client(), edition)
    other.post("quiz:start", path="short")
    for each in (walker, other):
        for number in (1, 2, 3):
            each.walk(number)

    assert walker.sitting.pages == other.sitting.pages


def test_a_changed_answer_moves_no_page_and_loses_no_answer(walker: Walker):
    for number in (1, 2, 3):
        walker.walk(number)
    pages, before = walker.sitting.pages, walker.values

    answer = walker.answer_page(1, UNSURE)

    assertRedirects(answer, "/quiz/2/")
    assert walker.sitting.pages == pages
    assert walker.values == before | dict.fromkeys(pages[0], UNSURE)


def test_back_leads_to_the_page_that_was_shown(walker: Walker):
    walker.walk(1)

    page = walker.get("quiz:page", 2)

    assertContains(page, 'href="/quiz/1/"')
    for slug in walker.slugs_on(1):
        assertContains(walker.get("quiz:page", 1), f'name="{slug}"')


def test_a_page_with_an_open_question_chooses_nothing(walker: Walker):
    walker.post("quiz:page", 1, **{BANK[0]: "3"})

    assert walker.sitting.pages == [BANK[:5]]


def test_progress_counts_answers_and_never_goes_back(walker: Walker):
    before = walker.get("quiz:page", 1)
    walker.walk(1)
    after = walker.get("quiz:page", 2)
    again = walker.get("quiz:page", 1)

    assertContains(before, "0 answered; at most 24 more")
    for page in (after, again):
        assertContains(page, "5 answered; at most 19 more")


def test_twenty_answers_that_make_the_first_three_likely_bring_the_offer_to_stop(walker: Walker):
    settled = walk_to_the_offer(walker)

    assertContains(settled, "Your first three are likely by now.")
    assertContains(settled, "20 answered; at most 4 more")
    assertContains(settled, reverse("quiz:check"))
    assertContains(settled, "Go on with the questions")


def test_the_offer_to_stop_promises_no_more_than_was_measured(walker: Walker):
    settled = walk_to_the_offer(walker).content.decode()

    assert "settled." not in settled and "hardly change" not in settled
    assert "first after all questions for about eight to nine" in " ".join(settled.split())


@pytest.mark.parametrize("more", [0, 15])
def test_what_going_on_would_add_never_contradicts_the_offer(
    walker: Walker, monkeypatch: pytest.MonkeyPatch, more: int
):
    monkeypatch.setattr("quiz.views.questions.questions_to_firm", lambda *_: more)

    settled = walk_to_the_offer(walker)

    assertContains(settled, "Your first three are likely by now.")
    assertContains(settled, "firmer.")
    assertNotContains(settled, "firm up the order")


def test_the_check_after_the_offer_lists_only_what_was_asked(walker: Walker):
    walk_to_the_offer(walker)

    page = walker.get("quiz:check")

    assertContains(page, "20 answered, 0 “not sure”, none left open.")
    assertContains(page, "The quiz has 4 more questions. You needn’t answer them")
    assertContains(page, "answers__row", count=20)


def test_who_goes_on_is_asked_the_rest_and_not_stopped_again(walker: Walker):
    walk_to_the_offer(walker)

    answer = walker.post("quiz:more")

    assertRedirects(answer, "/quiz/5/")
    assertContains(walker.get("quiz:page", 5), "Check my answers and finish")
    assertRedirects(walker.walk(5), "/quiz/check/")
    assert set(walker.values) == set(BANK)
    assertNotContains(walker.get("quiz:check"), "You needn’t answer")


def test_a_page_nobody_began_is_not_held_against_who_finishes(walker: Walker):
    walk_to_the_offer(walker)
    walker.post("quiz:more")

    assertContains(walker.get("quiz:check"), "none left open")


def test_going_on_twice_shows_one_page(walker: Walker):
    walk_to_the_offer(walker)
    walker.post("quiz:more")

    answer = walker.post("quiz:more")

    assertRedirects(answer, "/quiz/5/")
    assert len(walker.sitting.pages) == 5


def test_who_is_not_sure_of_anything_is_never_told_that_it_is_settled(walker: Walker):
    for number in range(1, 6):
        answer = walker.answer_page(number, UNSURE)

    assertRedirects(answer, "/quiz/check/")
    assertRedirects(walker.get("quiz:settled"), "/quiz/check/")


def test_answers_that_favour_nothing_are_never_called_settled(walker: Walker):
    for number in range(1, 6):
        kinds = {slug: small_content().items[slug] for slug in walker.slugs_on(number)}
        middle = {slug: "a" if isinstance(item, TradeOff) else "3" for slug, item in kinds.items()}
        answer = walker.post("quiz:page", number, **middle)

    assertRedirects(answer, "/quiz/check/")


def test_from_twenty_answers_on_anybody_may_stop(walker: Walker):
    for number in (1, 2, 3):
        walker.answer_page(number, UNSURE)
    assertNotContains(walker.get("quiz:page", 4), "Check my answers and finish")

    walker.answer_page(4, UNSURE)

    assertContains(walker.get("quiz:page", 5), "Check my answers and finish")


def test_somebody_who_left_comes_back_to_the_open_page(walker: Walker):
    walker.walk(1)

    assertRedirects(walker.get("quiz:continue"), "/quiz/2/")


def test_a_stranger_neither_sees_the_offer_nor_goes_on(walker: Walker, stranger: Client):
    walk_to_the_offer(walker)

    assert stranger.get("/quiz/settled/").status_code == 404
    assert stranger.post("/quiz/more/").status_code == 404
    assert not walker.sitting.goes_on


def test_a_finished_sitting_chooses_nothing_more(walker: Walker):
    walk_to_the_offer(walker)
    walker.post("quiz:finish")

    assertContains(walker.post("quiz:more"), "was not saved", status_code=409)
    assertContains(walker.get("quiz:settled"), "This quiz is finished")
    assert len(walker.sitting.pages) == 4


def test_the_whole_path_has_nothing_more_to_choose(respondent: Respondent):
    respondent.answer_everything()

    assertRedirects(respondent.post("quiz:more"), "/quiz/check/")
    assert respondent.sitting.pages == []


def test_a_page_chosen_in_another_tab_stands(walker: Walker):
    late = walker.sitting
    walker.walk(1)
    pages = walker.sitting.pages

    show_page(late, BANK[-5:])

    assert walker.sitting.pages == pages


def test_the_short_way_keeps_the_query_budget(walker: Walker, django_assert_max_num_queries):
    sent = {slug: LEANING[slug] for slug in BANK[:5]}

    with django_assert_max_num_queries(7):
        walker.post("quiz:page", 1, **sent)
    with django_assert_max_num_queries(4):
        walker.get("quiz:page", 2)


def test_questions_to_firm_come_in_whole_pages_and_never_exceed_what_is_left():
    content = small_content()
    columns = columns_of(content)
    asked: dict[str, int | str] = {}

    counts = []
    for start in range(0, len(BANK), 5):
        counts.append(questions_to_firm(content, asked, 0.5, columns))
        asked |= {slug: IDEAL[slug] for slug in BANK[start : start + 5]}

    assert all(count % 5 == 0 or count == 24 - 5 * page for page, count in enumerate(counts))
    assert questions_to_firm(content, asked, 0.5, columns) == 0


def walk_to_the_offer(walker: Walker):
    for number in (1, 2, 3):
        walker.walk(number)
    answer = walker.walk(4)
    assertRedirects(answer, "/quiz/settled/")
    return walker.get("quiz:settled")

"""Which question next, and when to offer to stop."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.items import UNSURE, Agreement, Answers, SkillRating
from quiz.scoring.fit import rank_roles
from quiz.scoring.next_items import (
    MOST_RATINGS,
    TEMPERATURE,
    chances_of_leading,
    columns_of,
    disagreement,
    gain,
    next_items,
)
from quiz.scoring.stopping import FIRST_OFFER, outlook
from tests.builders import ideal_answers
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers, whole_answers

CONSTANTS = CONTENT.constants
COLUMNS = columns_of(CONTENT)


def pages(answers: Answers) -> list[list[str]]:
    """The pages of an adaptive quiz in which these answers are given."""
    seen: dict[str, int | str] = {}
    shown = []
    while page := next_items(CONTENT, seen, 0.5):
        shown.append([item.slug for item in page])
        seen |= {slug: answers[slug] for slug in shown[-1]}
    return shown


@given(whole_answers())
def test_no_question_comes_twice_and_every_question_comes(answers):
    """Invariant 10."""
    asked = [slug for page in pages(answers) for slug in page]

    assert sorted(asked) == sorted(CONTENT.items)


@given(some_answers(), balances, st.randoms(use_true_random=False))
def test_the_next_page_depends_on_what_was_answered_and_on_nothing_else(answers, balance, chance):
    """Invariant 10."""
    order = list(answers)
    chance.shuffle(order)

    page = next_items(CONTENT, {slug: answers[slug] for slug in order}, balance)

    assert page == next_items(CONTENT, answers, balance, columns=COLUMNS)


@given(some_answers())
def test_a_page_is_chosen_without_its_own_answers(answers):
    five = next_items(CONTENT, answers, 0.5)

    assert next_items(CONTENT, answers, 0.5, count=3) == five[:3]


def test_not_sure_is_not_asked_again():
    first = next_items(CONTENT, {}, 0.5)
    unsure = {item.slug: UNSURE for item in first}

    assert not {item.slug for item in next_items(CONTENT, unsure, 0.5)} & unsure.keys()


def test_answers_to_former_items_do_no_harm():
    assert next_items(CONTENT, {"withdrawn": 3}, 0.5) == next_items(CONTENT, {}, 0.5)


@given(whole_answers())
def test_ratings_do_not_crowd_a_page_while_there_is_something_else_to_ask(answers):
    left = set(CONTENT.items)
    for page in pages(answers):
        others = [slug for slug in left if not isinstance(CONTENT.items[slug], SkillRating)]
        ratings = [slug for slug in page if isinstance(CONTENT.items[slug], SkillRating)]

        assert len(ratings) <= MOST_RATINGS or len(others) == len(page) - len(ratings)
        left -= set(page)


@given(whole_answers())
def test_keys_alternate_within_a_dimension(answers):
    sums = dict.fromkeys(CONTENT.dimensions, 0)
    for slug in (slug for page in pages(answers) for slug in page):
        item = CONTENT.items[slug]
        if isinstance(item, Agreement):
            sums[item.dimension] += item.key

            assert abs(sums[item.dimension]) <= 1


@given(some_answers(), balances)
def test_leading_roles_have_the_say_that_their_fits_give_them(answers, balance):
    respondent = profile_of(answers)
    matches = {m.role: m.fit for m in rank_roles(respondent, CONTENT.scored_roles, CONSTANTS, balance)}
    fits = [matches[role.slug] for role in CONTENT.scored_roles]

    weights = chances_of_leading(respondent, COLUMNS, CONSTANTS, balance)

    assert sum(weights) == pytest.approx(1)
    for weight, fit in zip(weights, fits, strict=True):
        if weight > 1e-12:
            expected = TEMPERATURE * (fit - max(fits))
            assert log(weight) - log(max(weights)) == pytest.approx(expected, abs=1e-6)


def test_a_gain_by_hand():
    apart = disagreement(profile_of({}), COLUMNS, CONSTANTS, 0.5)
    slopes, curvatures = apart.slopes["data"], apart.curvatures["data"]

    # From variance 1 to .64 with the first answer.
    expected = 0.36 * slopes + 2 * (1 - 0.64**2) * curvatures
    assert gain(apart, "data", 0, 1, CONSTANTS) == pytest.approx(expected)


def test_only_likes_matter_to_somebody_who_asks_for_what_they_would_like():
    asked = next_items(CONTENT, {}, 1.0, count=18)

    assert not any(isinstance(item, SkillRating) for item in asked)


def test_stopping_is_not_offered_before_there_is_something_to_go_by():
    answers = ideal_answers(CONTENT, "data-engineer")
    few = dict(list(answers.items())[: FIRST_OFFER - 1])

    assert not outlook(CONTENT, few, 0.5).offers_stop


def test_stopping_is_offered_when_the_first_roles_are_settled():
    answers = ideal_answers(CONTENT, "data-engineer")
    most = {slug: answer for slug, answer in answers.items() if slug != "skill-mentoring"}

    settled = outlook(CONTENT, most, 0.5)

    assert settled.offers_stop
    assert settled.left == 1
    assert settled.overlap > 0.6


@given(whole_answers())
def test_with_nothing_left_to_ask_everything_is_settled_and_nothing_offered(answers):
    over = outlook(CONTENT, answers, 0.5)

    assert (over.left, over.offers_stop) == (0, False)
    assert over.overlap >= 0.5


@given(some_answers(), balances)
def test_an_overlap_is_a_share(answers, balance):
    assert 0 <= outlook(CONTENT, answers, balance).overlap <= 1

"""Which question next."""

from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.content import EditionContent
from quiz.items import UNSURE, Agreement, Answers, SkillRating
from quiz.scoring.certainty import sensitivity
from quiz.scoring.fit import match_role, rank_roles
from quiz.scoring.next_items import (
    MOST_RATINGS,
    TEMPERATURE,
    Disagreement,
    chances_of_leading,
    columns_of,
    count_in,
    disagreement,
    eligible,
    fits_of,
    gain,
    gains_of_kinds,
    next_items,
)
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


@given(some_answers(), balances)
def test_roles_disagree_by_the_spread_of_what_moves_each_fit(answers, balance):
    """Against the sensitivities that the chances of a pair are computed from."""
    respondent = profile_of(answers)
    fits = [match_role(respondent, role, CONSTANTS, balance).fit for role in CONTENT.scored_roles]
    weights = [exp(TEMPERATURE * (fit - max(fits))) for fit in fits]
    moved = [sensitivity(respondent, role, CONSTANTS, balance) for role in CONTENT.scored_roles]

    apart = disagreement(respondent, columns_of(CONTENT), CONSTANTS, balance)

    for slug in CONTENT.dimensions:
        slopes = [each.slopes.get(slug, 0.0) for each in moved]
        curvatures = [each.curvatures.get(slug, 0.0) for each in moved]
        assert apart.slopes[slug] == pytest.approx(variance(weights, slopes), rel=1e-6, abs=1e-6)
        assert apart.curvatures[slug] == pytest.approx(variance(weights, curvatures), rel=1e-6, abs=1e-6)
    for slug in CONTENT.skills:
        skills = [each.skills[slug] for each in moved]
        assert apart.skills[slug] == pytest.approx(variance(weights, skills), rel=1e-6, abs=1e-6)


def variance(weights: list[float], numbers: list[float]) -> float:
    mean = sum(w * n for w, n in zip(weights, numbers, strict=True)) / sum(weights)
    return sum(w * (n - mean) ** 2 for w, n in zip(weights, numbers, strict=True)) / sum(weights)


def test_a_role_that_lists_no_skill_is_moved_by_none():
    content = replace(CONTENT, roles={"skilless": replace(CONTENT.roles["data-engineer"], skills={})})

    assert set(columns_of(content).effects["databases"]) == {0.0}


def test_no_scale_of_points_is_too_large_for_the_chances_of_leading():
    vast = replace(CONSTANTS, preference_scale=1e6)

    assert sum(chances_of_leading(profile_of({}), COLUMNS, vast, 0.5)) == pytest.approx(1)


def test_gains_of_every_kind_by_hand():
    apart = Disagreement(
        slopes={"data": 100.0, "visual-craft": 0.0},
        curvatures={"data": 10.0, "visual-craft": 10.0},
        skills={"databases": 4.0},
    )

    gains = gains_of_kinds(apart, {"data": 1.0, "visual-craft": 0.0}, CONSTANTS)

    # Variances .64, and 1.778 / 3.778 = .4706 with one more answer: 16.94 + 3.763
    assert gains.of(CONTENT.items["data-1"]) == pytest.approx(20.70, abs=5e-3)
    # Half of .64 to .5424 (9.763 + 2.309) and of 1 to .7805 (2 * .3908 * 10 = 7.817)
    assert gains.of(CONTENT.items["data-or-visual-craft"]) == pytest.approx(9.944, abs=5e-3)
    # 2 * 1.21 * .7118 * 4
    assert gains.of(CONTENT.items["skill-databases"]) == pytest.approx(6.890, abs=5e-3)


def test_another_rating_waits_while_there_is_something_else_to_ask():
    ratings = [item for item in CONTENT.items.values() if isinstance(item, SkillRating)]
    enough, another, other = ratings[:MOST_RATINGS], ratings[MOST_RATINGS], CONTENT.items["data-1"]

    assert eligible([another, other], enough[1:]) == [another, other]
    assert eligible([another, other], enough) == [other]
    assert eligible([another], enough) == [another]


def with_six_items_about_data() -> EditionContent:
    """data-1, -2 and -5 are forward-keyed, data-3, -4 and -6 reverse-keyed."""
    keys = {1: 1, 2: 1, 3: -1, 4: -1, 5: 1, 6: -1}
    items = {f"data-{n}": Agreement(f"data-{n}", "Text.", "Why.", "data", key) for n, key in keys.items()}
    return replace(CONTENT, items=items)


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("", "132456"),
        ("2", "31456"),
        ("3", "12456"),
        ("32", "1456"),
        ("12", "3456"),
        ("34", "1256"),
    ],
)
def test_of_items_that_settle_as_much_the_key_asked_less_comes_first_then_the_slug(asked, then):
    answers = {f"data-{number}": 3 for number in asked}

    page = next_items(with_six_items_about_data(), answers, 0.5, count=6)

    assert [item.slug for item in page] == [f"data-{number}" for number in then]


def test_with_nothing_to_tell_apart_items_come_by_slug():
    lonely = replace(CONTENT, roles={"data-engineer": CONTENT.roles["data-engineer"]})

    page = next_items(lonely, {}, 0.5)

    assert [item.slug for item in page] == sorted(CONTENT.items)[:5]


def test_an_item_on_the_page_counts_as_answered():
    known, keys = {"data": 1.0, "visual-craft": 2.0}, {"data": 1}

    for slug in ("data-1", "data-or-visual-craft", "skill-databases"):
        count_in(CONTENT.items[slug], known, keys, CONSTANTS)

    assert (known, keys) == ({"data": 2.5, "visual-craft": 2.5}, {"data": 2})


@given(some_answers(), balances)
def test_fits_column_by_column_are_those_of_the_reference_to_the_bit(answers: Answers, balance: float):
    person = profile_of(answers)

    found = fits_of(person, columns_of(CONTENT), CONSTANTS, balance)

    assert found == [match_role(person, role, CONSTANTS, balance).fit for role in CONTENT.scored_roles]

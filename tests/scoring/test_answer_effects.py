"""What each single answer does to a fit."""

from dataclasses import replace
from itertools import permutations
from math import fsum

import pytest
from hypothesis import given

from quiz.items import UNSURE, SkillRating
from quiz.scoring.answer_effects import AnswerEffect, answer_effects, total, why_over
from quiz.scoring.fit import Aspect, match_role
from roles.profile import Demand, Preference
from tests.builders import a_role
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers, some_role

CONSTANTS = CONTENT.constants
NOBODY = profile_of({})


def effects_on(role, answers, balance=0.5, items=CONTENT.items):
    return answer_effects(answers, items, profile_of(answers), role, CONSTANTS, balance)


@given(some_answers(), some_role(), balances)
def test_the_effects_of_all_answers_add_up_to_the_fit(answers, role, balance):
    start = match_role(NOBODY, role, CONSTANTS, balance).fit

    moved = total(effects_on(role, answers, balance))

    assert start + moved == pytest.approx(
        match_role(profile_of(answers), role, CONSTANTS, balance).fit, abs=1e-9
    )


@given(some_answers(), some_role(), balances)
def test_the_answers_on_a_dimension_or_skill_add_up_to_its_contribution(answers, role, balance):
    matches = (match_role(who, role, CONSTANTS, balance) for who in (profile_of(answers), NOBODY))
    after, before = ({(c.aspect, c.slug): c.points for c in match.contributions} for match in matches)

    effects = effects_on(role, answers, balance)

    for key, points in after.items():
        parts = fsum(e.points for e in effects if (e.aspect, e.slug) == key)
        assert parts == pytest.approx(points - before[key], abs=1e-9)


@given(some_answers(), some_role(), some_role("another"), balances)
def test_why_one_role_leads_another_adds_up_to_the_lead(answers, role, rival, balance):
    respondent = profile_of(answers)
    fits = [match_role(respondent, each, CONSTANTS, balance).fit for each in (role, rival)]

    why = why_over(answers, CONTENT.items, (role, rival), CONSTANTS, balance, respondent)

    assert why.points == fits[0] - fits[1]
    parts = total((*why.speaking_for(), *why.speaking_against()))
    assert why.neutral + parts == pytest.approx(why.points, abs=1e-9)


@given(some_answers(), some_role(), some_role("another"), balances)
def test_why_the_other_way_round_is_the_same_with_the_sign_turned(answers, role, rival, balance):
    respondent = profile_of(answers)
    there = why_over(answers, CONTENT.items, (role, rival), CONSTANTS, balance, respondent)

    back = why_over(answers, CONTENT.items, (rival, role), CONSTANTS, balance, respondent)

    assert back.points == -there.points
    turned = [replace(effect, points=-effect.points) for effect in there.effects]
    assert list(back.effects) == turned
    assert all(effect.points > 0 for effect in there.speaking_for())


def test_an_answer_gets_what_it_adds_on_average_over_all_orders():
    role = a_role(preferences={"data": Preference(80, 3), "infrastructure": Preference(30, 1)})
    answers = {"data-1": 5, "data-2": 4, "product-sense-or-leading-people": "a", "infrastructure-1": 2}
    pulls = {"data-1": 2, "data-2": -1}  # Steps off the middle; data-2 is reverse-keyed.
    scale = CONSTANTS.spread / (CONSTANTS.step * CONSTANTS.loading * (2 + CONSTANTS.kappa))

    def points(counted):
        return -0.5 * CONSTANTS.preference_scale * 0.75 * (0.5 + scale * sum(counted) - 0.8) ** 2

    effects = {e.item: e.points for e in effects_on(role, answers) if e.slug == "data"}

    for item in pulls:
        added = [
            points([pulls[each] for each in order[: order.index(item) + 1]])
            - points([pulls[each] for each in order[: order.index(item)]])
            for order in permutations(pulls)
        ]
        assert effects[item] == pytest.approx(sum(added) / len(added), abs=1e-9)


def test_answers_that_cancel_out_get_points_that_cancel_out():
    role = a_role(preferences={"data": Preference(80, 3)})

    first, second = effects_on(role, {"data-1": 5, "data-2": 5})

    assert {first.item, second.item} == {"data-1", "data-2"}
    assert first.points == -second.points
    # Slope .5 * 500 * 2 * .3 off the target times .3 * 2 / (.672 * 3.778) of the scale.
    assert abs(first.points) == pytest.approx(35.4517, abs=5e-5)


def test_beyond_the_end_of_the_scale_the_parts_still_add_up():
    far = replace(CONSTANTS, spread=0.9)
    role = a_role(preferences={"data": Preference(80, 3)}, skills={})
    answers = {"data-1": 5, "data-2": 1}
    estimate = profile_of(answers).preferences["data"]
    respondent = replace(
        profile_of(answers), preferences={**NOBODY.preferences, "data": replace(estimate, position=1.0)}
    )

    effects = answer_effects(answers, CONTENT.items, respondent, role, far, 1.0)

    assert total(effects) == pytest.approx(500 * (0.3**2 - 0.2**2), abs=1e-9)


def test_a_trade_off_speaks_of_both_its_dimensions():
    role = a_role(preferences={"data": Preference(80, 1), "visual-craft": Preference(80, 1)}, skills={})

    effects = effects_on(role, {"data-or-visual-craft": "a"})

    told = {effect.slug: effect.points > 0 for effect in effects}
    assert told == {"data": True, "visual-craft": False}


def test_a_skill_is_one_answer_and_of_two_ratings_the_lower_counts():
    again = SkillRating("again", "Once more?", "", "programming")
    items = {"again": again, **CONTENT.items}
    role = a_role(preferences={}, skills={"programming": Demand(3, 2)})
    answers = {"again": 4, "skill-programming": 3}

    (effect,) = answer_effects(answers, items, profile_of({"skill-programming": 3}), role, CONSTANTS, 0.0)

    # 30 points * .7118 * (3 - 1.4) for the only listed skill.
    assert effect == AnswerEffect(
        "skill-programming", Aspect.SKILL, "programming", pytest.approx(34.1647, abs=5e-4)
    )


def test_of_two_ratings_alike_the_first_counts_and_only_once():
    items = {"again": SkillRating("again", "Once more?", "", "programming"), **CONTENT.items}
    role = a_role(preferences={}, skills={"programming": Demand(3, 2)})
    answers = {"again": 3, "skill-programming": 3}

    (effect,) = answer_effects(answers, items, profile_of({"skill-programming": 3}), role, CONSTANTS, 0.0)

    assert effect.item == "again"


def test_a_rating_does_nothing_for_a_role_that_lists_no_skill():
    assert effects_on(a_role(preferences={}, skills={}), {"skill-programming": 3}) == ()


def test_the_largest_effect_comes_first_whichever_way_it_goes():
    role = a_role(preferences={"data": Preference(80, 3)}, skills={"programming": Demand(3, 2)})

    effects = effects_on(role, {"data-1": 4, "data-2": 5, "skill-programming": 0, "skill-databases": 1})

    sizes = [abs(effect.points) for effect in effects]
    assert len(set(sizes)) == 4
    assert sizes == sorted(sizes, reverse=True)
    assert {effect.points > 0 for effect in effects} == {True, False}


def test_answers_that_say_nothing_have_no_effect():
    role = CONTENT.roles["backend-engineer"]

    assert effects_on(role, {"data-1": UNSURE, "gone": 5, "skill-mentoring": UNSURE, "data-2": 3}) == ()

"""The ideal respondent of a role."""

import pytest

from quiz.items import UNSURE, accepts
from quiz.scoring.ideal import (
    ideal_answers,
    paired_evidence,
    preferred_side,
    spread_over,
    wanted_evidence,
)
from roles.profile import Preference
from tests.builders import a_role, small_content
from tests.scoring.strategies import CONTENT, profile_of


@pytest.mark.parametrize("role", CONTENT.scored_roles, ids=lambda role: role.slug)
def test_ideal_answers_come_near_every_target(role):
    respondent = profile_of(ideal_answers(CONTENT.items, role, CONTENT.constants))

    for slug, preference in role.preferences.items():
        assert respondent.preferences[slug].position == pytest.approx(preference.target / 100, abs=0.08)
    for slug, demand in role.skills.items():
        assert respondent.skills[slug].rating == demand.level


@pytest.mark.parametrize("target", [0, 100])
def test_every_ideal_answer_is_one_that_its_item_takes(target):
    extreme = a_role(preferences={slug: Preference(target, 3) for slug in CONTENT.dimensions})

    answers = ideal_answers(CONTENT.items, extreme, CONTENT.constants)

    assert answers.keys() == CONTENT.items.keys()
    assert all(accepts(CONTENT.items[slug], answer) for slug, answer in answers.items())


def test_what_a_role_does_not_care_about_is_answered_neutrally():
    nothing = a_role(preferences={}, skills={})

    answers = ideal_answers(small_content().items, nothing, CONTENT.constants)

    assert set(answers.values()) == {3, UNSURE, 0}


def test_the_evidence_that_puts_a_dimension_on_target_by_hand():
    role = a_role(preferences={"data": Preference(80, 2), "infrastructure": Preference(90, 0)})

    wanted = wanted_evidence(CONTENT.items, role, CONTENT.constants)

    # (.8 - .5) / .30 standard deviations * (2 agreements + 2 halves + 1.778) * 1.12 * .60
    assert wanted == {"data": pytest.approx(3.2107, abs=5e-5)}


@pytest.mark.parametrize(
    ("data", "craft", "side"),
    [
        ((70, 1), (30, 1), "a"),
        ((30, 1), (70, 1), "b"),
        ((70, 1), (70, 1), UNSURE),
        ((60, 1), (90, 0), "a"),
        ((40, 1), None, "b"),
    ],
)
def test_the_side_of_a_trade_off_that_a_role_prefers(data, craft, side):
    preferences = {"data": Preference(*data)} | ({"visual-craft": Preference(*craft)} if craft else {})

    assert preferred_side(CONTENT.items["data-or-visual-craft"], a_role(preferences=preferences)) == side


def test_points_are_spread_over_the_items_as_evenly_as_they_go():
    items = [CONTENT.items[slug] for slug in ("data-1", "data-2", "visual-craft-1", "visual-craft-2")]

    assert list(spread_over(items, 3.0).values()) == [4, 2, 3, 2]
    assert list(spread_over(items, -20.0).values()) == [1, 5, 1, 5]


def test_what_trade_offs_say_of_a_dimension_by_hand():
    answers = dict.fromkeys(CONTENT.items, UNSURE) | {"data-or-visual-craft": "a"}

    said = [
        paired_evidence(CONTENT.items, answers, slug, CONTENT.constants) for slug in ("data", "visual-craft")
    ]

    # Half an answer of one standard deviation, 1.12 points.
    assert said == pytest.approx([0.56, -0.56])

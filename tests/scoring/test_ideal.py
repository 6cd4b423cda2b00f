"""The ideal respondent of a role."""

import pytest

from quiz.items import UNSURE, accepts
from quiz.scoring.ideal import ideal_answers
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

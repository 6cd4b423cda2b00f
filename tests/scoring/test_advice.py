"""What to practise."""

import pytest
from hypothesis import given

from quiz.scoring.advice import gaps_to_ready, skill_steps
from quiz.scoring.constants import Constants
from quiz.scoring.fit import match_role
from roles.profile import Demand
from tests.builders import a_respondent, a_role
from tests.scoring.strategies import CONTENT, balances, profile_of, some_role, whole_answers

CONSTANTS = Constants()
ROLE = a_role(skills={"programming": Demand(3, 2), "databases": Demand(3, 3)})


def test_the_cheaper_step_of_two_alike_comes_first():
    somebody = a_respondent(skills={"programming": 1, "databases": 3})

    programming, databases = skill_steps(somebody, ROLE, CONSTANTS, 0.5)

    # .4 * 30 * .5 * .7118 points for effort 1.5, against .6 * ... for effort 4.
    assert (programming.skill, programming.from_level, programming.to_level) == ("programming", 1, 2)
    assert programming.points == pytest.approx(4.2706, abs=5e-5)
    assert (programming.cost, databases.cost) == (1.5, 4.0)


def test_no_step_is_offered_where_none_is_left_or_known():
    somebody = a_respondent(skills={"programming": 4, "front-end": 1})

    assert skill_steps(somebody, ROLE, CONSTANTS, 0.5) == ()


def test_a_skill_that_the_role_lists_at_level_nought_gives_no_step():
    role = a_role(skills={"programming": Demand(3, 2), "databases": Demand(0, 3)})
    somebody = a_respondent(skills={"programming": 1, "databases": 1})

    assert [step.skill for step in skill_steps(somebody, role, CONSTANTS, 0.5)] == ["programming"]


def test_steps_change_nothing_when_only_likes_count():
    assert skill_steps(a_respondent(skills={"programming": 1}), ROLE, CONSTANTS, 1.0) == ()


def test_steps_worth_less_than_a_point_are_offered_too():
    (step,) = skill_steps(a_respondent(skills={"programming": 1}), ROLE, CONSTANTS, 0.95)

    # .4 * 30 * .05 * .7118
    assert step.points == pytest.approx(0.4271, abs=5e-5)


@given(whole_answers(), some_role(), balances)
def test_a_step_taken_adds_the_points_it_promised(answers, role, balance):
    before = match_role(profile_of(answers), role, CONSTANTS, balance).fit

    for step in skill_steps(profile_of(answers), role, CONSTANTS, balance):
        taken = profile_of({**answers, f"skill-{step.skill}": step.to_level})

        assert match_role(taken, role, CONSTANTS, balance).fit - before == pytest.approx(step.points)


def test_gaps_are_ordered_by_readiness_for_the_effort():
    somebody = a_respondent(skills={"programming": 0, "databases": 2})

    databases, programming = gaps_to_ready(somebody, ROLE)

    # 3 * 1 / 2.5 = 1.2 before 2 * 3 / 5 = 1.2: a tie, broken by slug.
    assert (databases.skill, databases.from_level, databases.to_level) == ("databases", 2, 3)
    assert (databases.points, databases.cost) == (pytest.approx(20), 2.5)
    assert (programming.points, programming.cost) == (pytest.approx(40), 5)


@given(whole_answers(), some_role())
def test_closing_every_gap_makes_somebody_ready(answers, role):
    respondent = profile_of(answers)
    gaps = gaps_to_ready(respondent, role)
    closed = {**answers, **{f"skill-{gap.skill}": gap.to_level for gap in gaps}}

    assert match_role(profile_of(closed), role, CONSTANTS, 0.5).readiness == 100
    readiness = match_role(respondent, role, CONSTANTS, 0.5).readiness
    assert readiness + sum(gap.points for gap in gaps) == pytest.approx(100)


def test_skills_that_were_not_rated_are_no_gap():
    assert gaps_to_ready(a_respondent(), CONTENT.roles["backend-engineer"]) == ()

"""What would change the verdict, and the promise that it would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.items import UNSURE, Answers
from quiz.scoring.advice import STEP_COSTS, SkillStep
from quiz.scoring.constants import Constants
from quiz.scoring.counterfactual import (
    Route,
    Runners,
    answers_against,
    dimensions_behind,
    direction_of,
    race_of,
    route_to,
)
from quiz.scoring.fit import Aspect, Contribution, Match, rank_roles
from quiz.scoring.race import MOST_STEPS
from roles.profile import Demand, Preference, RoleProfile
from tests.builders import a_respondent, a_role, ideal_answers
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers

CONSTANTS = CONTENT.constants
ROLES = CONTENT.scored_roles


def route(answers: Answers, role: RoleProfile, balance: float = 0.5) -> Route:
    return route_to(profile_of(answers), role, ROLES, CONSTANTS, balance)


def leader(answers: Answers, balance: float = 0.5) -> str:
    return rank_roles(profile_of(answers), ROLES, CONSTANTS, balance)[0].role


def after(answers: Answers, steps: tuple) -> Answers:
    """The answers once these steps are taken."""
    ratings = {f"skill-{step.skill}": answers[f"skill-{step.skill}"] for step in steps}
    for step in steps:
        ratings[f"skill-{step.skill}"] += 1
    return {**answers, **ratings}


@given(some_answers(), st.sampled_from(ROLES), balances)
@settings(max_examples=120)
def test_the_steps_put_the_role_first_and_none_of_them_is_idle(answers, role, balance):
    """Invariant 14."""
    found = route(answers, role, balance)

    assert len(found.steps) <= MOST_STEPS
    assert found.is_first == (leader(answers, balance) == role.slug)
    if found.steps:
        assert leader(after(answers, found.steps), balance) == role.slug
    for left_out in found.steps:
        fewer = tuple(step for step in found.steps if step is not left_out)

        assert leader(after(answers, fewer), balance) != role.slug


@given(some_answers(), st.sampled_from(ROLES))
def test_steps_climb_the_ladder_one_level_at_a_time_and_cost_what_they_say(answers, role):
    found = route(answers, role)

    levels = {f"skill-{step.skill}": answers[f"skill-{step.skill}"] for step in found.steps}
    for step in found.steps:
        assert (step.from_level, step.to_level) == (
            levels[f"skill-{step.skill}"],
            levels[f"skill-{step.skill}"] + 1,
        )
        assert step.cost == STEP_COSTS[step.from_level]
        levels[f"skill-{step.skill}"] += 1
    assert found.cost == pytest.approx(sum(step.cost for step in found.steps))


def test_preferences_decide_when_no_skill_could():
    manager = ideal_answers(CONTENT, "engineering-manager")

    found = route(manager, CONTENT.roles["frontend-engineer"])

    assert (found.role, found.is_first, found.steps) == ("frontend-engineer", False, ())
    assert found.dimensions[0] == "hands-on-coding" or found.dimensions[0] == "leading-people"


def test_the_leader_needs_nothing():
    found = route(ideal_answers(CONTENT, "data-engineer"), CONTENT.roles["data-engineer"])

    assert found == Route("data-engineer", True, (), 0.0, ())


def test_the_answers_that_speak_against_a_role_are_named():
    answers = {"leading-people-1": 1, "leading-people-2": 1, "leading-people-or-data": "b", "data-1": 5}
    manager = CONTENT.roles["engineering-manager"]

    against = answers_against(answers, CONTENT.items, manager, "leading-people")

    assert against == ("leading-people-1", "leading-people-or-data")


def test_neither_neutral_nor_unsure_answers_speak_against_a_role():
    answers = {"leading-people-1": 3, "leading-people-2": UNSURE, "leading-people-or-data": UNSURE}

    assert (
        answers_against(answers, CONTENT.items, CONTENT.roles["engineering-manager"], "leading-people") == ()
    )


def test_slight_answers_count_and_what_speaks_for_the_role_or_of_something_else_does_not():
    answers = {
        "hands-on-coding-1": 4,
        "hands-on-coding-2": 4,
        "infrastructure-or-hands-on-coding": "b",
        "hands-on-coding-or-product-sense": "a",
        "data-1": 5,
        "skill-programming": 4,
    }
    manager, frontend = CONTENT.roles["engineering-manager"], CONTENT.roles["frontend-engineer"]

    low = answers_against(answers, CONTENT.items, manager, "hands-on-coding")
    high = answers_against(answers, CONTENT.items, frontend, "hands-on-coding")

    assert set(low) == {
        "hands-on-coding-1",
        "infrastructure-or-hands-on-coding",
        "hands-on-coding-or-product-sense",
    }
    assert high == ("hands-on-coding-2",)
    assert direction_of(CONTENT.items["skill-programming"], 4, "hands-on-coding") == 0


def test_a_target_in_the_middle_counts_as_high():
    answers = {"data-1": 2, "data-2": 2}

    against = answers_against(answers, CONTENT.items, a_role(preferences={"data": Preference(50, 1)}), "data")

    assert against == ("data-1",)


PROGRAMMER = a_role(slug="programmer", skills={"programming": Demand(3, 1)})
DATABASE_PERSON = a_role(slug="database-person", skills={"databases": Demand(3, 1)})
NOVICE = a_role(slug="novice", skills={})


def test_a_route_by_hand():
    somebody = a_respondent(skills={"programming": 1, "databases": 2})

    found = route_to(somebody, PROGRAMMER, (DATABASE_PERSON, PROGRAMMER), CONSTANTS, 0.5)

    # A level behind, and a level each way changes the lead by as much: one step draws level, two win.
    points = pytest.approx(0.5 * 30 * 0.71176, abs=5e-4)
    assert found == Route(
        role="programmer",
        is_first=False,
        steps=(
            SkillStep("programming", 1, 2, points, 1.5),
            SkillStep("programming", 2, 3, points, 2.5),
        ),
        cost=4.0,
        dimensions=(),
    )


def test_a_step_that_only_costs_the_others_more_adds_no_points():
    broad = a_role(
        slug="broad",
        skills={"programming": Demand(3, 2), "databases": Demand(1, 1), "front-end": Demand(1, 1)},
    )
    # Mentoring is unlisted by both; it costs the programmer a fifth and the broad role a third.
    somebody = a_respondent(skills={"programming": 4, "databases": 3, "front-end": 2, "mentoring": 1})

    found = route_to(somebody, PROGRAMMER, (broad, PROGRAMMER), CONSTANTS, 0.5)

    assert [(step.skill, step.points) for step in found.steps] == [("mentoring", 0.0)]


@pytest.mark.parametrize("balance", [0.5, 0.98])
def test_a_race_holds_the_skills_that_help_somewhere(balance):
    somebody = a_respondent(skills=dict.fromkeys(CONTENT.skills, 2))
    level = (1 - balance) * 30 * Constants().skill_reliability

    def effects(role, rival):
        ranking = rank_roles(somebody, (role, rival), CONSTANTS, balance)
        return race_of(Runners.of(somebody, (role, rival), ranking, CONSTANTS, balance), role).effects

    assert effects(PROGRAMMER, DATABASE_PERSON) == {"programming": [pytest.approx(1.2 * level)]}
    assert effects(PROGRAMMER, NOVICE) == {"programming": [pytest.approx(level)]}
    others = CONTENT.skills.keys() - {"programming"}
    assert effects(NOVICE, PROGRAMMER) == {slug: [pytest.approx(level / 5)] for slug in others}


def test_dimensions_on_which_a_role_falls_behind_come_worst_first():
    def match(role, skill, **losses):
        contributions = [Contribution(Aspect.PREFERENCE, slug, -points) for slug, points in losses.items()]
        gain = Contribution(Aspect.SKILL, "programming", skill)
        return Match(role, 0.0, 0.0, 0.0, None, 0.0, (*contributions, gain))

    leader = match("leader", 20.0, data=1.0, breadth=5.0, craft=2.0)
    own = match("own", 0.0, data=4.0, breadth=5.0, craft=2.5, people=8.0)

    assert dimensions_behind(own, leader) == ("people", "data", "craft")

"""What would change the verdict, and the promise that it would."""

import random
from itertools import product
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.items import UNSURE, Answers
from quiz.scoring.advice import STEP_COSTS
from quiz.scoring.counterfactual import Route, answers_against, direction_of, race_of, route_to
from quiz.scoring.fit import rank_roles
from quiz.scoring.race import MOST_STEPS, Race, cheapest_plan, climb, improved
from roles.profile import Preference, RoleProfile
from tests.builders import a_role, answers_of, ideal_answers
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


def cheapest_by_trying_all(race: Race) -> float | None:
    """The exact answer: every combination of steps within the limit."""
    skills = list(race.effects)
    ladders = [range(len(STEP_COSTS) - race.ratings[skill] + 1) for skill in skills]
    plans = (
        dict(zip(skills, levels, strict=True)) for levels in product(*ladders) if sum(levels) <= MOST_STEPS
    )
    return min((race.cost(plan) for plan in plans if race.won_by(plan)), default=None)


def test_the_search_misses_no_plan_and_hardly_a_cheaper_one():
    chance = random.Random(14)
    ratios = []
    for _ in range(60):
        leaning = {slug: chance.uniform(-0.6, 0.6) for slug in CONTENT.dimensions}
        ratings = {slug: chance.randint(0, 3) for slug in CONTENT.skills}
        respondent = profile_of(answers_of(CONTENT, leaning, ratings))
        matches = {match.role: match for match in rank_roles(respondent, ROLES, CONSTANTS, 0.3)}
        for role in ROLES:
            race = race_of(respondent, role, ROLES, matches, CONSTANTS, 0.3)
            plan, exact = cheapest_plan(race), cheapest_by_trying_all(race)

            assert (plan is None) == (exact is None)
            if plan and exact:
                ratios.append(race.cost(plan) / exact)

    assert len(ratios) > 40
    assert min(ratios) >= 1 - 1e-9
    assert fmean(ratios) <= 1.06


def test_a_plan_is_found_where_the_greedy_search_runs_into_a_wall():
    race = Race(
        leads=[-1.0, -3.0, -5.0],
        effects={"a": [3.0, 1.0, -3.0], "b": [-1.0, 0.0, 2.0], "c": [-1.0, 2.0, 3.0]},
        ratings={"a": 0, "b": 0, "c": 0},
    )
    starts = [{}, {"a": 1}, {"b": 1}, {"c": 1}]
    climbed = [plan for start in starts if (plan := climb(race, ["a", "b", "c"], start)) is not None]

    assert not [plan for plan in climbed if sum(improved(race, plan).values()) <= MOST_STEPS]
    assert cheapest_plan(race) == {"a": 2, "c": 4}


def test_no_plan_is_offered_when_the_longest_is_too_short():
    race = Race(leads=[-9.0], effects={"a": [1.0], "b": [1.0], "c": [1.0]}, ratings={"a": 0, "b": 0, "c": 0})

    assert cheapest_plan(race) is None


def test_preferences_decide_when_no_skill_could():
    manager = ideal_answers(CONTENT, "engineering-manager")

    found = route(manager, CONTENT.roles["frontend-engineer"])

    assert (found.is_first, found.steps) == (False, ())
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

"""The search for the cheapest steps that put a role first."""

import random
from itertools import product
from statistics import fmean

import pytest

from quiz.scoring.advice import STEP_COSTS
from quiz.scoring.counterfactual import Runners, race_of
from quiz.scoring.fit import rank_roles
from quiz.scoring.race import (
    MOST_STEPS,
    Race,
    any_plan,
    cheaper_by_a_swap,
    cheapest_plan,
    climb,
    deficit,
    furthest,
    improved,
    pruned,
    won,
)
from tests.builders import answers_of
from tests.scoring.strategies import CONTENT, profile_of

CONSTANTS = CONTENT.constants
ROLES = CONTENT.scored_roles


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
        ranking = rank_roles(respondent, ROLES, CONSTANTS, 0.3)
        runners = Runners.of(respondent, ROLES, ranking, CONSTANTS, 0.3)
        for role in ROLES:
            race = race_of(runners, role)
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


def test_a_lead_within_rounding_is_no_lead():
    assert not won([3.0, 1e-9])
    assert won([3.0, 1e-8])


def test_what_is_missing_is_summed_over_the_rivals_ahead():
    assert deficit([-3.0, 2.0, -1.0, 0.0]) == pytest.approx(4.0, abs=1e-6)


def test_a_climb_goes_on_until_the_race_is_won():
    race = Race(leads=[-2.5], effects={"a": [1.0]}, ratings={"a": 0})

    assert climb(race, ["a"], {}) == {"a": 3}
    assert climb(race, ["a"], {"a": 1}) == {"a": 3}


@pytest.mark.parametrize(
    ("leads", "a", "b", "ratings", "plan"),
    [
        ([-1.0], [2.0], [1.5], {"a": 3, "b": 0}, {"b": 1}),
        ([-4.0], [3.0], [0.5], {"a": 0, "b": 0}, {"a": 2}),
        ([-1.0, -1.0], [0.9, 0.9], [1.1, 1.1], {"a": 0, "b": 0}, {"b": 1}),
    ],
    ids=["cheaper", "further", "further in one step"],
)
def test_a_climb_takes_the_step_that_makes_up_most_for_its_effort(leads, a, b, ratings, plan):
    race = Race(leads=leads, effects={"a": a, "b": b}, ratings=ratings)

    assert climb(race, ["a", "b"], {}) == plan


@pytest.mark.parametrize(
    ("behind", "steps"), [(2 * MOST_STEPS - 0.5, 2 * MOST_STEPS), (2 * MOST_STEPS + 0.5, None)]
)
def test_a_climb_gives_up_after_twice_the_longest_plan(behind, steps):
    skills = ["a", "b", "c", "d", "e"]
    race = Race([-behind], dict.fromkeys(skills, (1.0,)), dict.fromkeys(skills, 0))

    plan = climb(race, skills, {})

    assert (sum(plan.values()) if plan else None) == steps


def test_a_dear_step_is_swapped_for_a_cheaper_one():
    race = Race(leads=[-1.0], effects={"a": [2.0], "b": [2.0]}, ratings={"a": 3, "b": 0})

    assert cheaper_by_a_swap(race, {"a": 1}) == {"b": 1}
    assert cheaper_by_a_swap(race, {"b": 1}) is None


def test_a_dear_step_is_swapped_for_one_more_of_a_skill_in_the_plan():
    race = Race(leads=[-3.0], effects={"a": [2.0], "b": [2.0]}, ratings={"a": 3, "b": 0})

    assert cheaper_by_a_swap(race, {"a": 1, "b": 1}) == {"b": 2}


def test_of_two_steps_of_which_one_will_do_the_dearer_is_pruned():
    race = Race(leads=[-1.0], effects={"a": [2.0], "b": [2.0]}, ratings={"a": 0, "b": 2})

    assert pruned(race, {"a": 1, "b": 1}) == {"a": 1}


def test_how_far_steps_could_move_a_lead_counts_those_that_help_up_to_the_top():
    race = Race(
        [-1.0], {"a": (3.0,), "b": (-1.0,), "c": (0.0,), "d": (5.0,)}, {"a": 2, "b": 0, "c": 0, "d": 3}
    )

    assert furthest(race, list(race.effects)) == [[0.0, 5.0, 8.0, 11.0]]


def test_trying_all_plans_finds_the_only_one():
    """One level of a: none is too few for the first rival, two are too many for the second."""
    race = Race(leads=[-1.0, 1.5], effects={"a": [2.0, -1.0], "b": [1.0, -2.0]}, ratings={"a": 0, "b": 0})
    skills = ["b", "a"]

    plan = any_plan(race, skills, [furthest(race, skills[position:]) for position in range(3)])

    assert plan == {"a": 1}

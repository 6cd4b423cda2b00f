"""The search for the cheapest way to first place, against a solver that is exact.

The oracle states the same question as a 0/1 program: one variable a skill step, steps of a skill in
order, at most MOST_STEPS of them, the role ahead of every rival, least effort.
"""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from quiz.content import EditionContent
from quiz.scoring.advice import STEP_COSTS
from quiz.scoring.counterfactual import Runners, race_of, route_to
from quiz.scoring.fit import rank_roles
from quiz.scoring.race import MOST_STEPS, Race
from quiz.scoring.respondent import profile_respondent
from tests.content.test_personas import PERSONAS

COST_RATIO = 1.06  # The search may cost this much more than the cheapest plan, on average.
AHEAD = 1e-9  # Points by which a role must lead to stand first whatever its slug.
TOP = 10
# Without the first no database is made when these tests run alone.
pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]


def races(content: EditionContent) -> Iterator[tuple[float | None, Race]]:
    """For each persona and each role of its top ten but the first: what the search found, and the race."""
    constants, roles = content.constants, content.scored_roles
    for path in sorted(PERSONAS.glob("*.json")):
        answers = json.loads(path.read_text())["answers"]
        person = profile_respondent(answers, content.items, content.dimensions, content.skills, constants)
        ranking = rank_roles(person, roles, constants, constants.balance)
        runners = Runners.of(person, roles, ranking, constants, constants.balance)
        for match in ranking[1:TOP]:
            role = content.roles[match.role]
            found = route_to(person, role, roles, constants, constants.balance)
            race = race_of(runners, role)
            yield (found.cost if found.steps else None), race


def cheapest_cost(race: Race) -> float | None:
    """The least effort that wins the race, None if MOST_STEPS steps can't."""
    steps = [
        (skill, level) for skill in race.effects for level in range(race.ratings[skill], len(STEP_COSTS))
    ]
    if not steps:
        return None
    gains = np.array([[race.effects[skill][rival] for skill, _ in steps] for rival in range(len(race.leads))])
    ahead = LinearConstraint(gains, lb=AHEAD - np.array(race.leads))
    few = LinearConstraint(np.ones((1, len(steps))), ub=MOST_STEPS)
    orders = np.array(
        [
            [(index == later) - (index == later - 1) for index in range(len(steps))]
            for later in range(1, len(steps))
            if steps[later][0] == steps[later - 1][0]
        ]
    ).reshape(-1, len(steps))
    costs = np.array([STEP_COSTS[level] for _, level in steps])
    solved = milp(
        costs,
        constraints=[ahead, few, LinearConstraint(orders, ub=0)],
        integrality=np.ones(len(steps)),
        bounds=Bounds(0, 1),
    )
    return float(solved.fun) if solved.success else None


@pytest.fixture(scope="module")
def pairs(shipped: EditionContent) -> list[tuple[float | None, float | None]]:
    """What the search and the solver say of each race."""
    return [(found, cheapest_cost(race)) for found, race in races(shipped)]


def test_the_search_finds_a_way_whenever_there_is_one(pairs):
    assert len(pairs) == 8 * (TOP - 1)
    assert [found is None for found, _ in pairs] == [exact is None for _, exact in pairs]


def test_its_ways_cost_hardly_more_than_the_cheapest(pairs):
    ratios = [found / exact for found, exact in pairs if found is not None]

    assert len(ratios) > 15
    assert min(ratios) >= 1 - 1e-9
    assert sum(ratios) / len(ratios) <= COST_RATIO

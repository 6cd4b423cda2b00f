"""How sure an order is."""

from dataclasses import replace

import pytest

from quiz.scoring.certainty import Certainty, chance_ahead, fit_interval, judge, sensitivity
from quiz.scoring.constants import Constants
from quiz.scoring.fit import match_role
from quiz.scoring.respondent import PreferenceEstimate
from roles.profile import Preference
from tests.builders import a_respondent, a_role
from tests.scoring.strategies import profile_of

CONSTANTS = Constants()
PRODUCT = a_role(slug="product", preferences={"product-sense": Preference(80, 1)})
DATA = a_role(slug="data", preferences={"data": Preference(80, 1)})
SOMEBODY = a_respondent({"product-sense": 70})


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.5, Certainty.TOO_CLOSE),
        (0.699, Certainty.TOO_CLOSE),
        (0.70, Certainty.LEANING),
        (0.90, Certainty.LEANING),
        (0.901, Certainty.CLEAR),
        (1.0, Certainty.CLEAR),
    ],
)
def test_the_word_for_a_chance(chance, word):
    assert judge(chance) is word


def test_a_lead_is_weighed_against_its_error():
    chance = chance_ahead(SOMEBODY, PRODUCT, DATA, 20.0, CONSTANTS, 0.5)

    # Slopes 15 and 45, curvatures 22.5, variances .25: sd = 26.25; Phi(20 / 26.25) = .7769
    assert chance == pytest.approx(0.7769, abs=5e-5)


def test_skills_that_two_roles_ask_differently_add_doubt():
    other_skills = replace(DATA, skills={})

    assert chance_ahead(SOMEBODY, PRODUCT, other_skills, 20.0, CONSTANTS, 0.5) < 0.776


def test_an_interval_holds_four_in_five_repeats():
    interval = fit_interval(SOMEBODY, PRODUCT, 95.0, CONSTANTS, 1.0)

    # 1.28 * 1.6 * sqrt(30^2 * .25 + 2 * 45^2 * .25^2) = 44.78
    assert interval.low == pytest.approx(95 - 44.78, abs=5e-3)
    assert interval.high == pytest.approx(95 + 44.78, abs=5e-3)


def test_more_answers_make_a_lead_surer():
    few = profile_of({"product-sense-1": 5})
    more = profile_of({"product-sense-1": 5, "product-sense-2": 1, "data-1": 3, "data-2": 3})

    assert chance_ahead(few, PRODUCT, DATA, 20.0, CONSTANTS, 0.5) < chance_ahead(
        more, PRODUCT, DATA, 20.0, CONSTANTS, 0.5
    )


def test_without_any_error_the_lead_decides():
    certain = replace(
        SOMEBODY,
        preferences={slug: PreferenceEstimate(0.0, 0.0, 0.5, 1e9) for slug in SOMEBODY.preferences},
        skills={slug: replace(skill, variance=0.0) for slug, skill in SOMEBODY.skills.items()},
    )

    chances = [chance_ahead(certain, PRODUCT, DATA, lead, CONSTANTS, 0.5) for lead in (-1.0, 0.0, 1.0)]

    assert chances == [0.0, 0.5, 1.0]


def test_a_role_without_skills_can_be_ahead_or_behind():
    unskilled = replace(DATA, skills={})

    ahead = chance_ahead(SOMEBODY, unskilled, PRODUCT, 20.0, CONSTANTS, 0.5)
    behind = chance_ahead(SOMEBODY, PRODUCT, unskilled, -20.0, CONSTANTS, 0.5)

    assert ahead + behind == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("step", [-1, 1])
def test_slopes_and_curvatures_say_how_a_fit_moves_with_a_preference(step):
    """One standard deviation up or down the scale, for a role that wants more of it."""
    moved = a_respondent({"product-sense": 70 + 100 * CONSTANTS.spread * step})

    effect = sensitivity(SOMEBODY, PRODUCT, CONSTANTS, 0.5)

    gained = (
        match_role(moved, PRODUCT, CONSTANTS, 0.5).fit - match_role(SOMEBODY, PRODUCT, CONSTANTS, 0.5).fit
    )
    promised = step * effect.slopes["product-sense"] + effect.curvatures["product-sense"]
    assert gained == pytest.approx(promised)

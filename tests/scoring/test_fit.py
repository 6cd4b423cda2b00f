"""How well a role suits somebody, against numbers worked out by hand."""

import pytest

from quiz.scoring.constants import Constants
from quiz.scoring.fit import Aspect, match_role, rank_roles
from roles.profile import Demand, Preference
from tests.builders import a_respondent, a_role, small_content

CONSTANTS = Constants()
ROLE = a_role(
    preferences={
        "product-sense": Preference(80, 3),
        "data": Preference(30, 1),
        "visual-craft": Preference(0, 0),
    },
    skills={"programming": Demand(3, 2), "databases": Demand(2, 1)},
)
SOMEBODY = a_respondent(
    preferences={"product-sense": 70, "data": 50, "visual-craft": 100},
    skills={"programming": 3, "databases": 1, "front-end": 2},
)


def test_preference_fit_is_what_weighted_squared_distances_leave_of_100():
    match = match_role(SOMEBODY, ROLE, CONSTANTS, 0.5)

    # 100 - 500 * (.75 * .1^2 + .25 * .2^2); the dimension of weight 0 costs nothing
    assert match.preference_fit == pytest.approx(91.25)


def test_skill_fit_sets_what_the_role_asks_against_what_it_does_not():
    match = match_role(SOMEBODY, ROLE, CONSTANTS, 0.5)

    # 50 + 30 * (.75 * 2.5388 + .25 * 1.1153 - (1.8271 + 3 * 1.4) / 4)
    assert match.skill_fit == pytest.approx(70.2853, abs=5e-5)


def test_fit_weighs_its_two_halves_by_the_balance():
    fits = [match_role(SOMEBODY, ROLE, CONSTANTS, balance).fit for balance in (1.0, 0.7, 0.5, 0.0)]

    assert fits == pytest.approx([91.25, 84.9606, 80.7676, 70.2853], abs=5e-5)


def test_each_contribution_is_exact():
    match = match_role(SOMEBODY, ROLE, CONSTANTS, 0.5)
    points = {(c.aspect, c.slug): c.points for c in match.contributions}

    assert match.base == 75
    assert points[Aspect.PREFERENCE, "product-sense"] == pytest.approx(-0.5 * 500 * 0.75 * 0.01)
    assert points[Aspect.SKILL, "programming"] == pytest.approx(0.5 * 30 * 0.75 * 2.538824, abs=1e-5)
    assert points[Aspect.SKILL, "mentoring"] == pytest.approx(-0.5 * 30 * 0.25 * 1.4)
    assert (Aspect.PREFERENCE, "visual-craft") not in points


def test_readiness_weighs_each_missing_level():
    match = match_role(SOMEBODY, ROLE, CONSTANTS, 0.5)

    # One level of databases (weight 1) of the 2 * 3 + 1 * 2 levels asked.
    assert match.readiness == pytest.approx(87.5)


def test_readiness_speaks_of_rated_skills_only():
    databases_unrated = a_respondent(skills={"programming": 2})

    assert match_role(databases_unrated, ROLE, CONSTANTS, 0.5).readiness == pytest.approx(100 * 2 / 3)
    assert match_role(a_respondent(), ROLE, CONSTANTS, 0.5).readiness is None


def test_more_skill_than_asked_is_no_gap():
    expert = a_respondent(skills={"programming": 4, "databases": 4})

    assert match_role(expert, ROLE, CONSTANTS, 0.5).readiness == 100


@pytest.mark.parametrize("listed", [[], list(small_content().skills)], ids=["none", "every skill"])
def test_a_role_with_nothing_to_set_against_each_other_has_an_even_skill_fit(listed):
    role = a_role(skills={slug: Demand(2, 1) for slug in listed})

    assert match_role(SOMEBODY, role, CONSTANTS, 0.5).skill_fit == 50


def test_the_least_demanding_role_is_not_everybodys_first():
    modest = a_role(slug="modest", skills={"programming": Demand(1, 1)})
    demanding = a_role(slug="demanding", skills={"databases": Demand(4, 3)})
    database_person = a_respondent(skills={"databases": 3, "programming": 1})

    first, _ = rank_roles(database_person, (modest, demanding), CONSTANTS, 0.5)

    assert first.role == "demanding"


def test_a_systems_thinker_is_matched_to_backend_before_product():
    content = small_content()
    systems_thinker = a_respondent(
        {"infrastructure": 90, "product-sense": 10}, {"databases": 3, "programming": 3}
    )

    ranking = rank_roles(systems_thinker, content.scored_roles, CONSTANTS, 0.5)

    slugs = [match.role for match in ranking]
    assert slugs.index("backend-engineer") < slugs.index("product-engineer")


def test_equal_fits_are_ranked_by_slug():
    twins = (a_role(slug="b"), a_role(slug="c"), a_role(slug="a"))

    assert [match.role for match in rank_roles(SOMEBODY, twins, CONSTANTS, 0.5)] == ["a", "b", "c"]

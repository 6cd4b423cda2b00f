"""What answers say, against numbers worked out by hand."""

import pytest

from quiz.items import UNSURE, SkillRating
from quiz.scoring.constants import Constants
from quiz.scoring.respondent import (
    PreferenceEstimate,
    RespondentProfile,
    estimate_preference,
    estimate_skill,
    favours_nothing,
    profile_respondent,
)
from tests.builders import small_content
from tests.scoring.strategies import profile_of


def test_the_named_constants_give_the_derived_ones():
    assert Constants().kappa == pytest.approx(1.7778, abs=5e-5)
    assert Constants().skill_reliability == pytest.approx(0.7118, abs=5e-5)


def test_one_full_agreement_moves_a_dimension_most_of_the_way():
    data = profile_of({"data-1": 5}).preferences["data"]

    # 2 / (1.12 * .60) = 2.976; 2.976 / 2.778 = 1.071; 1.778 / 2.778 = .64; .5 + .3 * 1.071 = .821
    assert data.theta == pytest.approx(1.0714, abs=5e-5)
    assert data.variance == pytest.approx(0.64)
    assert data.position == pytest.approx(0.8214, abs=5e-5)
    assert data.evidence == 1


def test_agreeing_with_a_reverse_keyed_item_speaks_for_the_low_pole():
    data = profile_of({"data-2": 5}).preferences["data"]

    assert data.theta == pytest.approx(-1.0714, abs=5e-5)


def test_a_trade_off_counts_half_and_for_both_of_its_dimensions():
    preferences = profile_of({"product-sense-or-leading-people": "a"}).preferences

    # .5 / .60 = .833; .833 / (.5 + 1.778) = .366; 1.778 / 2.278 = .780
    assert preferences["product-sense"].theta == pytest.approx(0.3659, abs=5e-5)
    assert preferences["leading-people"].theta == pytest.approx(-0.3659, abs=5e-5)
    assert preferences["product-sense"].variance == pytest.approx(0.7805, abs=5e-5)
    assert preferences["leading-people"].evidence == 0.5


def test_choosing_the_other_side_of_a_trade_off_turns_it_round():
    a = profile_of({"product-sense-or-leading-people": "a"}).preferences
    b = profile_of({"product-sense-or-leading-people": "b"}).preferences

    assert a["product-sense"].theta == b["leading-people"].theta == -b["product-sense"].theta


def test_answers_to_one_dimension_are_shrunk_together():
    data = profile_of(
        {"data-1": 5, "data-2": 1, "visual-craft-or-infrastructure": "a", "data-or-visual-craft": "a"}
    )

    # (2.976 + 2.976 + .833) / (2.5 + 1.778) = 1.5863
    assert data.preferences["data"].theta == pytest.approx(1.58627, abs=5e-5)
    assert data.preferences["data"].evidence == 2.5


@pytest.mark.parametrize(("score", "end"), [(2.976, 1.0), (-2.976, 0.0)])
def test_a_position_stays_on_its_scale(score, end):
    emphatic = estimate_preference([(score, 1.0)] * 10, Constants())

    assert abs(emphatic.theta) > 2
    assert emphatic.position == end


def test_nobody_known_stands_in_the_middle_with_everything_open():
    data = profile_of({}).preferences["data"]

    assert (data.theta, data.variance, data.position, data.evidence) == (0, 1, 0.5, 0)


def test_a_self_rating_is_drawn_toward_what_people_have_on_average():
    rated = estimate_skill(3, Constants())

    # 1.4 + .7118 * 1.6 = 2.539; 1.21 * (1 - .7118) = .349
    assert rated.level == pytest.approx(2.5388, abs=5e-5)
    assert rated.variance == pytest.approx(0.3488, abs=5e-5)
    assert rated.rating == 3


def test_a_skill_that_is_not_rated_is_expected_at_the_average():
    unrated = profile_of({"skill-databases": UNSURE}).skills["databases"]

    assert (unrated.rating, unrated.level, unrated.variance) == (None, 1.4, pytest.approx(1.21))


def test_a_rating_of_zero_is_an_answer():
    assert profile_of({"skill-databases": 0}).skills["databases"].rating == 0


def test_every_dimension_and_skill_is_estimated_even_without_answers():
    content = small_content()

    assert profile_of({}).preferences.keys() == content.dimensions.keys()
    assert profile_of({}).skills.keys() == content.skills.keys()


@pytest.mark.parametrize("ratings", [(3, 1), (1, 3)])
def test_of_two_ratings_of_one_skill_the_lower_counts(ratings):
    items = {slug: SkillRating(slug, "Text?", "Why.", "databases") for slug in ("one", "two")}

    said = profile_respondent(dict(zip(items, ratings, strict=True)), items, (), ("databases",), Constants())

    assert said.skills["databases"].rating == 1


@pytest.mark.parametrize(
    ("thetas", "nothing"),
    [
        ((0.44,) * 6, True),
        ((-0.44,) * 6, True),
        ((0.45,), False),
        ((0.46,) * 6, False),
        ((1.0, *(0.0,) * 5), True),
        ((1.2, *(0.0,) * 5), False),
    ],
)
def test_preferences_favour_nothing_when_their_root_mean_square_is_small(thetas, nothing):
    estimates = {f"d{n}": PreferenceEstimate(theta, 0.5, 0.5, 2.0) for n, theta in enumerate(thetas)}

    assert favours_nothing(RespondentProfile(estimates, {})) is nothing

"""What changed between two takes, and what of it is noise."""

import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.items import UNSURE
from quiz.scoring.change import fit_changes, is_within_noise, preference_changes, skill_changes
from quiz.scoring.fit import rank_roles
from tests.builders import answers_of
from tests.scoring.simulated import answers, somebody
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers

CONSTANTS = CONTENT.constants


@pytest.mark.parametrize(
    ("difference", "noise"), [(0, True), (1.96 * 5, True), (9.81, False), (-9.81, False), (-9.8, True)]
)
def test_the_rule_by_hand(difference: float, noise: bool):
    # The standard error of the difference is 5.
    assert is_within_noise(difference, 25) is noise


def test_without_any_error_every_difference_is_a_change():
    assert not is_within_noise(1e-9, 0)
    assert is_within_noise(0, 0)


@given(some_answers(), balances)
def test_the_same_answers_twice_show_no_change(answers, balance):
    taken = profile_of(answers)

    changes = (
        *preference_changes(taken, taken),
        *skill_changes(taken, taken, CONSTANTS),
        *fit_changes(taken, taken, CONTENT.scored_roles, CONSTANTS, balance),
    )

    assert all(change.within_noise and change.then == change.now for change in changes)


@given(some_answers(), some_answers())
def test_a_change_turned_round_is_judged_alike(one, other):
    one, other = profile_of(one), profile_of(other)

    there, back = list(preference_changes(one, other)), list(preference_changes(other, one))

    assert [c.within_noise for c in there] == [c.within_noise for c in back]
    assert [(c.then, c.now) for c in there] == [(c.now, c.then) for c in back]


def test_only_what_was_answered_both_times_is_compared():
    ratings = {"programming": 3}
    then = profile_of({s: a for s, a in answers_of(CONTENT, {"data": 1}, ratings).items() if a != UNSURE})
    now = profile_of({"data-1": 5, "skill-databases": 2})

    assert [change.slug for change in preference_changes(then, now)] == ["data"]
    assert list(skill_changes(then, now, CONSTANTS)) == []


def test_a_person_turned_round_has_changed_and_one_step_on_a_scale_is_noise():
    then = profile_of(answers_of(CONTENT, {"data": 1}, dict.fromkeys(CONTENT.skills, 2)))
    turned = profile_of(answers_of(CONTENT, {"data": -1}, dict.fromkeys(CONTENT.skills, 2)))
    grown = profile_of(answers_of(CONTENT, {"data": 1}, dict.fromkeys(CONTENT.skills, 3)))

    assert [c.slug for c in preference_changes(then, turned) if not c.within_noise] == ["data"]
    assert all(change.within_noise for change in skill_changes(then, grown, CONSTANTS))
    assert {c.slug: (c.then, c.now) for c in skill_changes(then, grown, CONSTANTS)} == dict.fromkeys(
        CONTENT.skills, (2, 3)
    )


@given(some_answers(), some_answers(), balances, st.integers(min_value=1, max_value=5))
def test_fits_are_those_of_the_verdict_best_of_today_first(one, other, balance, count):
    then, now = profile_of(one), profile_of(other)
    roles = CONTENT.scored_roles[:count]

    changes = fit_changes(then, now, roles, CONSTANTS, balance)

    assert [(c.slug, c.now) for c in changes] == [
        (m.role, m.fit) for m in rank_roles(now, roles, CONSTANTS, balance)
    ]
    assert {c.slug: c.then for c in changes} == {
        m.role: m.fit for m in rank_roles(then, roles, CONSTANTS, balance)
    }


@pytest.mark.parametrize("less", [0.0, 0.5], ids=["all answered twice", "half left out the second time"])
def test_an_unchanged_person_stays_within_noise_19_times_in_20(less: float):
    # Theory gives .95 to a fit. Answers and ratings are whole numbers: at least .95 is what they can keep.
    draw = random.Random(11)
    likes, skills, fits = [], [], []
    for _ in range(250):
        person = somebody(draw, CONTENT)
        first, second = (answers(draw, person, CONTENT) for _ in range(2))
        kept = {slug: said for slug, said in second.items() if draw.random() >= less}
        then, now = profile_of(first), profile_of(kept)
        likes += [change.within_noise for change in preference_changes(then, now)]
        skills += [change.within_noise for change in skill_changes(then, now, CONSTANTS)]
        changed = fit_changes(then, now, CONTENT.scored_roles, CONSTANTS, 0.5)
        fits += [change.within_noise for change in changed]

    assert 0.94 <= fmean(fits) <= 0.97
    assert 0.95 <= fmean(likes) <= 0.985
    assert 0.95 <= fmean(skills) <= 0.995


@pytest.mark.parametrize(("rating", "noise"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
def test_a_rating_has_changed_from_three_levels_on(rating: int, noise: bool):
    then, now = (profile_of(answers_of(CONTENT, {}, dict.fromkeys(CONTENT.skills, r))) for r in (0, rating))

    assert {change.within_noise for change in skill_changes(then, now, CONSTANTS)} == {noise}

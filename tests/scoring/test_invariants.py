"""The promises of the scoring model, each held against arbitrary people and roles."""

import random
from dataclasses import replace
from math import fsum

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.items import UNSURE, Agreement, Answers, Item, SkillRating, TradeOff
from quiz.scoring.certainty import chance_ahead
from quiz.scoring.fit import Match, match_role, rank_roles
from quiz.scoring.respondent import RespondentProfile, profile_respondent
from roles.profile import Demand, Preference, RoleProfile
from tests.builders import ideal_answers
from tests.scoring.strategies import (
    CONTENT,
    balances,
    profile_of,
    some_answers,
    some_respondent,
    some_role,
    whole_answers,
)

CONSTANTS = CONTENT.constants
AGREEMENTS = [slug for slug, item in CONTENT.items.items() if isinstance(item, Agreement)]
RATINGS = [slug for slug, item in CONTENT.items.items() if isinstance(item, SkillRating)]
PAIRS = [slug for slug, item in CONTENT.items.items() if isinstance(item, TradeOff)]


def fit(respondent: RespondentProfile, role: RoleProfile, balance: float = 0.5) -> float:
    return match_role(respondent, role, CONSTANTS, balance).fit


def ranking(answers: Answers, roles: tuple[RoleProfile, ...] = CONTENT.scored_roles) -> tuple[Match, ...]:
    return rank_roles(profile_of(answers), roles, CONSTANTS, CONSTANTS.balance)


@given(some_respondent(), some_role(), balances)
def test_contributions_and_base_add_up_to_the_fit(respondent, role, balance):
    """Invariant 1."""
    match = match_role(respondent, role, CONSTANTS, balance)

    assert match.base + fsum(c.points for c in match.contributions) == pytest.approx(match.fit, abs=1e-9)
    halves = balance * match.preference_fit + (1 - balance) * match.skill_fit
    assert halves == pytest.approx(match.fit, abs=1e-9)


@given(whole_answers(), some_role(), balances)
def test_raising_a_listed_skill_never_lowers_the_role(answers, role, balance):
    """Invariant 2, skills."""
    for skill in role.skills:
        ladder = [fit(profile_of({**answers, f"skill-{skill}": level}), role, balance) for level in range(5)]

        assert ladder == sorted(ladder)


@given(whole_answers(), some_role(), st.sampled_from(AGREEMENTS), st.sampled_from([1, 2, 3, 4, 5]))
def test_an_answer_moved_toward_the_target_never_lowers_the_role(answers, role, item, new):
    """Invariant 2, preferences."""
    dimension = CONTENT.items[item].dimension
    assume(dimension in role.preferences)
    target = role.preferences[dimension].target / 100
    before, after = profile_of(answers), profile_of({**answers, item: new})
    was, now = before.preferences[dimension].position, after.preferences[dimension].position
    assume(was <= now <= target or was >= now >= target)

    assert fit(after, role) >= fit(before, role) - 1e-9


@given(some_answers(), some_role("another-role"), st.randoms(use_true_random=False))
def test_other_roles_come_and_go_without_touching_a_score(answers, another, chance):
    """Invariant 3, roles."""
    roles = list(CONTENT.scored_roles)
    alone = {role.slug: ranking(answers, (role,))[0] for role in roles}
    roles.append(another)
    chance.shuffle(roles)

    together = {match.role: match for match in ranking(answers, tuple(roles))}

    assert all(together[slug] == match for slug, match in alone.items())


@given(some_answers(), some_role(), st.randoms(use_true_random=False))
def test_the_order_of_everything_changes_not_a_bit(answers, role, chance):
    """Invariant 3, order of items, answers, dimensions, skills and targets."""
    items, dimensions, skills = (
        shuffled(chance, entries) for entries in (CONTENT.items, CONTENT.dimensions, CONTENT.skills)
    )
    respondent = profile_respondent(shuffled(chance, answers), items, dimensions, skills, CONSTANTS)
    reordered = replace(
        role, preferences=shuffled(chance, role.preferences), skills=shuffled(chance, role.skills)
    )

    assert respondent == profile_of(answers)
    assert numbers(respondent, reordered) == numbers(profile_of(answers), role)


def numbers(respondent: RespondentProfile, role: RoleProfile) -> tuple[float | None, ...]:
    match = match_role(respondent, role, CONSTANTS, 0.5)
    rival = CONTENT.roles["product-engineer"]
    chance = chance_ahead(respondent, role, rival, 3.0, CONSTANTS, 0.5)
    return match.fit, match.preference_fit, match.skill_fit, match.readiness, chance


def shuffled(chance: random.Random, entries: dict) -> dict:
    keys = list(entries)
    chance.shuffle(keys)
    return {key: entries[key] for key in keys}


@given(some_answers(), st.sampled_from(sorted(CONTENT.items)))
def test_an_item_more_that_nobody_answered_changes_not_a_bit(answers, removed):
    """Invariant 3, items."""
    given_answers = {slug: answer for slug, answer in answers.items() if slug != removed}
    fewer = {slug: item for slug, item in CONTENT.items.items() if slug != removed}

    without = profile_respondent(given_answers, fewer, CONTENT.dimensions, CONTENT.skills, CONSTANTS)

    assert without == profile_of(given_answers)


@pytest.mark.parametrize("role", CONTENT.scored_roles, ids=lambda role: role.slug)
def test_the_ideal_respondent_of_a_role_is_led_by_it(role):
    """Invariant 4."""
    assert ranking(ideal_answers(CONTENT, role))[0].role == role.slug


@given(some_respondent(), some_role("one"), some_role("two"), balances)
def test_chances_of_a_pair_share_what_is_certain(respondent, one, two, balance):
    """Invariant 5."""
    lead = fit(respondent, one, balance) - fit(respondent, two, balance)

    ahead = chance_ahead(respondent, one, two, lead, CONSTANTS, balance)
    behind = chance_ahead(respondent, two, one, -lead, CONSTANTS, balance)

    assert ahead + behind == pytest.approx(1, abs=1e-12)
    assert chance_ahead(respondent, one, one, 0.0, CONSTANTS, balance) == 0.5
    assert (ahead > 0.5) == (lead > 0) or abs(lead) < 1e-9


@given(whole_answers(), st.sets(st.sampled_from(AGREEMENTS)))
def test_a_flipped_item_with_a_flipped_answer_says_the_same(answers, flipped):
    """Invariant 6."""
    items = {slug: flip(item) if slug in flipped else item for slug, item in CONTENT.items.items()}
    turned = {slug: 6 - answer if slug in flipped else answer for slug, answer in answers.items()}

    other = profile_respondent(turned, items, CONTENT.dimensions, CONTENT.skills, CONSTANTS)

    assert other == profile_of(answers)


def flip(item: Item) -> Item:
    assert isinstance(item, Agreement)
    return replace(item, key=-1 if item.key == 1 else 1)


@given(whole_answers(), st.sets(st.sampled_from(sorted(CONTENT.items))))
def test_not_sure_is_the_same_as_not_asked(answers, unsure):
    """Invariant 7, absent answers."""
    left_out = {slug: answer for slug, answer in answers.items() if slug not in unsure}
    items = {slug: item for slug, item in CONTENT.items.items() if slug not in unsure}

    said = profile_of(answers | dict.fromkeys(unsure, UNSURE))

    assert said == profile_of(left_out)
    assert said == profile_respondent(left_out, items, CONTENT.dimensions, CONTENT.skills, CONSTANTS)


@given(whole_answers())
def test_answers_to_items_that_the_edition_no_longer_shows_never_count(answers):
    """Invariant 7, former items."""
    assert profile_of({**answers, "withdrawn-item": 5, "skill-withdrawn": 4}) == profile_of(answers)


@given(whole_answers(), some_role("one"), some_role("two"), st.data())
def test_a_level_more_of_every_skill_changes_no_order_but_readiness(answers, one, two, data):
    """Invariant 8."""
    low = {slug: data.draw(st.integers(0, 3)) for slug in RATINGS}
    high = {slug: rating + 1 for slug, rating in low.items()}
    before, after = profile_of({**answers, **low}), profile_of({**answers, **high})

    lead = fit(before, one) - fit(before, two)

    assert fit(after, one) - fit(after, two) == pytest.approx(lead, abs=1e-9)
    was, now = match_role(before, one, CONSTANTS, 0.5), match_role(after, one, CONSTANTS, 0.5)
    assert now.readiness > was.readiness or was.readiness == 100


@given(st.sets(st.sampled_from(AGREEMENTS)))
def test_neutral_answers_without_trade_offs_stay_in_the_middle(neutral):
    """Invariant 9."""
    respondent = profile_of(dict.fromkeys(neutral, 3))

    assert {estimate.position for estimate in respondent.preferences.values()} == {0.5}


@given(some_respondent(), some_role("one"), balances)
def test_equal_profiles_get_equal_scores(respondent, one, balance):
    """Invariant 11."""
    twin = replace(one, slug="two", name="Two")

    first, second = rank_roles(respondent, (twin, one), CONSTANTS, balance)

    assert (first.role, second.role) == ("one", "two")
    assert replace(second, role="one") == first


@given(some_respondent(), some_role(), st.sampled_from([2.0, 3.0, 0.1]), balances)
def test_weights_count_only_relative_to_each_other(respondent, role, factor, balance):
    """Invariant 12."""
    scaled = replace(
        role,
        preferences={s: Preference(p.target, p.weight * factor) for s, p in role.preferences.items()},
        skills={s: Demand(d.level, d.weight * factor) for s, d in role.skills.items()},
    )

    before = match_role(respondent, role, CONSTANTS, balance)
    after = match_role(respondent, scaled, CONSTANTS, balance)

    assert after.fit == pytest.approx(before.fit, abs=1e-9)
    assert after.readiness == (None if before.readiness is None else pytest.approx(before.readiness))


@given(some_answers(), some_role())
def test_readiness_is_full_only_without_gaps(answers, role):
    """Invariant 13."""
    respondent = profile_of(answers)
    rated = {slug: e.rating for slug, e in respondent.skills.items() if e.rating is not None}
    gaps = [slug for slug, demand in role.skills.items() if slug in rated and rated[slug] < demand.level]

    readiness = match_role(respondent, role, CONSTANTS, 0.5).readiness

    if not rated.keys() & role.skills.keys():
        assert readiness is None
    else:
        assert 0 <= readiness <= 100
        assert (readiness == 100) == (not gaps)

"""When to offer to stop."""

from math import prod

import pytest
from hypothesis import given

from quiz.items import UNSURE
from quiz.scoring.certainty import chance_ahead
from quiz.scoring.fit import rank_roles
from quiz.scoring.next_items import PAGE, columns_of, next_items
from quiz.scoring.stopping import (
    FIRM,
    FIRST_OFFER,
    expected_overlap,
    outlook,
    questions_to_firm,
    remaining,
    to_be_learnt,
)
from tests.builders import ideal_answers
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers, whole_answers

CONSTANTS = CONTENT.constants


def test_stopping_is_not_offered_before_there_is_something_to_go_by():
    answers = ideal_answers(CONTENT, "data-engineer")
    few = dict(list(answers.items())[: FIRST_OFFER - 1])

    assert not outlook(CONTENT, few, 0.5).offers_stop


def test_stopping_is_offered_when_the_first_roles_are_settled():
    answers = ideal_answers(CONTENT, "data-engineer")
    most = {slug: answer for slug, answer in answers.items() if slug != "skill-mentoring"}

    settled = outlook(CONTENT, most, 0.5)

    assert settled.offers_stop
    assert settled.left == 1
    assert settled.overlap > 0.6


@given(whole_answers())
def test_with_nothing_left_to_ask_everything_is_settled_and_nothing_offered(answers):
    over = outlook(CONTENT, answers, 0.5)

    assert (over.left, over.offers_stop) == (0, False)
    assert over.overlap >= 0.5


@given(some_answers(), balances)
def test_an_overlap_is_a_share(answers, balance):
    assert 0 <= outlook(CONTENT, answers, balance).overlap <= 1


def test_what_the_items_still_to_come_would_settle_by_hand():
    answers = {"data-1": 5, "skill-databases": 3, "skill-mentoring": UNSURE}

    learnt = to_be_learnt(CONTENT, profile_of(answers), answers)

    # 1.778 / 2.778 - 1.778 / 4.778: one agreement item and two trade-offs are left.
    assert learnt.preferences["data"].variance == pytest.approx(0.2679, abs=5e-5)
    # 1 - 1.778 / 4.778: nothing is known yet, two agreement items and two trade-offs are left.
    assert learnt.preferences["visual-craft"].variance == pytest.approx(0.6279, abs=5e-5)
    # 1.21 * .7118 for a skill still to be rated; nothing for one that was, or was left open.
    assert learnt.skills["programming"].variance == pytest.approx(0.8612, abs=5e-5)
    assert learnt.skills["databases"].variance == learnt.skills["mentoring"].variance == 0


def test_an_overlap_by_hand():
    answers = {"data-1": 5, "visual-craft-1": 4, "skill-databases": 3}
    respondent = profile_of(answers)
    learnt = to_be_learnt(CONTENT, respondent, answers)
    ranked = rank_roles(respondent, CONTENT.scored_roles, CONSTANTS, 0.5)

    def stays_ahead(one, two):
        roles = CONTENT.roles[one.role], CONTENT.roles[two.role]
        return chance_ahead(learnt, *roles, one.fit - two.fit, CONSTANTS, 0.5)

    # The first three stay when both the fourth and the fifth stay behind.
    stays = [prod(stays_ahead(one, two) for two in ranked[3:]) for one in ranked[:3]]
    assert expected_overlap(CONTENT, learnt, respondent, 0.5) == pytest.approx(sum(stays) / 3)
    assert 0.1 < sum(stays) / 3 < 0.9


def test_what_some_of_the_items_leave_unsettled_by_hand():
    chosen = [CONTENT.items[slug] for slug in ("data-1", "skill-programming", "data-2")]

    left = [remaining(CONTENT, profile_of({}), chosen, asked) for asked in (0, 1, 2, 3)]

    # Variance 1 falls to .64 with one agreement answer and to .4706 with two.
    data = [each.preferences["data"].variance for each in left]
    assert data == pytest.approx([0.5294, 0.1694, 0.1694, 0], abs=5e-5)
    programming = [each.skills["programming"].variance for each in left]
    assert programming == pytest.approx([0.8612, 0.8612, 0, 0], abs=5e-5)


@given(some_answers(), balances)
def test_the_fewest_whole_pages_are_named_that_make_the_first_roles_firm(answers, balance):
    respondent, columns = profile_of(answers), columns_of(CONTENT)
    chosen = next_items(CONTENT, answers, balance, len(CONTENT.items), columns)

    def is_firm(asked):
        return (
            expected_overlap(CONTENT, remaining(CONTENT, respondent, chosen, asked), respondent, balance)
            >= FIRM
        )

    more = questions_to_firm(CONTENT, answers, balance, columns)

    assert not any(is_firm(fewer) for fewer in range(0, more, PAGE))
    assert more == len(chosen) or (more % PAGE == 0 and is_firm(more))


def test_nothing_is_settled_before_the_first_answer():
    assert outlook(CONTENT, {}, 0.5).overlap < 0.5


@pytest.mark.parametrize(("seen", "offered"), [(FIRST_OFFER - 1, False), (FIRST_OFFER, True)])
def test_stopping_is_offered_from_the_twentieth_item_on(seen, offered):
    answers = ideal_answers(CONTENT, "data-engineer")
    ratings_first = sorted(answers, key=lambda slug: not slug.startswith("skill-"))

    some = {slug: answers[slug] for slug in ratings_first[:seen]}

    assert outlook(CONTENT, some, 0.5).overlap > 0.6
    assert outlook(CONTENT, some, 0.5).offers_stop is offered

"""Most roles of a large edition are never shown, so what is told of one mustn't depend on the others' being
worked out. What is left out, shared or put off for speed says what it says when nothing is."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from quiz.items import Answers
from quiz.scoring import race as racing
from quiz.scoring.certainty import Certainty, chance_ahead, fit_interval, judge
from quiz.scoring.counterfactual import Runners, route_among, route_to
from quiz.scoring.fit import Contributions, match_role, rank_roles
from quiz.scoring.race import MOST_STEPS, Plan, Race, cheapest_plan, won, worth_of_steps
from quiz.submission import MustHaves, Submission
from reports.changes import changes
from reports.pay import figures_of
from reports.report import build_case
from reports.verdict import reach_verdict
from roles.profile import RoleProfile
from tests.reports.builders import STAMP
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers, whole_answers

CONSTANTS = CONTENT.constants
ROLES = CONTENT.scored_roles
conditions = st.builds(MustHaves, salary_floor=st.sampled_from([None, 120_000]), no_on_call=st.booleans())


@given(some_answers(), balances, st.sampled_from(ROLES))
def test_what_is_said_of_a_role_is_what_is_said_of_it_alone(
    answers: Answers, balance: float, role: RoleProfile
) -> None:
    told = reach_verdict(CONTENT, Submission(answers, balance=balance)).ranked(role.slug)

    assert told
    alone = match_role(profile_of(answers), role, CONSTANTS, balance)
    assert told.match == alone
    assert tuple(told.match.contributions) == tuple(alone.contributions)
    assert told.interval == fit_interval(profile_of(answers), role, alone.fit, CONSTANTS, balance)


@given(some_answers(), balances)
def test_contributions_are_the_same_however_often_and_late_they_are_read(
    answers: Answers, balance: float
) -> None:
    for match in rank_roles(profile_of(answers), ROLES, CONSTANTS, balance):
        first, again = list(match.contributions), list(match.contributions)

        assert first == again
        assert len(match.contributions) == len(first)
        assert first[0] in match.contributions


def test_contributions_that_differ_are_told_apart() -> None:
    assert Contributions(("data",), ("testing",), (1.0, 2.0)) != Contributions(
        ("data",), ("testing",), (1.0, 3.0)
    )


@given(some_answers(), balances, conditions)
def test_places_are_those_of_every_pair_asked_one_by_one(
    answers: Answers, balance: float, wanted: MustHaves
) -> None:
    verdict = reach_verdict(CONTENT, Submission(answers, balance=balance, must_haves=wanted))
    respondent = profile_of(answers)

    def place(ranking):  # type: ignore[no-untyped-def]
        first, places = 0, []
        for index, ranked in enumerate(ranking):
            leader = ranking[first]
            lead = leader.match.fit - ranked.match.fit
            chance = chance_ahead(respondent, leader.role, ranked.role, lead, CONSTANTS, balance)
            first = first if judge(chance) is Certainty.TOO_CLOSE else index
            places.append(first + 1)
        return places

    places = place(verdict.ranking)
    assert [ranked.place for ranked in verdict.ranking] == places
    assert [ranked.tied for ranked in verdict.ranking] == [places.count(each) > 1 for each in places]
    if (own := place(verdict.suggested))[:2] != [1, 1]:
        assert list(verdict.own_places) == own


@given(whole_answers(), balances)
def test_a_race_among_many_is_the_race_that_is_run_alone(answers: Answers, balance: float) -> None:
    respondent = profile_of(answers)
    ranking = rank_roles(respondent, ROLES, CONSTANTS, balance)
    in_order = [CONTENT.roles[match.role] for match in ranking]
    runners = Runners.of(respondent, in_order, ranking, CONSTANTS, balance)

    for role in ROLES:
        assert route_among(runners, role) == route_to(respondent, role, ROLES, CONSTANTS, balance)


@given(whole_answers(), conditions)
def test_a_change_of_the_report_is_the_way_found_for_that_role_alone(
    answers: Answers, wanted: MustHaves
) -> None:
    case = build_case(CONTENT, Submission(answers, must_haves=wanted), STAMP)
    running = [ranked.role for ranked in case.verdict.suggested or case.verdict.ranking]

    for change in changes(case):
        role, balance = change.ranked.role, case.verdict.balance
        assert change.route == route_to(case.respondent, role, running, CONSTANTS, balance)


def test_the_figures_of_a_role_are_those_of_its_occupations_in_the_order_of_the_edition() -> None:
    for role in CONTENT.roles.values():
        matched = [match.occupation for match in role.occupations]

        found = [each.figure for each in figures_of(CONTENT, role)]

        assert found == [figure for figure in CONTENT.figures if figure.occupation in matched]


def some_race(chance: Random) -> Race:
    """A race behind a few rivals, whom steps help to pass, and before others, to whom they may lose; in
    quarters of a point, so that some leads come out even."""
    skills, ahead, others = "abcde"[: chance.randint(2, 5)], chance.randint(1, 3), chance.randint(0, 8)

    def quarters(count: int, low: int, high: int) -> list[float]:
        return [chance.randint(low, high) / 4 for _ in range(count)]

    leads = quarters(ahead, -24, -1) + quarters(others, 0, 40)
    effects = {skill: quarters(ahead, -1, 8) + quarters(others, -8, 3) for skill in skills}
    return Race(leads, effects, {skill: chance.randint(0, 3) for skill in skills})


def climb_past_all(race: Race, skills: Sequence[str], start: Plan, most: int = 2 * MOST_STEPS) -> Plan | None:
    """The climb with every rival in view at every step."""
    plan, leads = dict(start), race.leads_after(start)
    while not won(leads) and sum(plan.values()) < most:
        worth = worth_of_steps(replace(race, leads=leads), skills, plan)
        best = max(worth, key=lambda skill: worth[skill], default=None)
        if best is None or worth[best] <= 0:
            return None
        plan[best] = plan.get(best, 0) + 1
        leads = race.moved(leads, best, 1)
    return plan if won(leads) else None


def test_rivals_that_are_left_out_change_no_plan() -> None:
    chance, plans = Random(14), 0
    for race in (some_race(chance) for _ in range(800)):
        with patch.multiple(racing, contested=lambda race, steps: race, climb=climb_past_all):
            whole = cheapest_plan(race)

        assert cheapest_plan(race) == whole
        plans += whole is not None
    assert plans > 200

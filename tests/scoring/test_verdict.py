"""What may be said at all, and how firmly."""

import random
from dataclasses import replace

import pytest

from quiz.content import EditionContent
from quiz.items import UNSURE, TradeOff
from quiz.scoring.certainty import Certainty, chance_ahead, judge
from quiz.submission import About, MustHaves, Submission
from reports.verdict import MustHave, RankedRole, Standing, Verdict, reach_verdict
from reports.words.verdict import leaders
from roles.profile import Demand, FigureKind, Frequency, Preference, RoleProfile
from tests.builders import a_figure, answers_of, ideal_answers, small_content

CONTENT = small_content()
RATED = dict.fromkeys(CONTENT.skills, 2)


def verdict_on(answers, **choices) -> Verdict:
    return reach_verdict(CONTENT, Submission(answers, **choices))


def test_a_decided_person_gets_a_decided_verdict():
    verdict = verdict_on(ideal_answers(CONTENT, "data-engineer"))

    assert verdict.standing is Standing.DECIDED
    assert verdict.suggested[0].role.slug == "data-engineer"
    assert verdict.certainty is Certainty.CLEAR


@pytest.mark.parametrize("answers", [{}, dict.fromkeys(CONTENT.items, UNSURE)], ids=["none", "all unsure"])
def test_nothing_said_is_too_few_and_never_sure(answers):
    verdict = verdict_on(answers)

    assert verdict.standing is Standing.TOO_FEW
    assert verdict.answered == 0
    assert verdict.certainty is Certainty.TOO_CLOSE
    assert len(verdict.ranking) == len(CONTENT.scored_roles)


def test_neutral_answers_leave_the_verdict_undecided_whatever_the_skills():
    expert = answers_of(CONTENT, {}, RATED | {"data-pipelines": 4, "databases": 4})
    # The trade-offs form a ring: taking each "a" speaks for and against every dimension alike.
    evenly = {slug: "a" for slug, item in CONTENT.items.items() if isinstance(item, TradeOff)}

    verdict = verdict_on({**expert, **evenly})

    assert verdict.standing is Standing.UNDECIDED
    assert verdict.certainty is Certainty.TOO_CLOSE


def test_agreeing_with_everything_is_undecided():
    everything = {slug: item.values[-1] for slug, item in CONTENT.items.items()}

    assert verdict_on(everything).standing is Standing.UNDECIDED


def test_an_edition_with_few_dimensions_can_still_be_decided():
    dimensions = dict(list(CONTENT.dimensions.items())[:5])
    items = {s: i for s, i in CONTENT.items.items() if "hands-on-coding" not in s}
    roles = {
        slug: replace(role, preferences={d: p for d, p in role.preferences.items() if d in dimensions})
        for slug, role in CONTENT.roles.items()
    }
    smaller = replace(CONTENT, dimensions=dimensions, items=items, roles=roles)

    verdict = reach_verdict(smaller, Submission(ideal_answers(smaller, "data-engineer")))

    assert verdict.standing is Standing.DECIDED


def test_roles_too_close_to_call_share_a_place():
    twins = {slug: replace(CONTENT.roles["data-engineer"], slug=slug) for slug in ("one", "two")}
    content = replace(CONTENT, roles=dict(CONTENT.roles) | twins)

    verdict = reach_verdict(content, Submission(ideal_answers(content, "data-engineer")))

    first = [(ranked.role.slug, ranked.place, ranked.tied) for ranked in verdict.ranking[:3]]
    assert first == [("data-engineer", 1, True), ("one", 1, True), ("two", 1, True)]
    assert verdict.ranking[3].place == 4
    assert (verdict.chance, verdict.certainty) == (0.5, Certainty.TOO_CLOSE)


def test_must_haves_filter_after_ranking_and_say_why():
    answers = ideal_answers(CONTENT, "backend-engineer")

    free = verdict_on(answers)
    bound = verdict_on(answers, must_haves=MustHaves(no_on_call=True, remote=True))

    assert [r.match for r in bound.ranking] == [r.match for r in free.ranking]
    assert bound.ranking[0].fails == (MustHave.NO_ON_CALL,)
    assert bound.suggested[0].rank == 2
    assert bound.ranked("engineering-manager").fails == (MustHave.REMOTE,)


@pytest.mark.parametrize("wanted", [MustHaves(), MustHaves(no_on_call=True)], ids=["free", "bound"])
def test_a_tied_lead_is_shared_by_exactly_the_roles_that_cannot_be_told_from_the_first(wanted):
    verdicts = [reach_verdict(*somebody(random.Random(seed), wanted)) for seed in range(120)]
    tied = [v for v in verdicts if v.certainty is Certainty.TOO_CLOSE and v.standing is Standing.DECIDED]

    assert len(tied) > 20
    for verdict in tied:
        first, *others = verdict.suggested
        close = [first, *(other for other in others if is_too_close(verdict, first, other))]
        assert list(leaders(verdict)) == close
        assert [place == 1 for place in verdict.own_places] == [r in close for r in verdict.suggested]


def somebody(draw: random.Random, wanted: MustHaves) -> tuple[EditionContent, Submission]:
    """An edition of a dozen roles, half of them on call, and somebody's answers to all of it."""
    roles = {f"role-{number}": drawn_role(f"role-{number}", draw) for number in range(12)}
    answers = {slug: draw.choice(item.values) for slug, item in CONTENT.items.items()}
    return replace(CONTENT, roles=roles, figures=()), Submission(answers, must_haves=wanted)


def drawn_role(slug: str, draw: random.Random) -> RoleProfile:
    dimensions, skills = (draw.sample(sorted(of), 3) for of in (CONTENT.dimensions, CONTENT.skills))
    return replace(
        CONTENT.roles["backend-engineer"],
        slug=slug,
        preferences={each: Preference(draw.uniform(0, 100), draw.choice((1, 2, 3))) for each in dimensions},
        skills={each: Demand(draw.randint(1, 4), draw.choice((1, 2, 3))) for each in skills},
        on_call=draw.choice((Frequency.RARELY, Frequency.USUALLY)),
    )


def is_too_close(verdict: Verdict, first: RankedRole, other: RankedRole) -> bool:
    lead = first.match.fit - other.match.fit
    roles = first.role, other.role
    chance = chance_ahead(verdict.respondent, *roles, lead, CONTENT.constants, verdict.balance)
    return judge(chance) is Certainty.TOO_CLOSE


def test_a_salary_floor_is_held_against_the_upper_quartile():
    verdict = verdict_on(
        ideal_answers(CONTENT, "backend-engineer"), must_haves=MustHaves(salary_floor=200_000)
    )

    assert verdict.ranked("backend-engineer").fails == (MustHave.SALARY_FLOOR,)
    assert verdict.ranked("engineering-manager").fails == ()


def test_a_floor_in_dollars_is_never_held_against_pounds():
    pounds = a_figure(slug="developers-gb", place="DE", currency="EUR", upper_quartile=70_000, high=80_000,
                      low=40_000, lower_quartile=50_000, middle=60_000)  # fmt: skip
    content = replace(CONTENT, figures=(*CONTENT.figures, pounds))
    wanted = Submission(
        ideal_answers(content, "backend-engineer"), About(place="DE"), MustHaves(salary_floor=150_000)
    )

    assert reach_verdict(content, wanted).ranked("backend-engineer").fails == ()


def test_unknown_pay_fails_no_floor():
    unpaid = replace(
        CONTENT, figures=tuple(f for f in CONTENT.figures if f.kind is not FigureKind.PERCENTILES)
    )
    wanted = Submission(ideal_answers(unpaid, "backend-engineer"), must_haves=MustHaves(salary_floor=900_000))

    assert not any(ranked.fails for ranked in reach_verdict(unpaid, wanted).ranking)


def test_the_balance_dial_moves_the_fit_between_its_halves():
    leader = {"leading-people": 1, "hands-on-coding": -1}
    answers = answers_of(CONTENT, leader, RATED | {"data-pipelines": 4, "databases": 4})

    likes, even, can = (verdict_on(answers, balance=balance) for balance in (0.7, None, 0.3))

    assert even.balance == CONTENT.constants.balance
    assert likes.ranking[0].role.slug == "engineering-manager"
    assert can.ranked("data-engineer").rank <= likes.ranked("data-engineer").rank


def test_the_same_submission_gives_the_same_verdict():
    answers = ideal_answers(CONTENT, "product-engineer")

    assert verdict_on(answers) == verdict_on(dict(reversed(answers.items())))

"""An account of a verdict adds up."""

import pytest

from quiz.items import UNSURE
from quiz.scoring.ideal import ideal_answers
from quiz.submission import MustHaves, Submission
from reports.explanation import account_for
from reports.verdict import reach_verdict
from tests.builders import small_content

CONTENT = small_content()


def submission(**changes: object) -> Submission:
    answers = ideal_answers(CONTENT.items, CONTENT.roles["backend-engineer"], CONTENT.constants)
    return Submission({**answers, "skill-mentoring": UNSURE}, **changes)


def test_base_and_parts_are_the_fit_of_every_role_in_the_order_of_the_verdict():
    account = account_for(CONTENT, submission())

    verdict = reach_verdict(CONTENT, submission())
    assert [role.name for role in account.roles] == [ranked.role.name for ranked in verdict.ranking]
    for role, ranked in zip(account.roles, verdict.ranking, strict=True):
        assert role.base + sum(part.points for part in role.parts) == pytest.approx(role.fit, abs=1e-9)
        assert role.fit == ranked.match.fit
        assert len(role.parts) == len(ranked.match.contributions)


def test_every_answer_is_listed_in_words_with_what_it_did():
    account = account_for(CONTENT, submission())

    listed = {answer.question: answer for answer in account.answers}
    assert len(account.answers) == len(CONTENT.items)
    assert listed["How far does Databases go?"].answer == "I guide others"
    assert listed["How far does Databases go?"].points > 0
    assert listed["How far does Mentoring go?"].points == 0


def test_a_role_that_a_condition_took_out_says_which():
    account = account_for(CONTENT, submission(must_haves=MustHaves(no_on_call=True)))

    assert account.roles[0].name == "Backend Engineer"
    assert account.roles[0].fails == ("no on call",)


def test_each_part_says_where_the_reader_stands_and_what_the_role_asked():
    account = account_for(CONTENT, submission())

    role = CONTENT.roles["backend-engineer"]
    parts = {part.name: part for part in account.roles[0].parts}
    estimate = account.verdict.respondent.preferences["infrastructure"]
    wanted = role.preferences["infrastructure"]
    assert parts["Infrastructure"].stands == f"{100 * estimate.position:.0f}"
    assert parts["Infrastructure"].asked == f"{wanted.target:g}, weight {wanted.weight:g}"
    demand = role.skills["databases"]
    assert (parts["Databases"].stands, parts["Databases"].asked) == (
        f"level {demand.level}",
        f"level {demand.level}, weight {demand.weight:g}",
    )
    assert (parts["Mentoring"].stands, parts["Mentoring"].asked) == ("", "")


def test_nobody_who_answered_nothing_is_explained_points():
    account = account_for(CONTENT, Submission({}))

    assert account.answers == ()
    assert account.verdict.standing.value == "too-few"

"""What would put another role first, and the order of the plan."""

from dataclasses import replace
from math import fsum

import pytest

from quiz.content import EditionContent
from quiz.items import UNSURE, SkillRating
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import profile_respondent
from quiz.submission import MustHaves, Submission
from reports.case import Case
from reports.changes import changes
from reports.citations import SourceMarks
from reports.sections.plan import chosen_steps, write_plan
from reports.verdict import reach_verdict
from reports.words import changes as words
from tests.builders import a_dimension, a_role, a_skill, answers_of, ideal_answers, small_content
from tests.reports.builders import STAMP, a_submission

BACKEND = a_role(name="Backend Engineer")


def a_case(submission: Submission, content: EditionContent | None = None) -> Case:
    content = content or small_content()
    return Case(content, submission, reach_verdict(content, submission), STAMP, SourceMarks(content.sources))


def somebody_torn() -> Submission:
    """Somebody with weak leanings and middling skills, whose order a few steps can turn."""
    leaning = {"infrastructure": 0.5, "data": 0.5}
    ratings = {"programming": 2, "databases": 2, "data-pipelines": 1, "front-end": 1, "mentoring": 1}
    return Submission(answers_of(small_content(), leaning, ratings))


def number(shown: str) -> float:
    return float(shown.replace("−", "-"))


def test_every_role_of_the_first_ten_but_the_leader_is_asked_about() -> None:
    case = a_case(somebody_torn())

    told = [change.ranked for change in changes(case)]

    assert told == list(case.verdict.ranking[1:10])


def test_the_steps_told_put_the_role_first_when_they_are_taken() -> None:
    case = a_case(somebody_torn())
    content = case.content
    stepped = [change for change in changes(case) if change.route.steps]

    for change in stepped:
        answers = dict(case.submission.answers)
        for step in change.route.steps:
            answers[f"skill-{step.skill}"] = max(step.to_level, int(answers[f"skill-{step.skill}"]))
        then = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        ranking = rank_roles(then, content.scored_roles, content.constants, case.verdict.balance)
        assert ranking[0].role == change.ranked.role.slug

    assert stepped


def test_a_role_that_fails_a_condition_is_not_asked_about() -> None:
    case = a_case(replace(somebody_torn(), must_haves=MustHaves(no_on_call=True)))

    told = {change.ranked.role.slug for change in changes(case)}

    assert "backend-engineer" not in told
    assert len(told) == len(case.verdict.suggested) - 1


def test_where_preferences_decide_the_answers_that_do_are_quoted() -> None:
    plan = write_plan(a_case(a_submission()))

    texts = [each.text for each in plan.alternatives]
    assert any("Preferences decide" in text and "Most telling: “" in text for text in texts)


def test_answers_and_the_rest_lead_from_the_start_to_the_lead() -> None:
    case = a_case(somebody_torn())

    for change, told in zip(changes(case), write_plan(case).alternatives, strict=True):
        named = (*told.for_first, *told.for_it)
        parts = fsum(number(each.points) for each in named) + number(told.rest)

        assert round(change.why.neutral, 1) + parts == pytest.approx(round(change.why.points, 1), abs=1e-9)
        assert all(number(each.points) >= 0 for each in told.for_first)
        assert all(number(each.points) <= 0 for each in told.for_it)


def test_without_a_rated_skill_no_steps_are_made_up() -> None:
    answers = ideal_answers(small_content(), "backend-engineer")
    ratings = {s: UNSURE for s, item in small_content().items.items() if isinstance(item, SkillRating)}

    plan = write_plan(a_case(Submission({**answers, **ratings})))

    assert {each.text for each in plan.alternatives} == {words.none_rated()}
    assert all(rivalry.change == words.none_rated() for rivalry in plan.rivalries)


def test_one_level_is_told_in_the_singular_and_several_in_the_plural() -> None:
    testing, data = a_skill("testing", "Testing"), a_skill("databases", "Databases")

    assert words.by_steps([(testing, 2, 3)], 1) == "One level more is enough: testing from 2 to 3."
    assert words.by_steps([(testing, 2, 3), (data, 1, 3)], 3) == (
        "Three levels more are enough: testing from 2 to 3 and databases from 1 to 3."
    )


def test_preferences_that_decide_are_named_with_and_without_answers() -> None:
    data, craft = a_dimension("data", "Data"), a_dimension("visual-craft", "Visual craft")

    assert words.by_preferences([data, craft], [("I like numbers.", "disagree")]) == (
        "Preferences decide, above all data and visual craft: no eight skill levels make up for them. "
        "Most telling: “I like numbers” (disagree)."
    )
    assert words.by_preferences([data], []).endswith("stop short of what it asks, or go past it.")


def test_a_lead_that_rests_on_skills_is_not_put_down_to_preferences() -> None:
    told = words.by_strengths(BACKEND, [a_skill("mentoring", "Mentoring")])

    assert told == (
        "No eight skill levels would put it first: Backend Engineer makes more of what you can do already, "
        "above all mentoring."
    )


def test_roles_that_are_level_are_not_said_to_be_behind() -> None:
    assert words.behind(0.01, BACKEND) == "level with Backend Engineer"
    assert words.behind(3.24, BACKEND) == "3.2 points behind Backend Engineer"


def test_the_start_before_any_answer_names_who_is_ahead() -> None:
    rival = a_role(slug="data-engineer", name="Data Engineer")

    assert (
        words.started(BACKEND, rival, 0.0)
        == "Before any answer, Backend Engineer and Data Engineer are level."
    )
    assert words.started(BACKEND, rival, 2.0) == "Before any answer, Backend Engineer is 2.0 points ahead."
    assert words.started(BACKEND, rival, -2.0) == "Before any answer, Data Engineer is 2.0 points ahead."


def test_nothing_changes_where_no_other_role_is_left() -> None:
    assert words.changes_intro(BACKEND, 0).startswith("No other role stands beside Backend Engineer")
    assert "put the next role first" in words.changes_intro(BACKEND, 1)
    assert "each of the next nine roles" in words.changes_intro(BACKEND, 9)


@pytest.mark.parametrize("role", ["backend-engineer", "product-engineer", "engineering-manager"])
def test_a_plan_is_ordered_by_points_for_the_effort(role: str) -> None:
    answers = dict(ideal_answers(small_content(), role))
    lowered = {s: max(0, int(a) - 1) for s, a in answers.items() if s.startswith("skill-") and a != UNSURE}

    steps = chosen_steps(a_case(Submission({**answers, **lowered})))

    worth = [step.points / step.cost for step in steps]
    assert 0 < len(steps) <= 5
    assert worth == sorted(worth, reverse=True)


def test_every_action_tells_what_it_moves_for_each_of_the_five_leading_roles() -> None:
    case = a_case(somebody_torn())
    fourth, fifth = case.verdict.suggested[3:5]

    for action in write_plan(case).actions:
        assert len(action.moves) == 3
        assert action.others.startswith("Also: ")
        assert fourth.role.name in action.others
        assert fifth.role.name in action.others

"""The ways to any role that a reader picks, from where they are or from any other."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from quiz.content import EditionContent
from quiz.models import Sitting
from quiz.submission import About, Submission
from reports.report import build_case
from reports.ways import WaysAnswer, ways_told
from tests.builders import ideal_answers, small_content
from tests.reports.builders import STAMP, a_submission

pytestmark = pytest.mark.usefixtures("own_folder")


def asked(goal: str, start: str = "", **about: str) -> WaysAnswer:
    submission = a_submission(about=About(**about))
    return ways_told(build_case(small_content(), submission, STAMP), goal, start)


def test_a_way_tells_years_pay_skills_and_sources_step_by_step():
    told = asked("staff-engineer", current_role="backend-engineer")

    (way,) = told.ways
    assert told.begins == "From Backend Engineer, where you are now."
    assert way.route == "Backend Engineer → Senior Backend Engineer → Staff Engineer"
    assert way.steps[0].years == "about 3 years (Editors' estimate)"
    assert way.steps[1].years == "years unknown (Not stated)"
    assert way.years == "about 3 years, and one step of unknown length"
    assert all(step.sources for step in way.steps)
    assert all("official median" in step.pay for step in way.steps)


def test_the_skills_of_the_steps_are_those_of_the_whole_way(shipped: EditionContent):
    answers = ideal_answers(shipped, "frontend-engineer")
    case = build_case(shipped, Submission(answers, About(current_role="frontend-engineer")), STAMP)
    told = ways_told(case, "engineering-manager")

    assert told.ways
    for way in told.ways:
        whole = sum(levels(part) for part in parts(way.effort))
        assert whole == sum(levels(part) for step in way.steps for part in parts(step.skills))


def parts(effort: str) -> list[str]:
    return [part for part in effort.replace(" and ", ", ").split(", ") if "→" in part]


def levels(part: str) -> int:
    """ "… databases 2 → 3" is one level."""
    before, after = part.split(" → ")
    return int(after) - int(before.split()[-1])


def test_without_a_role_of_today_ways_start_at_the_first_suggestion_and_say_so():
    assert asked("staff-engineer").begins.startswith("From Backend Engineer, your first suggestion")


def test_a_start_that_was_chosen_counts_before_the_role_of_today():
    told = asked("staff-engineer", "senior-backend-engineer", current_role="backend-engineer")

    assert told.begins == "From Senior Backend Engineer, as you chose."
    assert told.ways[0].route == "Senior Backend Engineer → Staff Engineer"


def test_a_role_that_nothing_leads_to_is_said():
    told = asked("backend-engineer", "staff-engineer")

    assert told.ways == ()
    assert (
        told.intro
        == "This edition knows no way of at most five steps from Staff Engineer to Backend Engineer."
    )


def test_where_somebody_is_already_no_way_is_told():
    told = asked("backend-engineer", current_role="backend-engineer")

    assert (told.begins, told.intro, told.ways) == ("Backend Engineer is where you are now.", "", ())


def test_a_reader_asks_for_the_ways_to_any_role(owner: Client):
    for slug, role in small_content().roles.items():
        page = owner.get(f"/result/ways/?goal={slug}&start=")

        assertContains(page, f"Ways to {role.name}")


@pytest.mark.parametrize("wrong", ["goal=astronaut", "goal=", "goal=staff-engineer&start=mars"])
def test_a_role_that_is_unknown_is_told_what_to_do(owner: Client, wrong: str):
    page = owner.get(f"/result/ways/?{wrong}")

    assertContains(page, "from the list")
    assertNotContains(page, 'id="answer"')


def test_the_role_in_mind_is_the_goal_that_is_offered(owner: Client, sitting: tuple[Sitting, str]):
    page = owner.get("/result/").content.decode()

    assert '<option value="product-engineer" selected>' in page[page.index('id="ways-goal"') :]

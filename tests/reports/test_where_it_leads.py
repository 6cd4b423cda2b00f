"""The map of where a role leads, its list and its words: nothing is marked or praised that isn't so."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from quiz.content import EditionContent
from quiz.items import UNSURE, SkillRating
from quiz.submission import About, Submission
from reports.charts.palette import PALETTE
from reports.grammar import number
from reports.html import print_document
from reports.paths import skill_steps_to
from reports.report import Report, build_case
from reports.sections.progression import ProgressionSection, write_progression
from reports.ways import ways_told
from roles.profile import Demand, StepKind
from tests.builders import a_step, ideal_answers, small_content
from tests.reports.builders import STAMP, a_report


def told_in(report: Report) -> ProgressionSection:
    return next(each for each in report.sections if isinstance(each, ProgressionSection))


def section_page(report: Report) -> str:
    """The section as the page shows it."""
    told = {"section": told_in(report), "palette": PALETTE, "linked": True}
    return render_to_string("reports/sections/progression.html", told)


def a_leap(levels: int = 4) -> EditionContent:
    """Content in which a step leads straight to the manager too; the senior role asks for so many levels."""
    content = small_content()
    senior = content.roles["senior-backend-engineer"]
    harder = replace(senior, skills={"programming": Demand(levels, 3)})
    leap = a_step(
        "backend-engineer",
        "engineering-manager",
        kind=StepKind.INTO_MANAGEMENT,
        note="Possible later rather than directly: you trade designs for people",
    )
    roles = {**content.roles, senior.slug: harder}
    return small_content(roles=roles, steps=(*content.steps, leap))


def answered(**ratings: int) -> Submission:
    answers = ideal_answers(small_content(), "backend-engineer")
    told = {f"skill-{skill}": level for skill, level in ratings.items()}
    return Submission({**answers, **told}, About(current_role="backend-engineer"))


def test_the_step_that_asks_least_is_found_among_all_direct_ones_and_drawn_from_the_start() -> None:
    report = a_report(answered(programming=1, communication=4, mentoring=4), a_leap())

    progression = told_in(report)

    marked = next(line for line in progression.stages if line.is_next)
    assert (marked.slug, marked.way) == ("engineering-manager", "from Backend Engineer")
    assert "Of the two steps on from there, none asks fewer" in progression.intro
    assert progression.intro.endswith("Engineering Manager.")
    assert [arrow.is_next for arrow in progression.map.arrows].count(True) == 1


def test_a_hedge_of_the_marked_step_is_said_where_it_is_recommended() -> None:
    report = a_report(answered(programming=1, communication=4, mentoring=4), a_leap())

    page, paper = section_page(report), print_document(report)

    assert "Engineering Manager. “Possible later rather than directly: you trade designs for people”" in page
    assert "marked on the map</span>" in paper
    assert "Possible later rather than directly" in paper.split("marked on the map</span>")[1]


def test_a_stage_that_a_step_leads_to_directly_too_says_so() -> None:
    report = a_report(answered(programming=4, communication=1, mentoring=1), a_leap())

    stages = told_in(report).stages

    manager = next(line for line in stages if line.slug == "engineering-manager")
    assert (manager.is_next, manager.way, manager.direct) == (
        False,
        "from Senior Backend Engineer",
        "or directly",
    )
    assert manager.direct_note.startswith("Possible later rather than directly")
    assert manager.direct_marks
    assert manager.direct_note in section_page(report)


def test_without_a_rated_skill_no_step_of_several_is_said_to_ask_least() -> None:
    content = a_leap()
    unrated = {slug: UNSURE for slug, item in content.items.items() if isinstance(item, SkillRating)}
    answers = {**ideal_answers(small_content(), "backend-engineer"), **unrated}

    told = write_progression(build_case(content, Submission(answers), STAMP))

    assert not any(line.is_next for line in told.stages)
    assert "None is marked, as you rated no skill." in told.intro


@pytest.mark.parametrize("start", ["full-stack-engineer", "backend-engineer", "junior-engineer"])
def test_the_shipped_map_counts_every_direct_step_and_marks_the_least_of_them(
    shipped: EditionContent, start: str
) -> None:
    answers = ideal_answers(shipped, "full-stack-engineer")
    report = a_report(Submission(answers, About(current_role=start)), shipped)

    told = told_in(report)

    direct = {s.to_role for s in shipped.steps if s.from_role == start and s.kind is not StepKind.SWITCH}
    asked = {slug: skill_steps_to(report.outcome.respondent, shipped.roles[slug]) for slug in direct}
    marked = next(line.slug for line in told.stages if line.is_next)
    assert f"Of the {number(len(direct))} steps on from there" in told.intro
    assert asked[marked] == min(asked.values())


def test_a_way_is_never_praised_without_what_is_said_of_its_steps() -> None:
    about = About(current_role="backend-engineer", role_in_mind="engineering-manager")
    submission = replace(answered(programming=4, communication=1, mentoring=1), about=about)
    report = a_report(submission, a_leap())

    page, paper = section_page(report), print_document(report)

    for told in (page, paper):
        praised = told[told.index("Ways to Engineering Manager") :]
        assert "How open a step is isn’t weighed; see its note." in praised
        assert "Possible later rather than directly: you trade designs for people" in praised


def test_a_note_that_the_list_says_is_not_printed_again_beside_a_way() -> None:
    about = About(current_role="backend-engineer", role_in_mind="engineering-manager")
    submission = replace(answered(programming=1, communication=4, mentoring=4), about=about)

    told = told_in(a_report(submission, a_leap())).destinations[0]

    assert [stop.note for stop in told.ways[0].stops] == [
        "Possible later rather than directly: you trade designs for people"
    ]
    assert told.ways[0].unsaid == ()


def test_the_ways_that_a_reader_asks_for_say_what_is_said_of_each_step() -> None:
    case = build_case(a_leap(), answered(programming=4), STAMP)

    answer = ways_told(case, "engineering-manager")
    page = render_to_string("reports/ways.html", {"ways": answer})

    assert any(step.note.startswith("Possible later") for way in answer.ways for step in way.steps)
    assert "“Possible later rather than directly: you trade designs for people”" in page


def test_pay_of_a_wider_group_is_marked_on_the_map_in_the_list_and_for_listeners(
    shipped: EditionContent,
) -> None:
    answers = ideal_answers(shipped, "backend-engineer")
    report = a_report(Submission(answers, About(current_role="backend-engineer")), shipped)

    told = told_in(report)

    box = next(each for each in told.map.boxes if each.key == "solutions-architect")
    line = next(each for each in told.stages if each.slug == "solutions-architect")
    assert box.lines[-1].text == "$117k, near match"
    assert "median, official, near match, May 2025" in line.terms
    assert line.counts == "counts Computer Occupations, All Other"
    assert line.terms in told.map_text
    assert "(counts Computer Occupations, All Other)" in section_page(report)
    for shown in (section_page(report), print_document(report)):
        assert "median, official, near match, May 2025" in shown
        assert "A “near match” is the pay of a wider group." in shown
        assert "for that very stage" not in shown


def test_pay_of_the_very_role_is_called_no_near_match(shipped: EditionContent) -> None:
    answers = ideal_answers(shipped, "backend-engineer")
    told = told_in(a_report(Submission(answers, About(current_role="backend-engineer")), shipped))

    senior = next(each for each in told.map.boxes if each.key == "senior-engineer")

    assert senior.lines[-1].text == "$130k–200k in an article"


def test_levels_that_leave_out_unrated_skills_say_so_on_map_list_and_paper() -> None:
    partly = {"skill-communication": UNSURE, "skill-mentoring": 2}
    submission = answered()
    report = a_report(replace(submission, answers={**submission.answers, **partly}), a_leap())

    told = told_in(report)

    box = next(each for each in told.map.boxes if each.key == "engineering-manager")
    line = next(each for each in told.stages if each.slug == "engineering-manager")
    assert box.lines[-2].text.endswith("+1 level or more")
    assert line.skills == "Mentoring 2 → 3; 1 unrated"
    assert line.skills in told.map_text
    assert "none asks fewer levels of rated skills than" in told.intro
    for shown in (section_page(report), print_document(report)):
        assert "Skills that you haven’t rated count as met" in shown


def test_who_rated_every_skill_is_told_of_none_unrated() -> None:
    shown = print_document(a_report(answered(), a_leap()))

    assert "count as met" not in shown and "or more" not in told_in(a_report(answered(), a_leap())).map_text
    assert "1 unrated" not in shown


def test_no_gap_is_claimed_where_only_some_of_the_skills_were_rated() -> None:
    submission = answered(mentoring=4)
    some = {**submission.answers, "skill-communication": UNSURE}

    told = told_in(a_report(replace(submission, answers=some), a_leap()))

    box = next(each for each in told.map.boxes if each.key == "engineering-manager")
    assert box.lines[-2].text.endswith("no gap known")

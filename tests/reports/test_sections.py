from dataclasses import asdict, replace
from math import fsum
from typing import Any

import pytest

from quiz.content import EditionContent
from quiz.editions.document import read_document, write_document
from quiz.scoring.care import CareNote
from quiz.submission import About, MustHaves, Submission
from reports.case import Case
from reports.citations import SourceMarks
from reports.reasons import work_out
from reports.report import Report, build_report, report_code
from reports.sections.method import MethodSection
from reports.sections.plan import PlanSection, write_plan
from reports.sections.progression import ProgressionSection
from reports.sections.ranking import RankingSection
from reports.sections.salaries import SalariesSection
from reports.sections.side_by_side import LIMITS, ROOM, SideBySideSection, fitted, lines
from reports.sections.verdict import write_verdict
from reports.sections.you import YouSection
from reports.verdict import Standing, reach_verdict
from tests.builders import a_figure, answers_of, ideal_answers, small_content, small_figures
from tests.reports.builders import (
    STAMP,
    a_report,
    a_submission,
    flat,
    too_few,
    verdict_on,
    with_conditions,
)


def section(report: Report, kind: type) -> Any:
    return next(each for each in report.sections if isinstance(each, kind))


def a_case(submission: Submission) -> Case:
    content = small_content()
    return Case(content, submission, verdict_on(submission), STAMP, SourceMarks(content.sources))


def number(shown: str) -> float:
    return float(shown.replace("−", "-"))


def test_a_report_has_eight_sections_in_the_order_of_print() -> None:
    keys = [each.key for each in a_report().sections]

    assert keys == [
        "verdict",
        "ranking",
        "you",
        "side-by-side",
        "salaries",
        "progression",
        "plan",
        "method",
    ]


def test_the_ideal_backend_engineer_is_told_so() -> None:
    assert a_report().title == "Backend Engineer fits you best"


def test_two_respondents_get_different_reports() -> None:
    backend, product = a_report(), a_report(a_submission("product-engineer"))

    assert backend.title != product.title
    assert backend.code != product.code
    assert backend.sections[6] != product.sections[6]


def test_the_same_answers_give_the_same_report() -> None:
    assert a_report() == a_report()


def test_reasons_add_up_to_the_fit_that_is_shown() -> None:
    content = small_content()
    verdict = verdict_on(a_submission())

    for ranked in verdict.ranking:
        working = work_out(content, ranked.role, ranked.match, verdict.balance)
        total = working.neutral + fsum(reason.points for reason in working.reasons)
        assert total == pytest.approx(ranked.match.fit, abs=1e-9)


def test_the_sum_that_is_printed_adds_up_to_a_tenth() -> None:
    printed = section(a_report(), MethodSection).sum

    parts = [printed.start, printed.rest, *(summand.points for summand in printed.summands)]
    assert round(fsum(map(number, parts)), 1) == number(printed.fit)


def test_the_differences_to_a_rival_add_up_to_the_lead() -> None:
    for rivalry in section(a_report(), PlanSection).rivalries:
        parts = [*(d.points for d in rivalry.for_first), *(d.points for d in rivalry.for_rival), rivalry.rest]
        lead = round(fsum(map(number, parts)), 1)

        assert f"by {lead} points" in rivalry.lead


def test_every_reason_for_a_role_has_points_above_zero() -> None:
    written = write_verdict(a_case(a_submission("product-engineer")))

    assert written.reasons_for
    assert all(number(reason.points) > 0 for reason in written.reasons_for)
    assert all(number(reason.points) < 0 for reason in written.reasons_against)


def test_on_a_card_the_bars_stand_together_and_the_number_without_one_comes_last() -> None:
    for card in write_verdict(a_case(a_submission())).cards:
        assert [meter.filled is not None for meter in card.meters] == [True, True, False]
        assert [meter.label for meter in card.meters] == [
            "What you would like",
            "Ready today",
            "What you can do",
        ]


def test_too_few_answers_give_a_short_honest_report() -> None:
    report = a_report(too_few())

    assert report.title == "Not enough to say yet"
    assert report.standing is Standing.TOO_FEW
    assert [each.key for each in report.sections] == ["verdict", "you", "method"]
    assert section(report, MethodSection).sum is None


def test_too_few_answers_are_no_ground_for_saying_what_somebody_would_rather() -> None:
    content = small_content()
    few = a_report(Submission(dict(list(a_submission().answers.items())[:6])))
    enough = a_report(a_submission())

    assert len(content.dimensions) >= 2
    assert section(few, YouSection).intro.startswith("These are too few answers to say what you prefer")
    assert section(enough, YouSection).intro.startswith("Above all, you would rather ")


def test_no_answers_at_all_are_no_error() -> None:
    assert a_report(Submission({})).title == "Not enough to say yet"


def test_a_flat_profile_favours_nothing_and_names_what_would_separate() -> None:
    report = a_report(flat())

    assert report.title == "Your answers favour no role yet"
    assert report.verdict.next_step is not None
    assert report.verdict.next_step.heading == "What would separate them"
    assert "differ most in" in report.verdict.next_step.text
    assert all(card.place == "Among the nearest" for card in report.verdict.cards)


def test_careless_answers_are_warned_about_but_not_refused() -> None:
    case = a_case(a_submission())
    careless = replace(case, verdict=replace(case.verdict, notes=(CareNote.LONG_RUN,)))

    written = write_verdict(careless)

    assert written.warning.startswith("Take this verdict with care")
    assert written.cards


def test_a_role_filtered_by_a_condition_is_named_with_its_reason() -> None:
    report = a_report(with_conditions(no_on_call=True))

    ranking = section(report, RankingSection)
    notes = [row.note for tie in ranking.ties for row in tie.rows if row.note]
    assert notes == ["Set aside: usually on call"]
    assert "Backend Engineer" not in report.title
    assert "What your conditions took out" in [note.heading for note in report.verdict.notes]


def test_conditions_that_leave_nothing_still_give_a_whole_report() -> None:
    report = a_report(with_conditions(salary_floor=5_000_000))

    assert report.title == "No role meets all your conditions"
    assert len(report.sections) == 8
    assert all(card.name for card in report.verdict.cards)


def test_the_role_in_mind_is_answered_even_when_it_comes_last() -> None:
    report = a_report(role_in_mind="engineering-manager")

    note = report.verdict.notes[0]
    assert note.heading == "The role you had in mind"
    assert "Engineering Manager comes *" in note.text


def test_a_role_in_mind_that_is_not_ranked_is_answered_too() -> None:
    report = a_report(role_in_mind="staff-engineer")

    assert "is a stage on a path" in report.verdict.notes[0].text


def test_ties_are_bracketed_and_every_role_is_ranked_once() -> None:
    ranking = section(a_report(flat()), RankingSection)

    names = [row.name for tie in ranking.ties for row in tie.rows]
    assert len(names) == len(set(names)) == 5
    assert any(tie.is_shared for tie in ranking.ties)


def test_no_cell_row_or_heading_of_the_comparison_is_empty() -> None:
    comparison = section(a_report(), SideBySideSection).comparison

    assert comparison.groups
    for group in comparison.groups:
        assert group.rows
        assert all(any(cell.entries for cell in row.cells) for row in group.rows)


def test_what_somebody_has_is_ticked_and_what_they_lack_is_marked() -> None:
    report = a_report(a_submission("backend-engineer"))

    comparison = section(report, SideBySideSection).comparison
    skills = next(group for group in comparison.groups if group.key == "skills").rows[0]
    assert all(entry.holding and entry.holding.is_met for entry in skills.cells[0].entries)
    assert any(
        entry.holding and not entry.holding.is_met for cell in skills.cells[1:] for entry in cell.entries
    )


def test_pay_kinds_are_never_in_one_panel() -> None:
    salaries = section(a_report(place="DE"), SalariesSection)

    headings = [panel.heading for panel in salaries.panels]
    assert headings == ["Official wages, United States, May 2025", "Self-reported, Germany, May 2025"]
    assert [figure.kind for figure in salaries.stated] == ["base pay range"] * len(salaries.stated)


def test_old_figures_are_marked_and_fresh_ones_are_not() -> None:
    old = small_content(figures=(a_figure(as_of="2019"), *small_figures()[1:]))

    fresh_panels = section(a_report(), SalariesSection).panels
    old_panels = section(a_report(content=old), SalariesSection).panels
    assert not any(panel.is_stale for panel in fresh_panels)
    assert any(panel.is_stale for panel in old_panels)


@pytest.mark.parametrize("as_of", ["2025-02-31", "0000", "2025-13", "last May"])
def test_a_figure_with_a_date_in_no_calendar_breaks_no_report(as_of: str) -> None:
    broken = small_content(figures=(a_figure(as_of=as_of), *small_figures()[1:]))

    panels = section(a_report(content=broken), SalariesSection).panels
    assert as_of in " ".join(panel.heading for panel in panels)
    assert not any(panel.is_stale for panel in panels)


def test_pay_that_nobody_states_is_printed_as_unknown() -> None:
    report = a_report(content=small_content(figures=()))

    assert {card.pay.amount for card in report.verdict.cards} == {"Pay unknown"}
    assert section(report, SalariesSection).panels == ()
    assert section(report, SalariesSection).unknown.startswith("Official pay is unknown for")


def test_the_path_starts_from_the_current_role_if_it_leads_anywhere() -> None:
    from_current = section(a_report(current_role="product-engineer"), ProgressionSection)
    from_first = section(a_report(current_role="staff-engineer"), ProgressionSection)

    assert from_current.intro.startswith("From Product Engineer, where you are now")
    assert from_first.intro.startswith("From Backend Engineer, your first suggestion")


def test_map_and_list_hold_the_same_stages() -> None:
    progression = section(a_report(), ProgressionSection)

    assert [box.key for box in progression.map.boxes[1:]] == [line.slug for line in progression.stages]
    assert [line.is_next for line in progression.stages].count(True) == 1


def test_unknown_years_are_said_to_be_unknown() -> None:
    stages = section(a_report(), ProgressionSection).stages

    staff = next(stage for stage in stages if stage.slug == "staff-engineer")
    assert "years" in staff.terms and "unknown" in staff.terms


def test_a_plan_has_at_most_five_actions_gaps_first() -> None:
    answers = ideal_answers(small_content(), "backend-engineer") | {"skill-databases": 1}

    plan = write_plan(a_case(Submission(answers)))

    assert len(plan.actions) <= 5
    assert plan.actions[0].skill == "Databases"
    assert plan.actions[0].practice == "Do one task alone"


def test_every_mark_in_a_report_is_in_its_list_of_sources() -> None:
    report = a_report(place="DE")
    listed = {used.mark for used in section(report, MethodSection).sources}

    assert marks_in(asdict(report)) <= listed
    assert {"1", "E"} <= listed


def marks_in(value: Any) -> set[str]:
    """Every mark cited anywhere in the values of a report."""
    if isinstance(value, dict):
        own = set(value.get("marks") or ()) | ({value["mark"]} if value.get("mark") else set())
        return own.union(*map(marks_in, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(marks_in, value))
    return set()


def test_the_answers_are_listed_in_words() -> None:
    method = section(a_report(), MethodSection)

    assert {given.answer for given in method.answers} <= {
        "strongly disagree",
        "disagree",
        "neither",
        "agree",
        "strongly agree",
        "the first",
        "the second",
    }
    assert len(method.ratings) == 6


def test_the_profile_shows_every_dimension_with_its_uncertainty() -> None:
    you = section(a_report(), YouSection)

    assert len(you.plot.rows) == 6
    assert all(row.low <= row.x <= row.high for row in you.plot.rows)
    assert len(you.skills) == 2  # The two that are rated "on your own" or higher.


@pytest.mark.parametrize(("level", "strong"), [(0, 0), (1, 0), (2, 5)])
def test_a_skill_below_on_your_own_is_never_called_a_strong_one(level: int, strong: int) -> None:
    content = small_content()
    rated = answers_of(content, {"data": 1}, dict.fromkeys(content.skills, level))

    you = section(a_report(Submission(rated)), YouSection)

    assert len(you.skills) == strong
    assert you.other_skills.startswith("Also rated" if strong else "You rated no skill “on your own”")


def test_a_report_code_names_the_answers_and_the_edition() -> None:
    document = a_submission().document(3)
    code = report_code(document, STAMP, None)

    assert code == report_code(document, STAMP, None)
    assert code != report_code(document, replace(STAMP, digest="cd" * 32), None)


def test_content_read_back_from_its_document_gives_the_same_report() -> None:
    content = read_document(write_document(small_content()))

    assert build_report(content, a_submission(), STAMP) == a_report()


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_a_report_on_the_shipped_content_fits_its_comparison_on_two_pages(shipped: EditionContent) -> None:
    for role in shipped.scored_roles:
        submission = Submission(ideal_answers(shipped, role), About(current_role=role.slug), MustHaves())
        report = build_report(shipped, submission, STAMP)

        assert report.verdict.headline.startswith(role.name)
        comparison = section(report, SideBySideSection).comparison
        assert lines(fitted(comparison)) <= ROOM, role.slug
        assert {group.key for group in comparison.groups} == set(LIMITS)


def test_a_verdict_is_reached_once_and_the_same_for_page_and_plan() -> None:
    verdict = reach_verdict(small_content(), a_submission())

    assert a_report().verdict.cards[0].name == verdict.suggested[0].role.name

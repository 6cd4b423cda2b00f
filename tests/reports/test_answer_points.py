"""The points beside the answers that the report lists."""

from math import fsum

import pytest

from quiz.items import UNSURE
from quiz.submission import Submission
from reports.case import Case
from reports.citations import SourceMarks
from reports.reasons import work_out
from reports.sections.method import moved_by_answers, write_method
from tests.builders import ideal_answers, small_content
from tests.reports.builders import STAMP, a_submission, too_few, verdict_on


def a_case(submission: Submission) -> Case:
    content = small_content()
    return Case(content, submission, verdict_on(submission), STAMP, SourceMarks(content.sources))


def test_the_points_of_all_answers_lead_from_the_middle_to_the_fit_of_the_first_role() -> None:
    case = a_case(a_submission())
    working = work_out(case.content, case.first.role, case.first.match, case.verdict.balance)

    moved = moved_by_answers(case)

    assert working.neutral + fsum(moved.values()) == pytest.approx(working.fit, abs=1e-9)


def test_every_answer_that_moves_the_first_role_has_its_points_beside_it() -> None:
    case = a_case(a_submission())
    moved = moved_by_answers(case)

    written = write_method(case, "ABCD-EFGH")

    told = [given for given in (*written.answers, *written.ratings) if given.points]
    assert len(told) == len(moved) > 0
    assert all(given.points[0] in "+−0" for given in told)
    assert "moves Backend Engineer from where somebody in the middle" in written.about_points


def test_an_answer_that_moves_nothing_has_no_points() -> None:
    neutral = {**ideal_answers(small_content(), "backend-engineer"), "data-1": 3, "data-2": UNSURE}

    moved = moved_by_answers(a_case(Submission(neutral)))

    assert not moved.keys() & {"data-1", "data-2"}


def test_without_a_verdict_no_answer_has_points() -> None:
    written = write_method(a_case(too_few()), "ABCD-EFGH")

    assert written.about_points == ""
    assert not any(given.points for given in written.answers)

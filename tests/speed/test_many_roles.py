"""What more roles may cost: a report shows twenty at most, so the others may cost hardly more than their fit.

Python calls, which no other work on the machine changes.
"""

from collections.abc import Callable

import pytest

from benchmarks.counting import python_calls
from benchmarks.report import with_roles
from quiz.content import EditionContent
from quiz.scoring.next_items import columns_of, next_items
from reports.changes import changes
from reports.forms import CompareForm, PairForm, WaysForm
from reports.html import print_document
from reports.public.directory import directory_of
from reports.report import build_case, build_report
from reports.routes import terrain_of
from reports.verdict import reach_verdict
from tests.builders import small_content
from tests.reports.builders import STAMP, a_submission

FEW, MANY = 20, 200
SAID = a_submission()
Work = Callable[[EditionContent], Callable[[], object]]


def a_verdict(content: EditionContent) -> Callable[[], object]:
    return lambda: reach_verdict(content, SAID)


def a_next_page(content: EditionContent) -> Callable[[], object]:
    columns, some = columns_of(content), dict(list(SAID.answers.items())[:10])
    return lambda: next_items(content, some, content.constants.balance, columns=columns)


def what_would_change_it(content: EditionContent) -> Callable[[], object]:
    case = build_case(content, SAID, STAMP)
    return lambda: changes(case)


def ways_to_look_through(content: EditionContent) -> Callable[[], object]:
    respondent = reach_verdict(content, SAID).respondent
    return lambda: terrain_of(content, respondent)


def a_report(content: EditionContent) -> Callable[[], object]:
    return lambda: build_report(content, SAID, STAMP)


def a_printed_report(content: EditionContent) -> Callable[[], object]:
    return lambda: print_document(build_report(content, SAID, STAMP))


def selects_of_roles(content: EditionContent) -> Callable[[], object]:
    return lambda: [str(form) for form in (CompareForm(content, ()), PairForm(content), WaysForm(content))]


def the_directory(content: EditionContent) -> Callable[[], object]:
    return lambda: directory_of(content, {})


def calls_of(work: Work, roles: int) -> int:
    """Python calls of the second time: the first one fills what is kept of an edition."""
    act = work(with_roles(small_content(), roles))
    act()
    return python_calls(act)


@pytest.mark.parametrize(
    ("work", "few", "each"),
    [  # Behind each what it was while every role was worked out in full.
        (a_verdict, 1_700, 72),  # 6,720 and 322.
        (a_next_page, 810, 0.5),  # 1,066 and 18.
        (what_would_change_it, 8_300, 10),  # 21,542 and 674.
        (ways_to_look_through, 160, 0.5),  # 276 and 12.
        (a_report, 44_500, 72),  # 64,008 and 1,377.
        (a_printed_report, 127_000, 72),  # 133,077 and 1,357.
        (selects_of_roles, 8_600, 0.5),  # 9,520 and 80.
        (the_directory, 740, 1.5),  # 1,861 and 67.
    ],
)
def test_a_role_that_is_not_shown_costs_hardly_more_than_its_fit(work: Work, few: int, each: float) -> None:
    """``few``: the calls with twenty roles, a fifth more than there are; ``each``: those of one role more."""
    shown, all_of_them = calls_of(work, FEW), calls_of(work, MANY)

    assert shown < few
    assert (all_of_them - shown) / (MANY - FEW) < each

"""Why one role is ahead of another: any pair, down to single answers, adding up to what is shown."""

from decimal import Decimal
from itertools import combinations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.content import EditionContent
from quiz.models import Sitting
from quiz.submission import Submission
from reports.case import Case
from reports.pairs import PairAnswer, in_tenths, why_ahead
from reports.report import build_case
from reports.verdict import RankedRole
from tests.builders import ideal_answers, small_content
from tests.reports.builders import STAMP, a_submission, flat

pytestmark = pytest.mark.usefixtures("own_folder")


def case_on(content: EditionContent, submission: Submission) -> Case:
    return build_case(content, submission, STAMP)


def shown(points: str) -> Decimal:
    """Points as they are printed."""
    return Decimal(points.replace("−", "-"))


def ranked(case: Case, slug: str) -> RankedRole:
    found = case.verdict.ranked(slug)
    assert found
    return found


def every_pair(case: Case) -> list[PairAnswer]:
    return [why_ahead(case, pair) for pair in combinations(case.verdict.ranking, 2)]


def test_what_is_printed_adds_up_to_the_lead_for_any_pair_of_the_shipped_roles(shipped: EditionContent):
    answers = ideal_answers(shipped, "data-engineer")
    told = every_pair(case_on(shipped, Submission(answers)))

    assert len(told) == 190
    for pair in told:
        shares = (*pair.for_first, *pair.for_second)
        one, other = (sum(shown(each.points) for each in side) for side in (pair.for_first, pair.for_second))
        assert shown(pair.start) + one - other == shown(pair.total)
        for share in shares:
            assert sum(shown(answer.points) for answer in share.answers) == shown(share.points)


def test_the_total_is_the_difference_of_the_two_fits_as_printed():
    case = case_on(small_content(), a_submission())

    for pair, (first, second) in zip(every_pair(case), combinations(case.verdict.ranking, 2), strict=True):
        printed = Decimal(f"{first.match.fit:.1f}") - Decimal(f"{second.match.fit:.1f}")
        assert shown(pair.total) == printed


def test_each_side_holds_what_speaks_for_it():
    case = case_on(small_content(), a_submission())
    pair = why_ahead(case, (ranked(case, "product-engineer"), ranked(case, "backend-engineer")))

    assert (pair.first, pair.second) == ("Backend Engineer", "Product Engineer")
    assert pair.heading == "Why Backend Engineer is ahead of Product Engineer"
    assert pair.for_second
    assert all(shown(share.points) > 0 for share in (*pair.for_first, *pair.for_second))
    assert any(share.text.startswith("Infrastructure") for share in pair.for_first)


def test_the_order_of_the_two_changes_nothing():
    case = case_on(small_content(), a_submission())
    one, other = case.verdict.ranking[1], case.verdict.ranking[3]

    assert why_ahead(case, (one, other)) == why_ahead(case, (other, one))


def test_a_pair_is_told_how_firm_its_order_is_and_what_would_turn_it():
    case = case_on(small_content(), a_submission())
    pair = why_ahead(case, (ranked(case, "backend-engineer"), ranked(case, "engineering-manager")))

    assert "99 times in 100" in pair.certainty
    assert "Preferences decide" in pair.change


def test_answers_that_favour_nothing_give_no_firm_order():
    case = case_on(small_content(), flat())
    first, second, *_ = case.verdict.ranking

    assert why_ahead(case, (first, second)).certainty == (
        "Your answers favour no role yet, so the order says little."
    )


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=40), st.floats(-0.1, 0.1))
def test_rounding_keeps_the_sum_and_moves_no_figure_by_two_tenths(values: list[float], off: float):
    total = round(10 * (sum(values) + off))

    parts = in_tenths(values, total)

    assert sum(parts) == total
    moved = [abs(part - 10 * value) for part, value in zip(parts, values, strict=True)]
    assert max(moved) < 1.5 + 2.5 / len(values)


def test_a_reader_asks_about_a_pair(owner: Client):
    page = owner.get("/result/why/?a=backend-engineer&b=product-engineer")

    assertContains(page, "Why Backend Engineer is ahead of Product Engineer")
    assertContains(page, "Infrastructure, put forward")  # A single question.
    assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "asked", ["a=product-engineer&b=backend-engineer", "b=product-engineer&a=backend-engineer&x=1"]
)
def test_a_pair_has_one_address(owner: Client, asked: str):
    answer = owner.get(f"/result/why/?{asked}")

    assertRedirects(answer, "/result/why/?a=backend-engineer&b=product-engineer")


def test_the_page_without_a_question_asks_for_one(owner: Client):
    page = owner.get("/result/why/")

    assertContains(page, "Show why")
    assertNotContains(page, "There is a problem")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a=backend-engineer&b=astronaut", "This edition has no such role"),
        ("a=backend-engineer&b=staff-engineer", "This edition has no such role"),
        ("a=backend-engineer&b=%00%22%3Cscript%3E", "This edition has no such role"),
        ("a=backend-engineer", "Choose a role from the list"),
        ("a=data-engineer&b=data-engineer", "Both are the same role"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_what_to_do(owner: Client, asked: str, said: str):
    page = owner.get(f"/result/why/?{asked}")

    assert page.status_code == 200
    assertContains(page, said)
    assertContains(page, "Show why")
    assertNotContains(page, 'id="answer"')


@pytest.mark.parametrize("address", ["/result/why/", "/result/ways/"])
def test_a_stranger_asks_nothing(address: str, sitting: tuple[Sitting, str], stranger: Client):
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/result/why/", "/result/ways/"])
def test_questions_wait_for_the_finish_and_for_enough_answers(address: str, owner: Client):
    sitting = Sitting.objects.get()
    sitting.responses.exclude(pk__in=list(sitting.responses.values_list("pk", flat=True)[:3])).delete()
    assertRedirects(owner.get(address), "/result/")

    Sitting.objects.update(finished_at=None)
    assertRedirects(owner.get(address), "/quiz/check/")

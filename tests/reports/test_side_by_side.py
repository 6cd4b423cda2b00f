"""Which two to four roles stand side by side is the reader's choice, on the page, in the PDF, in the file."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertRedirects

from quiz.content import EditionContent
from quiz.models import Edition, Sitting
from quiz.submission import BadSubmission, Submission, read_submission
from reports.html import print_document
from reports.pdf import render_html
from reports.report import Report, build_report, generate_report
from reports.sections.side_by_side import SideBySideSection
from tests.builders import ideal_answers, small_content
from tests.reports.builders import STAMP, a_report, a_submission

pytestmark = pytest.mark.usefixtures("own_folder")

FOUR = ["engineering-manager", "backend-engineer", "staff-engineer", "data-engineer"]


def columns(report: Report) -> list[str]:
    return [role.slug for role in section_of(report).comparison.roles]


def section_of(report: Report) -> SideBySideSection:
    return next(each for each in report.sections if isinstance(each, SideBySideSection))


def posted(*slugs: str) -> dict[str, str]:
    return {f"column_{number}": slug for number, slug in enumerate(slugs, start=1)}


def test_without_a_choice_the_leading_roles_stand_there():
    report = a_report()

    assert columns(report) == [ranked.role.slug for ranked in report.outcome.suggested[:3]]
    assert "compare" not in report.document


def test_the_choice_is_kept_in_its_order_and_the_page_follows(owner: Client):
    answer = owner.post("/result/side-by-side/", posted(*FOUR))

    assertRedirects(answer, "/result/")
    assert Sitting.objects.get().compare == FOUR
    assertContains(
        owner.get("/result/"),
        "Engineering Manager, Backend Engineer, Staff Engineer and Data Engineer compared",
    )


def test_the_pdf_follows_the_choice(owner: Client, quick_pdf: list[int]):
    owner.get("/result/verdict.pdf")
    owner.post("/result/side-by-side/", posted("data-engineer", "engineering-manager"))
    owner.get("/result/verdict.pdf")

    assert len(quick_pdf) == 2
    printed = print_document(generate_report(Sitting.objects.get()))
    assert "Data Engineer and Engineering Manager compared" in printed


def test_the_file_holds_the_choice_and_gives_it_back(owner: Client):
    owner.post("/result/side-by-side/", posted(*FOUR[:2]))

    saved = json.loads(owner.get("/result/answers.json").content)

    assert saved["compare"] == FOUR[:2]


def test_a_choice_survives_the_way_through_a_file():
    said = a_submission(compare=tuple(FOUR))

    assert read_submission(said.document(3), small_content()) == said


@pytest.mark.parametrize(
    ("compare", "said"),
    [
        ("backend-engineer", "compare: must be a list of role slugs."),
        (["astronaut", "data-engineer"], "compare: 'astronaut' is not a role of this edition."),
        ([["x"], 1], "compare: ['x'] is not a role of this edition."),
        (["data-engineer"], "compare: takes 2 to 4 different roles, or none for the leading ones."),
        (["data-engineer"] * 2, "compare: takes 2 to 4 different roles, or none for the leading ones."),
        (list(small_content().roles)[:5], "compare: takes 2 to 4 different roles"),
    ],
)
def test_a_file_with_a_choice_that_makes_no_sense_is_refused(compare: object, said: str):
    with pytest.raises(BadSubmission, match=re.escape(said)):
        read_submission({"answers": {}, "compare": compare}, small_content())


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["data-engineer"], "Choose at least two roles"),
        (["data-engineer", "", "data-engineer"], "Each role can stand there once"),
        (["data-engineer", "astronaut"], "This edition has no such role"),
    ],
)
def test_a_choice_that_makes_no_sense_changes_nothing_and_is_told(
    owner: Client, chosen: list[str], said: str
):
    page = owner.post("/result/side-by-side/", posted(*chosen))

    assertContains(page, said)
    assertContains(page, '<details class="tools__tool" id="compare" open>')
    assert Sitting.objects.get().compare == []


def test_no_choice_gives_the_leading_roles_back(owner: Client):
    owner.post("/result/side-by-side/", posted(*FOUR))
    owner.post("/result/side-by-side/", posted("", "", "", ""))

    assert Sitting.objects.get().compare == []


def test_a_stranger_chooses_nothing(sitting: tuple[Sitting, str], stranger: Client):
    assert stranger.post("/result/side-by-side/", posted(*FOUR)).status_code == 404
    assert Sitting.objects.get().compare == []


@pytest.mark.parametrize(
    ("lost", "kept"), [({"staff-engineer"}, 3), ({"staff-engineer", "data-engineer", "backend-engineer"}, 0)]
)
def test_a_new_edition_without_some_of_the_roles_keeps_the_others(
    owner: Client, publish_content: Callable[[EditionContent], Edition], lost: set[str], kept: int
):
    owner.post("/result/side-by-side/", posted(*FOUR))
    publish_content(without(lost))

    owner.post("/result/again/", {"answers": "last"})

    new = Sitting.objects.latest("pk")
    assert new.edition.number == 2
    assert new.compare == [slug for slug in FOUR if slug not in lost][:kept]


def test_a_report_on_an_edition_without_the_roles_falls_back_on_the_leading_ones():
    said = a_submission(compare=("staff-engineer", "vanished"))

    report = build_report(small_content(), said, STAMP)

    assert columns(report) == [ranked.role.slug for ranked in report.outcome.suggested[:3]]


def test_two_readers_with_other_choices_hold_other_reports():
    codes = {build_report(small_content(), said, STAMP).code for said in (a_submission(), chosen())}

    assert len(codes) == 2


def chosen() -> Submission:
    return a_submission(compare=("backend-engineer", "data-engineer"))


def without(lost: set[str]) -> EditionContent:
    """The small content without some roles and all that leads to them."""
    content = small_content()
    return replace(
        content,
        roles={slug: role for slug, role in content.roles.items() if slug not in lost},
        steps=tuple(step for step in content.steps if not {step.from_role, step.to_role} & lost),
    )


@pytest.mark.usefixtures("fonts")
def test_four_roles_fit_on_the_two_pages_that_three_take(shipped: EditionContent):
    said = Submission(
        ideal_answers(shipped, "backend-engineer"),
        compare=("backend-engineer", "data-engineer", "solutions-architect", "site-reliability-engineer"),
    )
    report = build_report(shipped, said, STAMP)
    alone = replace(report, sections=(report.verdict, section_of(report)))

    # Marks point to sources that were left out, and the renderer says so: not ours to judge here.
    printed = render_html(print_document(alone, "letter"), b"{}", 0)

    assert len(PdfReader(BytesIO(printed.pdf)).pages) == 1 + 2

"""Sections run on where the sheet before would stay empty, and what belongs together stays together."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils import translation
from weasyprint.formatting_structure.boxes import MarginBox, ReplacedBox, TextBox

from quiz.content import EditionContent
from quiz.editions.translation import localised
from quiz.items import UNSURE
from quiz.submission import MustHaves, Submission, read_submission
from reports.html import print_document
from reports.pdf import Paper, served_files
from reports.render import listed_files_only, parsed
from reports.report import Report, build_report
from reports.since import Take
from tests.reports.builders import FINISHED, STAMP, a_report

PERSONAS = Path(__file__).parent.parent / "personas"
LEAST = 0.4  # How much of a sheet is filled at least, of every one but the last.
HEADS = {"h1", "h2", "h3", "h4", "thead", "caption"}
WHOLE = ("skills", "stages", "reasons", "since-table", "sum")  # What fits one sheet is on one.

Writer = Callable[[EditionContent], Report]
Sheets = Callable[[Writer, str, Paper], list[Any]]

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]


def persona(name: str, content: EditionContent) -> Submission:
    return read_submission(json.loads((PERSONAS / f"{name}.json").read_text("utf-8")), content)


def clear(content: EditionContent) -> Report:
    return a_report(persona("people-leader", content), content)


def undecided(content: EditionContent) -> Report:
    return a_report(persona("undecided-flat", content), content)


def often_unsure(content: EditionContent) -> Report:
    """Three answers in ten are "not sure", so that more is told of what isn't known."""
    submission, chance = persona("systems-thinker", content), Random(7)
    answers = {
        slug: UNSURE if chance.random() < 0.3 else answer for slug, answer in submission.answers.items()
    }
    return a_report(replace(submission, answers=answers), content)


def never_satisfied(content: EditionContent) -> Report:
    """Conditions that no role meets, so that every row of the ranking has a note."""
    wanted = MustHaves(salary_floor=10_000_000, no_on_call=True, remote=True)
    return a_report(replace(persona("systems-thinker", content), must_haves=wanted), content)


def of_four(content: EditionContent) -> Report:
    """Four roles side by side, whose table takes more than two sheets."""
    compared = tuple(list(content.roles)[:4])
    return a_report(replace(persona("product-minded-builder", content), compare=compared), content)


def again(content: EditionContent) -> Report:
    """Compared with a take before, of another mind: all the changes there can be."""
    then = Take(content, 1, persona("product-minded-builder", content), FINISHED - timedelta(days=200))
    return build_report(content, persona("systems-thinker", content), STAMP, then)


# Whose report, in which language, on which paper; and how many pages it may have.
REPORTS: list[tuple[Writer, str, Paper, int]] = [
    (clear, "en", "a4", 10),
    (undecided, "de", "a4", 10),
    (often_unsure, "en", "a4", 11),
    (often_unsure, "de", "letter", 10),
    (never_satisfied, "de", "a4", 10),
    (never_satisfied, "de", "letter", 10),
    (of_four, "en", "letter", 11),
    (again, "en", "a4", 11),
]


@pytest.fixture(scope="session")
def sheets(shipped: EditionContent, fonts: None) -> Sheets:
    """The sheets of a report, as trees of boxes; laid out once."""
    known: dict[tuple[Writer, str, Paper], list[Any]] = {}

    def laid_out(write: Writer, language: str, paper: Paper) -> list[Any]:
        asked = write, language, paper
        if asked not in known:
            content = localised(shipped, language) if language in shipped.translations else shipped
            with translation.override(language):
                html = print_document(write(content), paper)
            document = parsed(html, listed_files_only(served_files()))
            known[asked] = document.render(pdf_variant="pdf/ua-1").pages
        return known[asked]

    return laid_out


def boxes(page: Any) -> Iterator[Any]:
    """The boxes of elements on a sheet, without its margins."""
    for each in page._page_box.children:
        if not isinstance(each, MarginBox):
            yield from (box for box in each.descendants() if box.element is not None)


def shown(page: Any) -> list[Any]:
    """Its lines and drawings, from above."""
    return sorted((box for box in boxes(page) if isinstance(box, TextBox | ReplacedBox)), key=foot)


def foot(box: Any) -> float:
    return float(box.position_y + box.height)


def filled(page: Any) -> float:
    """How far down the room between the margins something is drawn, 0 to 1."""
    sheet = page._page_box
    return float((foot(shown(page)[-1]) - sheet.content_box_y()) / sheet.height)


def heads_at_the_foot(page: Any) -> list[str]:
    """What is on the lowest line and belongs to what comes next."""
    lowest = foot(shown(page)[-1])
    return [box.element_tag for box in boxes(page) if box.element_tag in HEADS and lowest - foot(box) < 1]


def of_class(page: Any, name: str) -> list[Any]:
    """The boxes on a sheet that belong to elements of a class."""
    return [box for box in boxes(page) if name in box.element.get("class", "").split()]


def divided(pages: list[Any], name: str) -> list[int]:
    """The pages on which an element of a class goes on that began on the one before."""
    held = [{id(box.element) for box in of_class(page, name)} for page in pages]
    return [number for number in range(1, len(held)) if held[number] & held[number - 1]]


def head_of(page: Any) -> str:
    """What stands above a sheet, on the right."""
    (margin,) = [box for box in page._page_box.children if getattr(box, "at_keyword", "") == "@top-right"]
    return "".join(box.text for box in margin.descendants() if isinstance(box, TextBox))


@pytest.mark.parametrize(
    ("write", "language", "paper", "most"),
    REPORTS,
    ids=[f"{write.__name__}-{language}-{paper}" for write, language, paper, _ in REPORTS],
)
def test_every_sheet_but_the_last_is_filled_and_none_ends_with_a_heading(
    write: Writer, language: str, paper: Paper, most: int, sheets: Sheets
) -> None:
    pages = sheets(write, language, paper)

    thin = {number: f"{filled(page):.0%}" for number, page in enumerate(pages, 1) if filled(page) < LEAST}
    assert set(thin) <= {len(pages)}, thin
    assert 8 <= len(pages) <= most
    assert [heads_at_the_foot(page) for page in pages] == [[]] * len(pages)
    assert {name: divided(pages, name) for name in WHOLE} == {name: [] for name in WHOLE}


def test_a_section_that_runs_on_gives_its_name_to_the_next_sheet_only(sheets: Sheets) -> None:
    pages = sheets(often_unsure, "en", "a4")

    (shared,) = [at for at, page in enumerate(pages) if of_class(page, "skills")]
    assert "side-by-side-title" not in pages[shared].anchors
    assert head_of(pages[shared + 1]) == head_of(pages[shared]) == "You, as you answered"
    assert of_class(pages[shared + 1], "comparison")
    assert head_of(pages[shared + 2]) == "Side by side"


def test_a_section_that_begins_a_sheet_begins_at_its_top(sheets: Sheets) -> None:
    begun = [
        (page._page_box.content_box_y(), box.position_y)
        for language in ("en", "de")
        for page in sheets(never_satisfied, language, "a4")
        for box in of_class(page, "section__title")[:1]
        if not of_class(page, "section__kicker") and head_of(page) in box.element.itertext()
    ]

    assert len(begun) >= 5
    assert all(title == top for top, title in begun)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_map_of_stages_keeps_its_caption(language: str, sheets: Sheets) -> None:
    paper: Paper = "a4" if language == "en" else "letter"
    page = next(page for page in sheets(often_unsure, language, paper) if "progression" in page.anchors)

    drawing = max((box for box in of_class(page, "wide")), key=foot)

    assert any(box.position_y >= foot(drawing) for box in of_class(page, "fine"))

import re
from html import unescape

import pytest
from django.template.response import TemplateResponse
from django.test import RequestFactory

from quiz.submission import About
from reports.html import print_document, printable, render_document, render_page
from reports.report import Report
from reports.sections.side_by_side import SideBySideSection
from reports.templatetags.report_tags import stressed
from tests.reports.builders import a_report, a_submission, flat, too_few, with_conditions

FOR_PHONES = re.compile(r'<svg[^>]*chart--narrow".*?</svg>', re.DOTALL)
EMPTY = re.compile(r"<(h\d|p|li|td|dd|dt|th|caption)\b[^>]*>\s*</\1>")


def words_of(html: str) -> str:
    """The text of a page, without markup and repeated white space."""
    body = re.sub(r"<(style|head|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def sections_of(html: str) -> dict[str, str]:
    """The words of each section, by its id."""
    found = re.findall(
        r'<section class="section[^"]*" id="([^"]+)".*?>(.*?)</section>', html, flags=re.DOTALL
    )
    return {key: words_of(inner) for key, inner in found}


@pytest.mark.django_db
def test_page_and_print_say_the_same_words(rf: RequestFactory) -> None:
    report = a_report(name="Ingrid", role_in_mind="product-engineer")

    whole = page_of(report, rf)
    page = sections_of(FOR_PHONES.sub("", whole))
    paper = sections_of(print_document(report))
    assert list(page) == list(paper) == [section.key for section in report.sections]
    # Long cells fold on the page only, and it has room for more ways, answers and roles.
    for key in page.keys() - {"side-by-side", "plan", "progression"}:
        assert page[key] == paper[key]
    drawn = FOR_PHONES.findall(whole)
    assert len(drawn) >= 3
    assert set(words_of("".join(drawn)).split()) <= set(words_of(FOR_PHONES.sub("", whole)).split())


@pytest.mark.django_db
def test_the_page_says_all_that_print_says_of_ways_and_plan(rf: RequestFactory) -> None:
    report = a_report(role_in_mind="product-engineer")

    page, paper = sections_of(page_of(report, rf)), sections_of(print_document(report))
    for key in ("plan", "progression"):
        assert set(paper[key].split()) <= set(page[key].split())
        assert len(page[key]) > len(paper[key])


@pytest.mark.django_db
def test_page_and_print_compare_the_same(rf: RequestFactory) -> None:
    report = a_report()

    page, paper = sections_of(page_of(report, rf)), sections_of(print_document(report))
    section = next(each for each in report.sections if isinstance(each, SideBySideSection))
    for group in section.comparison.groups:
        for text in (entry.text for row in group.rows for cell in row.cells for entry in cell.entries):
            assert text in page["side-by-side"]
            assert text in paper["side-by-side"]


def page_of(report: Report, rf: RequestFactory) -> str:
    response = render_page(report, rf.get("/result/"))
    assert isinstance(response, TemplateResponse)
    return response.render().content.decode()


@pytest.mark.parametrize("submission", [a_submission(), flat(), too_few(), with_conditions(remote=True)])
def test_nothing_is_printed_empty(submission: object) -> None:
    document = print_document(a_report(submission))  # type: ignore[arg-type]

    assert not EMPTY.search(document)
    assert "None" not in words_of(document)


def test_no_page_carries_inline_style_or_script() -> None:
    document = print_document(a_report())

    assert " style=" not in document
    assert "<script" not in document


def test_a_name_is_text_and_never_markup() -> None:
    document = print_document(a_report(name='<img src="http://example.org/x.png">'))

    assert "<img" not in document
    assert "&lt;img" in document


def test_every_drawing_has_a_text_or_is_kept_from_listeners() -> None:
    document = print_document(a_report())

    drawings = re.findall(r"<svg\b.*?</svg>", document, flags=re.DOTALL)
    assert len(drawings) >= 17
    assert all("<title>" in drawing or 'aria-hidden="true"' in drawing for drawing in drawings)


def test_text_in_drawings_names_its_typeface() -> None:
    drawings = re.findall(r"<svg\b.*?</svg>", print_document(a_report()), flags=re.DOTALL)

    assert all('font-family="Source Sans 3"' in drawing for drawing in drawings if "<text" in drawing)


def test_ids_are_given_once() -> None:
    ids = re.findall(r'\bid="([^"]+)"', print_document(a_report()))

    assert len(ids) == len(set(ids))


def test_every_mark_leads_to_a_source_that_is_listed() -> None:
    document = print_document(a_report())

    targets = set(re.findall(r'href="#([^"]+)"', document))
    assert targets <= set(re.findall(r'\bid="([^"]+)"', document))


def test_characters_that_the_typeface_lacks_are_replaced_before_they_print_as_boxes() -> None:
    assert printable("<p>Größe 山 → ✓</p>\n") == "<p>Größe ? → ✓</p>\n"


def test_a_document_to_keep_needs_no_other_file() -> None:
    document = render_document(a_report())

    assert "<style>" in document
    assert "<link" not in document


def test_stress_is_marked_and_the_rest_escaped() -> None:
    assert stressed("a *93 times* <b>") == "a <strong>93 times</strong> &lt;b&gt;"


def test_a_name_that_cannot_be_printed_is_explained() -> None:
    report = a_report(a_submission(about=About(name="山田太郎")))

    assert "Your name is left out" in words_of(print_document(report))

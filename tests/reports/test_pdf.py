import io
import json
import os
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from quiz.content import EditionContent
from quiz.submission import About, read_submission
from reports import pdf as door
from reports.html import ORIGIN, print_document
from reports.pdf import RenderError, answers_of, finished, prepare, render_html, render_pdf
from reports.render import NO_LIBRARY, listed_files_only
from tests.builders import small_content
from tests.reports.builders import a_report, a_submission
from tests.trust.sizes import size, told

PERSONAS = Path(__file__).parent.parent / "personas"
RENDERS = size(1, 9)  # Beside the one that all tests here share.


@pytest.fixture(scope="module")
def rendered(fonts: None) -> door.Rendered:
    report = a_report(name="Łukasz")
    return render_html(print_document(report), answers_of(report), finished(report))


@pytest.fixture(scope="module")
def reader(rendered: door.Rendered) -> PdfReader:
    return PdfReader(io.BytesIO(rendered.pdf))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def sizes(reader: PdfReader) -> set[tuple[int, int]]:
    """The sizes of all pages, in points."""
    return {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}


def test_the_renderer_has_nothing_to_warn_about(rendered: door.Rendered) -> None:
    assert rendered.warnings == ()


def test_a_report_has_eight_to_ten_pages_of_a4(reader: PdfReader) -> None:
    assert 8 <= len(reader.pages) <= 10
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages} == {
        (595, 842)
    }


def test_the_first_page_stands_alone(reader: PdfReader) -> None:
    first = " ".join(reader.pages[0].extract_text().split())

    assert "For Łukasz, 3 February 2026" in first
    assert "Backend Engineer fits you best" in first
    assert "Your next step" in first
    assert "How this was worked out, page" in first


def test_paper_says_what_the_page_says(reader: PdfReader) -> None:
    text, report = text_of(reader), a_report(name="Łukasz")

    for section in report.sections[1:]:
        assert section.title in text
    assert report.verdict.next_step
    assert report.verdict.next_step.text.replace("*", "") in text


def test_every_page_is_numbered_and_names_the_report(reader: PdfReader) -> None:
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    code = a_report(name="Łukasz").code

    for number, text in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in text
        assert f"Edition 3 · report {code} · self-rated, not for hiring decisions" in text


def test_the_outline_names_every_section(reader: PdfReader) -> None:
    titles = [entry["/Title"] for entry in reader.outline if isinstance(entry, dict)]

    assert titles == [a_report().title, *(section.title for section in a_report().sections[1:])]


def test_the_contents_give_the_page_on_which_each_section_begins(reader: PdfReader) -> None:
    first = " ".join(reader.pages[0].extract_text().split())
    entries = [entry for entry in reader.outline if isinstance(entry, dict)][1:]

    for entry in entries:
        page = reader.get_destination_page_number(entry)
        assert f"{entry['/Title']}, page {(page or 0) + 1}" in first


def test_language_title_tags_and_edition_are_in_the_file(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata and reader.metadata.title == "Backend Engineer fits you best"
    assert reader.metadata["/rolewiseedition"] == "3"
    assert reader.metadata["/rolewisedigest"] == "ab" * 32
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]


def test_the_answers_are_attached_and_can_be_loaded_again(reader: PdfReader) -> None:
    attached = json.loads(reader.attachments["answers.json"][0])

    again = read_submission(attached, small_content())
    assert again.answers == a_submission().answers
    assert again.about.name == "Łukasz"


def test_all_fonts_are_embedded(reader: PdfReader) -> None:
    names = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()  # type: ignore[attr-defined]
    }

    assert names
    assert all("Source-Sans-3" in name or "SourceSans3" in name for name in names)


def test_the_same_report_gives_the_same_bytes(rendered: door.Rendered) -> None:
    """R10: the bytes hold the text, the digest and all else."""
    report = a_report(name="Łukasz")

    assert {render_pdf(report) for _ in range(RENDERS)} == {rendered.pdf}
    told(f"R10: one report rendered {1 + RENDERS} times, the same bytes")


def test_letter_paper_is_letter(fonts: None) -> None:
    reader = PdfReader(io.BytesIO(render_pdf(a_report(), paper="letter")))

    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages} == {
        (612, 792)
    }


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_no_page_is_mostly_blank_on_either_paper(fonts: None, shipped: EditionContent) -> None:
    document = json.loads((PERSONAS / "people-leader.json").read_text("utf-8"))
    report = a_report(read_submission(document, shipped), shipped)

    pages = {paper: words_on_pages(render_pdf(report, paper)) for paper in ("a4", "letter")}

    assert abs(len(pages["a4"]) - len(pages["letter"])) <= 1
    assert max(len(words) for words in pages.values()) <= 11
    for words in pages.values():
        assert min(words[:-1]) >= median(words) / 4


def words_on_pages(pdf: bytes) -> list[int]:
    return [len(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_printout_is_named_by_all_it_depends_on() -> None:
    digest = prepare(a_report()).digest

    assert digest == prepare(a_report()).digest
    assert digest != prepare(a_report(name="Bo")).digest
    assert digest != prepare(a_report(), "letter").digest
    assert digest != prepare(a_report(a_submission(about=About(years=3)))).digest


def test_an_upgrade_of_the_renderer_or_a_typeface_names_it_anew(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FONT_DIR, printout = tmp_path, prepare(a_report())
    face, ours = tmp_path / "SourceSans3-Regular.ttf", tmp_path / "render.py"
    monkeypatch.setattr(door.render, "PARTS", (ours,))
    names = []
    for file, content in [(face, b"1"), (face, b"2"), (ours, b"1"), (ours, b"2")]:
        file.write_bytes(content)
        os.utime(file, (len(names), len(names)))  # Two writes may fall into one tick of the file system.
        names.append(printout.digest)

    assert len(set(names)) == 4
    assert printout.digest == names[-1]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/",
        "file:///etc/passwd",
        "ftp://example.org/x",
        f"{ORIGIN}fonts/../../../etc/passwd",
        f"{ORIGIN}css/site.css",
        "data:text/css,a{}",
    ],
)
def test_the_fetcher_refuses_network_files_and_all_else(address: str, tmp_path: Path) -> None:
    style = tmp_path / "report.css"
    style.write_text("a{}")
    fetcher = listed_files_only({f"{ORIGIN}css/report.css": [str(style)]})

    with pytest.raises(ValueError, match="refused"):
        fetcher.fetch(address)
    assert fetcher.fetch(f"{ORIGIN}css/report.css").read() == b"a{}"


def test_a_reference_to_the_outside_is_refused_and_reported(fonts: None) -> None:
    html = '<html lang="en"><title>x</title><img src="file:///etc/passwd" alt="x"><p>still here</p></html>'

    rendered = render_html(html, b"{}", 0)

    assert any("refused to load file:///etc/passwd" in warning for warning in rendered.warnings)
    assert "still here" in text_of(PdfReader(io.BytesIO(rendered.pdf)))


def test_a_render_that_takes_too_long_is_ended(fonts: None, settings: Settings) -> None:
    settings.RENDER_SECONDS = 0.01

    with pytest.raises(RenderError, match=r"took longer than 0\.01 seconds"):
        render_html("<p>x</p>", b"{}", 0)


@pytest.mark.parametrize("pages", [60, 61])
def test_what_has_more_pages_than_any_report_is_not_printed(
    fonts: None, caplog: pytest.LogCaptureFixture, pages: int
) -> None:
    html = '<p style="break-after: page">x</p>' * (pages - 1) + "<p>x</p>"

    if pages > 60:
        with pytest.raises(RenderError, match="over its limits"):
            render_html(html, b"{}", 0)
        assert "61 pages are more than the 60 of any report" in caplog.text
    else:
        assert len(PdfReader(io.BytesIO(render_html(html, b"{}", 0).pdf)).pages) == pages


def test_missing_fonts_are_named_with_what_to_run(settings: Settings, tmp_path: Path) -> None:
    settings.FONT_DIR = tmp_path

    with pytest.raises(RenderError, match=r"manage.py fonts"):
        render_html("<p>x</p>", b"{}", 0)


def outcome(code: int, told: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.CompletedProcess([], code, b"", told)


def test_a_missing_pango_is_named_with_what_to_install() -> None:
    with pytest.raises(RenderError, match=r"apt-get install libpango.*brew install pango.*no libpango"):
        door.read_outcome(outcome(NO_LIBRARY, b"no libpango"))


def test_a_crash_is_told_without_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RenderError) as error:
        door.read_outcome(outcome(-9, b"Traceback (most recent call last)"))

    assert "Traceback" not in str(error.value)
    assert "Traceback" in caplog.text


def test_the_rendering_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")

    assert "SECRET_KEY" not in door.surroundings().variables

"""What makes the renderer quicker changes no byte of what it prints."""

import base64
from contextlib import nullcontext
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from quiz.submission import About, Submission
from reports import render, shortcuts
from reports.pdf import prepare, served_files
from reports.render import Job
from reports.report import Report
from reports.shortcuts import sheets
from roles.brand import Brand
from tests.reports.builders import a_report, a_submission, flat, too_few, with_conditions

BRAND = Brand("Ägir & Daughters", "", "#7a1f5c", "", "")
KINDS: dict[str, Submission] = {
    "ordinary": a_submission(),
    "undecided": flat(),
    "too few answers": too_few(),
    "conditions that take out all": with_conditions(remote=True, no_on_call=True, salary_floor=10_000_000),
    "from right to left": a_submission(about=About(name="אבי כהן Żółć")),
}
SHEET = "https://rolewise.invalid/static/odd.css"
# What no style sheet of ours has so far, and what the shorter ways therefore leave to the renderer.
ODD_STYLES = """
@page { size: 90mm 120mm; margin: 9mm 8%; @bottom-left { content: counter(page) } }
@page :first { margin-right: 30mm } @page wide { size: 120mm 90mm }
html { --gap: 3%; font-size: 11px }
body { font-family: "Source Sans 3" }
.wide { page: wide; padding-inline-start: 12px; margin-block: calc(2% + 1px); border-inline: 1px dotted red }
.flex { display: flex; gap: var(--gap) } .flex * { flex: 1; min-width: 30% }
.grid { display: grid; grid-template-columns: 1fr 2fr; width: 80% }
.first::first-line { color: green; letter-spacing: 1px } .first::first-letter { font-size: 2em; float: left }
.box { border: 2px solid blue; border-radius: 20% 3px 0 4px; background: linear-gradient(red, blue) }
.justified { text-align: justify; hyphens: auto; word-spacing: 2px; position: relative; left: 1% }
.justified sup { text-decoration: underline }
.absolute { position: absolute; right: 2%; bottom: 3px; font-variant: small-caps; outline: 1px solid }
.cut { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; width: 60px }
table { border-collapse: collapse; width: 100%; border: 9px solid green }
td { border: 1px solid } td + td { border: 5px solid red }
.half { width: 50%; padding: 0 2%; margin-left: 10%; font-kerning: none; border: 1px solid }
li::marker { color: red } li { list-style-type: upper-roman } sup { vertical-align: super }
"""
WORDS = "Fjord bank glyphs vex quick waltz “fi” — AVATA. " * 4
ODD = f"""<html lang="en"><head><title>x</title><link rel="stylesheet" href="{SHEET}"/></head><body>
<p class="half">{WORDS}</p><p class="first">{WORDS}</p>
<p class="justified">{WORDS}<sup>2</sup></p><p class="cut">{WORDS}</p>
<div class="flex"><p>{WORDS}</p><p>b</p></div><div class="grid"><p>{WORDS}</p><p>{WORDS}</p></div>
<div class="box"><p>{WORDS}</p><div class="absolute">x</div></div><ol><li>{WORDS}</li><li>日本 x</li></ol>
<p class="half">{WORDS}</p>
<div class="wide"><table><tr><td>{WORDS}</td><td>b</td></tr>
<tr><td>c</td><td>d</td></tr></table></div></body></html>"""


def job_of(report: Report) -> Job:
    printout = prepare(report)
    answers = base64.b64encode(printout.attachment).decode()
    return Job(printout.html, served_files(), answers, printout.created, 60, 2000)


def odd_job(folder: Path, styles: str = ODD_STYLES) -> Job:
    sheet = folder / "odd.css"
    sheet.write_text(
        (Path(render.__file__).parent.parent / "static/css/paper.css").read_text("utf-8") + styles
    )
    return Job(ODD, {**served_files(), SHEET: [str(sheet)]}, "", 0, 60, 2000)


def printed_plainly(job: Job, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[str]]:
    with monkeypatch.context() as plainly:
        plainly.setattr(render, "shorter_ways", nullcontext)
        return render.render(job)


@pytest.mark.parametrize(
    "report",
    [*map(a_report, KINDS.values()), replace(a_report(), brand=BRAND)],
    ids=[*KINDS, "of an organisation"],
)
def test_the_pdf_is_the_same_with_the_renderers_own_ways_and_styles(
    report: Report, fonts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint import CSS

    job = job_of(report)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(job.created))
    ours, _ = render.render(job)
    theirs = (files("weasyprint") / "css" / "html5_ua.css").read_text("utf-8")
    monkeypatch.setattr(render, "own_defaults", lambda: CSS(string=theirs))
    plain, _ = printed_plainly(job, monkeypatch)

    assert ours == plain


def test_a_document_with_what_ours_never_have_is_the_same_too(
    fonts: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    job = odd_job(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    plain = printed_plainly(job, monkeypatch)

    assert len(plain[0]) > 10_000
    assert [render.render(job) for _ in range(2)] == [plain, plain]


@pytest.mark.parametrize(
    "styles", ["@counter-style odd { system: cyclic; symbols: '+' }", "@layer a { p { color: red } }"]
)
def test_a_sheet_that_tells_more_than_ours_is_read_by_the_renderer(
    styles: str, fonts: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    job = odd_job(tmp_path, f"{styles} li {{ list-style-type: odd }}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    assert render.render(job) == printed_plainly(job, monkeypatch)


def test_a_style_sheet_is_read_once_until_it_changes(
    fonts: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    sheets.read_once.cache_clear()

    first, again = (render.render(odd_job(tmp_path))[0] for _ in range(2))
    read = sheets.read_once.cache_info().misses
    other, _ = render.render(odd_job(tmp_path, "p { color: red }"))

    assert read == 1
    assert first == again != other


def test_the_renderer_is_as_before_once_the_report_is_printed() -> None:
    from weasyprint import css
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import percent
    from weasyprint.text.line_break import Layout

    def held() -> list[object]:
        return [
            Layout.set_text,
            Layout.reactivate,
            Box.descendants,
            css.CSS,
            css.ComputedStyle.__init__,
            percent.check_math,
            percent.resolve_percentages,
        ]

    before = held()
    with shortcuts.shorter_ways():
        within = held()

    assert held() == before
    assert all(one is not other for one, other in zip(before, within, strict=True))

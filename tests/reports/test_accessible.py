"""Two dozen reports of all kinds: clean under PDF/UA, and no dearer to print than was agreed."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import outloud
import pytest
from weasyprint.text import line_break

from benchmarks.counting import python_calls
from quiz.content import EditionContent
from quiz.submission import About, Submission, read_submission
from reports.pdf import Paper, prepare, served_files
from reports.render import Job, render
from reports.report import Report
from tests.reports.builders import a_report, a_submission, flat, too_few, with_conditions
from tests.reports.test_bad_input import BAD

PERSONAS = Path(__file__).parent.parent / "personas"

# Python calls of printing a report again, with a twentieth of room; unlike seconds the same on any machine.
MOST_CALLS = 1_520_000

# Lines that the renderer lays out for each persona, with some room; raise one only with a reason.
MOST_LINES = {
    "careful-tester": 1770,
    "data-explorer": 1770,
    "junior-generalist": 1820,
    "people-leader": 1740,
    "product-minded-builder": 1810,
    "systems-thinker": 1840,
    "undecided-flat": 1870,
    "visual-frontender": 1730,
}
OTHERS: dict[str, Submission] = {
    "polish": a_submission(about=About(name="Łukasz Żółć")),
    "greek": a_submission(about=About(name="Αθηνά Παπαδοπούλου")),
    "cyrillic": a_submission(about=About(name="Дмитрий Иванов")),
    "vietnamese": a_submission(about=About(name="Nguyễn Thị Minh Khai")),
    "japanese": a_submission(about=About(name="山田太郎")),
    "arabic, right to left": a_submission(about=About(name="محمد بن سلمان")),
    "hebrew, right to left": a_submission(about=About(name="אבי כהן")),
    "eighty letters": a_submission(about=About(name="Wolfeschlegelsteinhausen " * 3 + "Berger")),
    "markup and controls": a_submission(about=About(name="<b>Eve</b>\u202e & \u200bCo")),
    "undecided": flat(),
    "too few answers": too_few(),
    "conditions that take out all": with_conditions(remote=True, no_on_call=True, salary_floor=10_000_000),
    "contradictory": Submission(BAD["contradictory"]),
    "all extreme": Submission(BAD["all extreme"]),
    "all not sure": Submission(BAD["all not sure"]),
    "half finished": Submission(BAD["half finished"]),
}


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many lines were laid out: a count that no busy machine changes."""
    counted = [0]
    create = line_break.create_layout

    def create_layout(*told: Any, **named: Any) -> Any:
        counted[0] += 1
        return create(*told, **named)

    monkeypatch.setattr(line_break, "create_layout", create_layout)
    yield counted


def printed(report: Report, paper: Paper) -> bytes:
    """The PDF as the rendering process makes it, here. Fails on a warning of the renderer."""
    printout = prepare(report, paper)
    answers = base64.b64encode(printout.attachment).decode()
    pdf, warnings = render(Job(printout.html, served_files(), answers, printout.created, 60, 2000))
    assert warnings == []
    return pdf


def faults(pdf: bytes, path: Path) -> list[str]:
    """What outloud calls an error."""
    path.write_bytes(pdf)
    result = outloud.check(str(path))
    assert result.error is None
    return [f"{each.rule} {each.message}" for each in result.findings if each.severity == "error"]


@pytest.mark.django_db
@pytest.mark.same_on_any_database
@pytest.mark.parametrize("persona", MOST_LINES)
def test_the_report_of_a_persona_is_clean_and_lays_out_no_line_too_many(
    persona: str, shipped: EditionContent, fonts: None, lines: list[int], tmp_path: Path
) -> None:
    document = json.loads((PERSONAS / f"{persona}.json").read_text("utf-8"))
    paper: Paper = "letter" if persona < "j" else "a4"

    pdf = printed(a_report(read_submission(document, shipped), shipped), paper)

    assert faults(pdf, tmp_path / "report.pdf") == []
    assert MOST_LINES[persona] * 0.9 < lines[0] <= MOST_LINES[persona]


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_a_report_is_printed_in_no_call_too_many(shipped: EditionContent, fonts: None) -> None:
    document = json.loads((PERSONAS / "systems-thinker.json").read_text("utf-8"))
    report = a_report(read_submission(document, shipped), shipped)
    printout = prepare(report)
    job = Job(printout.html, served_files(), "", printout.created, 60, 2000)
    render(job)  # What is kept in a process is read with the first.

    calls = python_calls(lambda: render(job))

    assert MOST_CALLS * 0.7 < calls <= MOST_CALLS


@pytest.mark.parametrize("submission", OTHERS.values(), ids=OTHERS.keys())
def test_any_other_report_is_clean_too(submission: Submission, fonts: None, tmp_path: Path) -> None:
    pdf = printed(a_report(submission), "a4")

    assert faults(pdf, tmp_path / "report.pdf") == []


def test_a_document_with_a_fault_is_noticed(fonts: None, tmp_path: Path) -> None:
    html = (
        '<html lang="en"><head><title>x</title></head><body><svg xmlns="http://www.w3.org/2000/svg" '
        'width="9" height="9"><rect width="9" height="9"/></svg><p>y</p></body></html>'
    )

    pdf, _ = render(Job(html, served_files(), "", 0, 60, 2000))

    assert any("FIG-001" in fault for fault in faults(pdf, tmp_path / "faulty.pdf"))

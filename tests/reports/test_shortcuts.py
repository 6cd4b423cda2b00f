"""What makes the renderer quicker changes no byte of what it prints."""

import base64
from contextlib import nullcontext
from importlib.resources import files

import pytest

from quiz.submission import Submission
from reports import render, shortcuts
from reports.pdf import prepare, served_files
from reports.render import Job
from tests.reports.builders import a_report, a_submission, flat, too_few, with_conditions

KINDS: dict[str, Submission] = {
    "ordinary": a_submission(),
    "undecided": flat(),
    "too few answers": too_few(),
    "conditions that take out all": with_conditions(remote=True, no_on_call=True, salary_floor=10_000_000),
}


def job_of(submission: Submission) -> Job:
    printout = prepare(a_report(submission))
    answers = base64.b64encode(printout.attachment).decode()
    return Job(printout.html, served_files(), answers, printout.created, 60, 2000)


@pytest.mark.parametrize("submission", KINDS.values(), ids=KINDS.keys())
def test_the_pdf_is_the_same_with_the_renderers_own_ways_and_styles(
    submission: Submission, fonts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint import CSS

    job = job_of(submission)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(job.created))
    ours, _ = render.render(job)
    theirs = (files("weasyprint") / "css" / "html5_ua.css").read_text("utf-8")
    monkeypatch.setattr(render, "shorter_ways", nullcontext)
    monkeypatch.setattr(render, "own_defaults", lambda: CSS(string=theirs))
    plain, _ = render.render(job)

    assert ours == plain


def test_the_renderer_is_as_before_once_the_report_is_printed() -> None:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import percent
    from weasyprint.text.line_break import Layout

    def held() -> list[object]:
        return [
            Layout.set_text,
            Layout.reactivate,
            Box.descendants,
            percent.check_math,
            percent.resolve_one_percentage,
        ]

    before = held()
    with shortcuts.shorter_ways():
        within = held()

    assert held() == before
    assert within != before

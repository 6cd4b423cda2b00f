"""One person's files, made in a process of its own: whole, or not there."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Any

import django
from django.utils import translation

from quiz.content import EditionContent
from quiz.editions.document import read_document
from quiz.editions.translation import localised
from quiz.submission import Submission, read_submission
from reports.renderer import keep_ready
from roles.language import ORIGINAL
from roles.version import VERSION

DONE = ".done"  # The folder of marks: which row was made from what.
held: dict[str, EditionContent] = {}  # Of this process: the content, and the same in the languages asked for.


@dataclass(frozen=True, slots=True)
class RowJob:
    """All that a row's files depend on, as plain values; ``digest`` and ``finished_at`` as in Stamp."""

    line: int
    said: dict[str, Any]
    edition: int
    digest: str
    finished_at: datetime
    stale_after_days: int
    paper: str
    language: str
    folder: Path

    @property
    def name(self) -> str:
        return f"line-{self.line:05d}"

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """PDF, save file, and the mark that is written last."""
        return (
            self.folder / f"{self.name}.pdf",
            self.folder / f"{self.name}.json",
            self.folder / DONE / self.name,
        )

    @property
    def input_digest(self) -> str:
        """Names what the files are made from: answers, edition, date, paper, and who makes them."""
        told = asdict(self) | {"folder": "", "finished_at": self.finished_at.isoformat()}
        makers = [VERSION, version("weasyprint")]
        return hashlib.sha256(json.dumps([told, makers], sort_keys=True).encode()).hexdigest()

    @property
    def is_done(self) -> bool:
        """Whether the same was made before, whole."""
        pdf, save_file, mark = self.files
        try:
            return mark.read_text("ascii") == self.input_digest and pdf.is_file() and save_file.is_file()
        except (OSError, ValueError):
            return False


def job_of(row_line: int, submission: Submission, edition: int, **stamp: Any) -> RowJob:
    return RowJob(line=row_line, said=submission.document(edition), edition=edition, **stamp)


def begin_worker(document: str) -> None:
    """Readies a process; it ends when its parent does, however that ends."""
    django.setup()
    held["content"] = read_document(json.loads(document))
    keep_ready()
    Thread(target=end_with_parent, daemon=True).start()


def content_for(language: str) -> EditionContent:
    """The content as a reader of the language meets it."""
    if language == ORIGINAL:
        return held["content"]
    if language not in held:
        held[language] = localised(held["content"], language)
    return held[language]


def end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def make_row(job: RowJob) -> str:
    """Writes the files of a row; returns why it couldn't, "" if it could."""
    from reports.files import write_whole
    from reports.pdf import RenderError, answers_of, render_pdf
    from reports.report import Stamp, build_report

    with translation.override(job.language):
        content = content_for(job.language)
        stamp = Stamp(job.edition, job.digest, job.finished_at, job.stale_after_days)
        report = build_report(content, read_submission(job.said, content), stamp)
        try:
            pdf = render_pdf(report, "letter" if job.paper == "letter" else "a4")
        except RenderError as error:
            return str(error)
    paths = job.files
    write_whole({paths[0]: pdf, paths[1]: answers_of(report), paths[2]: job.input_digest.encode()})
    return ""

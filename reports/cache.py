"""Made PDFs, kept on disk by the digest of what they were made from, and removed with their sitting."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from quiz.models import Sitting
from reports.files import write_whole
from reports.pdf import Paper, RenderError, prepare, print_out
from reports.report import Report

AT_ONCE = 2  # Renders at a time; each takes a core for seconds.


class PdfState(StrEnum):
    """How far the PDF of a report is."""

    READY = "ready"
    MAKING = "making"
    FAILED = "failed"  # The last attempt; asking again begins a new one.
    ABSENT = "absent"


class Busy(RuntimeError):
    """As many PDFs as allowed are being made."""


def pdf_state(sitting: Sitting, report: Report, paper: Paper) -> PdfState:
    """How far the PDF of exactly this report is. Begins nothing."""
    path = folder_of(sitting) / f"{prepare(report, paper).digest}.pdf"
    return PdfState.READY if path.is_file() else PdfState.ABSENT


def begin_pdf(sitting: Sitting, report: Report, paper: Paper) -> PdfState:
    """Asks for the PDF, unless it is there or under way, and returns how far it is then."""
    try:
        pdf_of(sitting, report, paper)
    except Busy:
        return PdfState.MAKING
    except RenderError:
        return PdfState.FAILED
    return PdfState.READY


def pdf_of(sitting: Sitting, report: Report, paper: Paper) -> bytes:
    """The PDF of the sitting's report, made now if it isn't there. Raises Busy and RenderError."""
    printout = prepare(report, paper)
    path = folder_of(sitting) / f"{printout.digest}.pdf"
    if path.is_file():
        return path.read_bytes()
    with render_slot():
        pdf = print_out(printout)
    keep(path, pdf)
    if not Sitting.objects.filter(pk=sitting.pk).exists():  # Deleted while we rendered.
        forget(sitting)
    return pdf


def forget(sitting: Sitting) -> None:
    """Removes every PDF of the sitting."""
    shutil.rmtree(folder_of(sitting), ignore_errors=True)


def folder_of(sitting: Sitting) -> Path:
    """Named by the hash of the sitting's code: unique for ever, and it opens nothing."""
    return cache_dir() / sitting.code_hash


def cache_dir() -> Path:
    directory: Path = settings.DATA_DIR / "pdf"
    return directory


def keep(path: Path, pdf: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole({path: pdf})


@contextmanager
def render_slot() -> Iterator[None]:
    """One of the places at the renderer, over all processes; the system frees it if we die. Raises Busy."""
    cache_dir().mkdir(parents=True, exist_ok=True)
    for number in range(AT_ONCE):
        with (cache_dir() / f"slot-{number}.lock").open("w") as slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise Busy

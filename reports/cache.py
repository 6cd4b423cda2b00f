"""Made PDFs, kept on disk by the digest of what they were made from, and removed with their sitting."""

import fcntl
import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from quiz.models import Sitting
from reports import printing
from reports.files import write_whole
from reports.models import OPEN, Printing, Stage
from reports.pdf import Paper, RenderError, prepare, print_out
from reports.report import Report

LOOK_SECONDS = 0.2
# A PDF that was made no longer ago and isn't here was made by a machine that shares no folder with this
# one, or by a release that prints otherwise: asking for it again would end the same.
JUST_NOW = timedelta(minutes=10)
# Whoever asks this soon after a failure is told of it; to try again they say so.
TOLD_OF = timedelta(minutes=1)

logger = logging.getLogger(__name__)


class Busy(RuntimeError):
    """As many PDFs as allowed are being made."""


class PdfState(StrEnum):
    """How far the PDF of a report is."""

    READY = "ready"
    MAKING = "making"  # A worker is at it or will be.
    FAILED = "failed"  # The last attempt; asking again begins a new one.
    ABSENT = "absent"


def pdf_state(sitting: Sitting, report: Report, paper: Paper) -> PdfState:
    """How far the PDF of exactly this report is, in at most two queries. Begins nothing.

    READY means that a download gives it; where only others have it, after making it.
    """
    asked = printing_of(sitting, paper)
    if asked is None:
        return PdfState.ABSENT
    if asked.stage in OPEN:
        return PdfState.MAKING if printing.workers_alive().exists() else PdfState.ABSENT
    if asked.stage == Stage.FAILED:
        return PdfState.FAILED
    is_there = asked.report == report.code and file_of(sitting, asked.digest).is_file()
    return PdfState.READY if is_there or was_just_made(asked, report) else PdfState.ABSENT


def printing_of(sitting: Sitting, paper: Paper) -> Printing | None:
    return Printing.objects.filter(sitting=sitting, paper=paper, language=language()).first()


def was_just_made(asked: Printing | None, report: Report) -> bool:
    """Whether exactly this report was, by whichever machine and release."""
    if asked is None or asked.stage != Stage.MADE or asked.report != report.code:
        return False
    return asked.ended_at is not None and timezone.now() - asked.ended_at < JUST_NOW


def has_just_failed(sitting: Sitting, paper: Paper) -> bool:
    """Whether the workers gave up on this PDF so lately that asking them anew would end the same."""
    asked = printing_of(sitting, paper)
    if asked is None or asked.stage != Stage.FAILED or asked.ended_at is None:
        return False
    return timezone.now() - asked.ended_at < TOLD_OF


def made_pdf(sitting: Sitting, report: Report, paper: Paper) -> bytes | None:
    """The PDF of exactly this report as this release prints it, None if it isn't here."""
    path = file_of(sitting, prepare(report, paper).digest)
    return path.read_bytes() if path.is_file() else None


def begin_pdf(sitting: Sitting, report: Report, paper: Paper) -> bytes | PdfState:
    """Asks the workers for a PDF that isn't here, and returns how far it is: MAKING or FAILED.

    Where none comes to it, or one just made it where we can't see it, it is made now and returned.
    """
    try:
        if not was_just_made(printing_of(sitting, paper), report) and is_asked_for(sitting, paper):
            return PdfState.MAKING
        return make(sitting, report, paper)
    except Busy:
        return PdfState.MAKING
    except RenderError:
        return PdfState.FAILED


def is_asked_for(sitting: Sitting, paper: Paper) -> bool:
    """Has the workers asked; False where none comes to it: none lives, or the queue is away."""
    alive = printing.workers_alive().exists()
    return alive and printing.is_under_way(printing.ask(sitting.pk, paper, language()))


def make_ready(sitting: Sitting, report: Report, paper: Paper) -> str:
    """A worker's part: makes and keeps the PDF if it isn't there. Returns its digest.

    Raises Busy after waiting for a place at the renderer, RenderError, and OSError if it can't be kept.
    """
    printout = prepare(report, paper)
    path = file_of(sitting, printout.digest)
    if not path.is_file():
        with render_slot(patience=settings.RENDER_SECONDS):
            pdf = print_out(printout)
        if not forget_if_gone(sitting):  # Its owner may have deleted everything while it was printed,
            keep(path, pdf)
            forget_if_gone(sitting)  # or while it was kept.
    return printout.digest


def make(sitting: Sitting, report: Report, paper: Paper) -> bytes:
    """The PDF, made now; kept too, unless the disk refuses. Raises Busy and RenderError."""
    printout = prepare(report, paper)
    with render_slot():
        pdf = print_out(printout)
    try:
        keep(file_of(sitting, printout.digest), pdf)
    except OSError as error:
        logger.error("a PDF was made but can't be kept: %s", error)
    if not forget_if_gone(sitting):
        printing.note_made(sitting.pk, paper, language(), report=report.code, digest=printout.digest)
    return pdf


def language() -> str:
    """The reader's language; the settings' where none is active, as in a worker."""
    return get_language() or settings.LANGUAGE_CODE


def forget_if_gone(sitting: Sitting) -> bool:
    """Removes what was made for a sitting that was deleted meanwhile."""
    is_gone = not Sitting.objects.filter(pk=sitting.pk).exists()
    if is_gone:
        forget(sitting)
    return is_gone


def forget(sitting: Sitting) -> None:
    """Removes every PDF of the sitting."""
    shutil.rmtree(folder_of(sitting), ignore_errors=True)


def file_of(sitting: Sitting, digest: str) -> Path:
    return folder_of(sitting) / f"{digest}.pdf"


def folder_of(sitting: Sitting) -> Path:
    """Named by the hash of the sitting's code: unique for ever, and it opens nothing."""
    return cache_dir() / sitting.code_hash


def cache_dir() -> Path:
    directory: Path = settings.PDF_DIR or settings.DATA_DIR / "pdf"
    return directory


def keep(path: Path, pdf: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole({path: pdf})


@contextmanager
def render_slot(patience: float = 0) -> Iterator[None]:
    """One of this machine's places at the renderer, over all processes; the system frees it if we die.

    Waits for one for up to ``patience`` seconds. Raises Busy.
    """
    until = time.monotonic() + patience
    while (slot := free_slot()) is None:
        if time.monotonic() >= until:
            raise Busy("all places at the renderer are taken")
        time.sleep(LOOK_SECONDS)
    with slot:
        yield


def free_slot() -> IO[str] | None:
    """A locked slot file, None if all are taken. Raises RenderError if the folder takes no files."""
    folder = settings.DATA_DIR / "slots"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(settings.RENDERS_AT_ONCE):
            slot: IO[str] = (folder / f"{number}.lock").open("w")
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                slot.close()
                continue
            return slot
    except OSError as error:
        raise RenderError(f"{folder} can't be written: {error.strerror}.") from error
    return None

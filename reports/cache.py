"""Made PDFs, kept on disk by the digest of what they were made from, and removed with their sitting."""

import fcntl
import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from django.conf import settings
from django.utils.translation import get_language

from quiz.models import Sitting
from reports import printing
from reports.files import write_whole
from reports.models import OPEN, Printing, Stage
from reports.pdf import Paper, Printout, RenderError, prepare, print_out
from reports.report import Report

AWAITED_SECONDS = 20.0  # A download waits so long for its worker.
LOOK_SECONDS = 0.2
# Of a web process' threads so many may wait for PDFs; the others go on taking answers.
WAITING_ROOM = BoundedSemaphore(2)

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
    """How far the PDF of exactly this report is, in at most two queries. Begins nothing."""
    asked = Printing.objects.filter(sitting=sitting, paper=paper, language=language()).first()
    if asked is None:
        return PdfState.ABSENT
    if asked.stage in OPEN:
        return PdfState.MAKING if printing.workers_alive().exists() else PdfState.ABSENT
    if asked.stage == Stage.FAILED:
        return PdfState.FAILED
    is_there = asked.report == report.code and (folder_of(sitting) / f"{asked.digest}.pdf").is_file()
    return PdfState.READY if is_there else PdfState.ABSENT


def made_pdf(sitting: Sitting, report: Report, paper: Paper) -> bytes | None:
    """The PDF of exactly this report, None if it isn't made."""
    path = path_of(sitting, prepare(report, paper))
    return path.read_bytes() if path.is_file() else None


def begin_pdf(sitting: Sitting, report: Report, paper: Paper) -> PdfState:
    """Asks for the PDF, unless it is there or under way, and returns how far it is then.

    Where no worker comes to it, it is made meanwhile.
    """
    if pdf_state(sitting, report, paper) is PdfState.READY:
        return PdfState.READY
    try:
        if ask_for(sitting, paper):
            return PdfState.MAKING
        pdf_of(sitting, report, paper)
    except Busy:
        return PdfState.MAKING
    except RenderError:
        return PdfState.FAILED
    return PdfState.READY


def pdf_of(sitting: Sitting, report: Report, paper: Paper) -> bytes:
    """The PDF of the sitting's report: kept, or made by a worker while we wait, or, where no worker
    comes to it, made now in a process of its own. Raises Busy and RenderError."""
    printout = prepare(report, paper)
    path = path_of(sitting, printout)
    if path.is_file():
        return path.read_bytes()
    if asked := ask_for(sitting, paper):
        return awaited(asked, sitting, report, printout, paper)
    return make(sitting, report, printout, paper)


def ask_for(sitting: Sitting, paper: Paper) -> Printing | None:
    """What we asked the workers for; None where none comes to it: none lives, or the queue is away."""
    if not printing.workers_alive().exists():
        return None
    asked = printing.ask(sitting.pk, paper, language())
    return asked if printing.is_under_way(asked) else None


def awaited(asked: Printing, sitting: Sitting, report: Report, printout: Printout, paper: Paper) -> bytes:
    """The PDF once a worker has made it. Raises Busy if that takes long, RenderError if it failed."""
    path = path_of(sitting, printout)
    if not WAITING_ROOM.acquire(blocking=False):
        raise Busy
    try:
        until = time.monotonic() + AWAITED_SECONDS
        while time.monotonic() < until:
            asked.refresh_from_db(fields=["stage"])
            if path.is_file():
                return path.read_bytes()
            match asked.stage:
                case Stage.FAILED:
                    raise RenderError("The worker could not make the PDF.")
                case Stage.MADE:  # Of answers before a change, or on a machine that shares no folder.
                    return make(sitting, report, printout, paper)
            time.sleep(LOOK_SECONDS)
        raise Busy
    finally:
        WAITING_ROOM.release()


def make_ready(sitting: Sitting, report: Report, paper: Paper) -> str:
    """A worker's part: makes and keeps the PDF if it isn't there. Returns its digest.

    Raises Busy after waiting for a place at the renderer, RenderError, and OSError if it can't be kept.
    """
    printout = prepare(report, paper)
    path = path_of(sitting, printout)
    if not path.is_file():
        with render_slot(patience=settings.RENDER_SECONDS):
            pdf = print_out(printout)
        if not forget_if_gone(sitting):  # Its owner may have deleted everything while it was printed,
            keep(path, pdf)
            forget_if_gone(sitting)  # or while it was kept.
    return printout.digest


def make(sitting: Sitting, report: Report, printout: Printout, paper: Paper) -> bytes:
    """The PDF, made now; kept too, unless the disk refuses. Raises Busy and RenderError."""
    with render_slot():
        pdf = print_out(printout)
    try:
        keep(path_of(sitting, printout), pdf)
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


def path_of(sitting: Sitting, printout: Printout) -> Path:
    return folder_of(sitting) / f"{printout.digest}.pdf"


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

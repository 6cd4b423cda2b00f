"""A file that somebody gives us, PDF or JSON, down to the JSON value in it. Nothing of it is stored."""

import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from quiz.answers_file import parse_answers
from quiz.attachment import LOCKED, NONE_ATTACHED, NOT_READABLE, TOO_LONG
from quiz.submission import BadSubmission
from roles.language import gettext as _

PDF_MARK, ZIP_MARK = b"%PDF-", b"PK\x03\x04"
LEADING = b"\xef\xbb\xbf \t\r\n"  # What may stand before a JSON document.
MARKED_WITHIN = 1024  # Bytes; some programs put something before the mark.
LARGEST_PDF = 5_000_000  # Bytes; a report has about 200,000.
SECONDS = 20  # Of the clock; a busy machine takes a few to begin. The process has limits of its own.
PATIENCE = 5  # Seconds to wait for a place.
AT_ONCE = BoundedSemaphore(2)  # Of each process: reading a PDF takes most of a second of a core.
ROOT = Path(__file__).resolve().parent.parent


def read_upload(raw: bytes) -> object:
    """The JSON value in a save file or in the PDF that it is attached to. Raises BadSubmission."""
    if raw.startswith(ZIP_MARK):
        raise BadSubmission([_("This is a zip archive. Unpack it, and upload the PDF or the JSON in it.")])
    if PDF_MARK in raw[:MARKED_WITHIN]:
        return parse_answers(attached_answers(raw))
    if raw.lstrip(LEADING)[:1] not in (b"", b"{", b"["):
        raise BadSubmission([_("This is neither a PDF nor a JSON file. Choose the one that you downloaded.")])
    return parse_answers(raw)


def attached_answers(pdf: bytes) -> bytes:
    """The save file attached to a PDF. Raises BadSubmission."""
    if len(pdf) > LARGEST_PDF:
        told = {"bytes": f"{len(pdf):,}", "most": f"{LARGEST_PDF:,}"}
        raise BadSubmission([_("The PDF has %(bytes)s bytes; at most %(most)s are read.") % told])
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise BadSubmission([_("Other files are being read at this moment. Try again in a few seconds.")])
    try:
        return read_apart(pdf)
    finally:
        AT_ONCE.release()


def read_apart(pdf: bytes) -> bytes:
    """The attachment, read by a process of its own. Raises BadSubmission."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "quiz.attachment"],
            input=pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # A hostile file could have it complain without end.
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadSubmission([reason(None)]) from error
    if done.returncode:
        raise BadSubmission([reason(done.returncode)])
    return done.stdout


def reason(code: int | None) -> str:
    """Why nothing was read; None, a signal and a crash all mean that a limit was met."""
    if code == NONE_ATTACHED:
        return _("This PDF has no answers attached. Upload the one that you downloaded with your result.")
    if code == TOO_LONG:
        return _("What is attached to this PDF is larger than any save file.")
    if code == LOCKED:
        return _("This PDF is locked with a password. Upload it unlocked, as you downloaded it.")
    if code == NOT_READABLE:
        return _("This file starts like a PDF but can’t be read as one. Download it again, or use the JSON.")
    return _("Reading this PDF takes more time or memory than a report of ours would. Use the JSON instead.")

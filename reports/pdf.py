"""The one door to the print renderer: a report in, a PDF out, from a process of its own."""

import base64
import hashlib
import json
import logging
import os
import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from django.conf import settings

from reports import render, renderer
from reports.fonts import are_made, font_files
from reports.html import ORIGIN, PRINT_STYLE, STYLES, print_document, style_file
from reports.render import NO_LIBRARY, Job
from reports.renderer import Surroundings
from reports.report import Report
from reports.save_file import written

Paper = Literal["a4", "letter"]

NEEDED = (
    "The PDF renderer needs Pango. On Debian or Ubuntu: sudo apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig. On macOS: brew install pango."
)
WRONG_FONT = (
    "The PDF would be set in another typeface than the report's, so it is not given out. "
    "The log says which face is at fault. Make the faces anew: manage.py fonts --again"
)
# What the rendering process may know of our environment: no keys, no database address.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "DYLD_FALLBACK_LIBRARY_PATH")

OF_FONTS = re.compile(r"\bfont", re.IGNORECASE)

logger = logging.getLogger(__name__)


class RenderError(RuntimeError):
    """No PDF could be made; the message says why and, where somebody can, what to do."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What is handed to the renderer: equal printouts give equal bytes."""

    html: str
    attachment: bytes
    created: int

    @property
    def digest(self) -> str:
        """Names the PDF: document, styles, answers, and the renderer with its typefaces."""
        parts = [
            self.html,
            *(style_file(name).read_text("utf-8") for name in STYLES),
            printed_by(settings.FONT_DIR),
        ]
        told = "\0".join([*parts, str(self.created)]).encode() + self.attachment
        return hashlib.sha256(told).hexdigest()


def printed_by(fonts: Path) -> str:
    """Names what prints: the library's version, our part in it, and the faces; one upgraded prints anew."""
    ours = (*render.PARTS, *(fonts / name for name in font_files() if name.endswith(".ttf")))
    held = [hash_of(path, path.stat().st_mtime_ns) for path in ours if path.is_file()]
    return " ".join([version("weasyprint"), *held])


@lru_cache(maxsize=32)
def hash_of(path: Path, changed: int) -> str:
    """The hash of a file as it was ``changed``, in nanoseconds: some hundred kilobytes, read once."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF and what the renderer warned about; nothing in a sound document."""

    pdf: bytes
    warnings: tuple[str, ...]


def render_pdf(report: Report, paper: Paper = "a4") -> bytes:
    """The report as PDF. Raises RenderError."""
    return print_out(prepare(report, paper))


def prepare(report: Report, paper: Paper = "a4") -> Printout:
    """All that the PDF depends on, before the slow part."""
    return Printout(print_document(report, paper), answers_of(report), finished(report))


def print_out(printout: Printout) -> bytes:
    """The PDF of a prepared report. Raises RenderError."""
    rendered = render_html(printout.html, printout.attachment, printout.created)
    for warning in rendered.warnings:
        logger.warning("renderer: %s", warning)
    if any(map(OF_FONTS.search, rendered.warnings)):  # A damaged face, or one that lacks what is written.
        raise RenderError(WRONG_FONT)
    return rendered.pdf


def answers_of(report: Report) -> bytes:
    """The save file that is embedded in the PDF and can be loaded again."""
    return written(report.document)


def finished(report: Report) -> int:
    """When the answers were finished, in seconds since 1970: the PDF's only notion of time."""
    return int(report.stamp.finished_at.timestamp())


def render_html(html: str, attachment: bytes, created: int) -> Rendered:
    """A print document as PDF, within the limits of the settings. Raises RenderError."""
    if not are_made(settings.FONT_DIR):
        raise RenderError("The report's fonts are missing. Run: manage.py fonts")
    job = Job(
        html=html,
        files=served_files(),
        attachment=base64.b64encode(attachment).decode(),
        created=created,
        cpu_seconds=settings.RENDER_SECONDS,
        memory_mb=settings.RENDER_MEMORY_MB,
    )
    try:
        done = renderer.run(job.encoded(), surroundings())
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"The PDF took longer than {settings.RENDER_SECONDS} seconds.") from error
    return read_outcome(done)


def served_files() -> dict[str, list[str]]:
    """The only addresses that the renderer may load, and the files behind them, served as one."""
    styles = {PRINT_STYLE: [str(style_file(name)) for name in STYLES]}
    faces = (name for name in font_files() if name.endswith(".ttf"))
    return styles | {f"{ORIGIN}fonts/{name}": [str(settings.FONT_DIR / name)] for name in faces}


def surroundings() -> Surroundings:
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    variables = known | {"PYTHONDONTWRITEBYTECODE": "1"}
    styles = (PRINT_STYLE, *map(str, map(style_file, STYLES)))
    return Surroundings(settings.BASE_DIR, variables, settings.RENDER_SECONDS, styles)


def read_outcome(done: subprocess.CompletedProcess[bytes]) -> Rendered:
    told = done.stderr.decode(errors="replace").strip()
    if done.returncode == NO_LIBRARY:
        raise RenderError(f"{NEEDED} ({told.splitlines()[0] if told else 'no details'})")
    if done.returncode:
        logger.error("rendering ended with %s: %s", done.returncode, told[-2000:])
        raise RenderError("The PDF could not be made: the renderer failed or went over its limits.")
    *said, warnings = told.splitlines()  # Libraries of the system write there too.
    for line in said:
        logger.warning("renderer: %s", line)
    return Rendered(done.stdout, tuple(json.loads(warnings)))

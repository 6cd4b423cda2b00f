"""What makes a PDF of a report, for ``make bench-report``: each gets the same document."""

import base64
import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Protocol

from reports.render import Job, listed_files_only, render
from reports.renderer import ReadyRenderer

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Contender(Protocol):
    """Makes the PDF, once for each call."""

    def __call__(self) -> bytes: ...


def bare(job: Job) -> bytes:
    """The renderer as its manual has it, with the same options and the same files at hand."""
    from weasyprint import HTML, Attachment
    from weasyprint.svg import TAGS, text

    TAGS["text"] = text  # Not ours, which a render before may have left there.
    answers = Attachment(string=base64.b64decode(job.attachment), name="answers.json")
    pdf: bytes = HTML(string=job.html, url_fetcher=listed_files_only(job.files)).write_pdf(
        attachments=[answers], pdf_variant="pdf/ua-1", custom_metadata=True
    )
    return pdf


def warm(job: Job) -> bytes:
    """Ours in a process that has rendered before, as the rendering process does it."""
    gc.disable()
    try:
        return render(job)[0]
    finally:
        gc.enable()


@dataclass(frozen=True)
class Ready:
    """Ours as a worker makes it: by a copy of a process that stays."""

    job: Job
    renderer: ReadyRenderer = field(default_factory=ReadyRenderer)

    def __call__(self) -> bytes:
        from reports.pdf import surroundings

        return self.renderer.run(self.job.encoded(), surroundings()).stdout


def cold(job: Job) -> bytes:
    """Ours without a worker: a process for each report."""
    from reports.pdf import render_html

    return render_html(job.html, base64.b64decode(job.attachment), job.created).pdf


@dataclass(frozen=True)
class Typst:
    """Another typesetter on like content: the same words, in headings, paragraphs, lists and tables."""

    source: Path
    fonts: Path

    def __call__(self) -> bytes:
        import typst

        pdf: bytes = typst.compile(
            str(self.source), font_paths=[str(self.fonts)], ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
        return pdf


@contextmanager
def chromium(job: Job, folder: Path) -> Iterator[Contender]:
    """A browser that stays open; a page for each report, tagged and with an outline."""
    from playwright.sync_api import sync_playwright

    page_file = laid_out(job, folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)

        def print_page() -> bytes:
            page = browser.new_page()
            page.goto(page_file.as_uri())
            page.evaluate("document.fonts.ready")
            pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)
            page.close()
            return pdf

        yield print_page
        browser.close()


def laid_out(job: Job, folder: Path) -> Path:
    """The document with its styles and fonts as files beside it."""
    from reports.html import ORIGIN  # It reads settings, so it waits for Django.

    for address, paths in job.files.items():
        beside = folder / address.removeprefix(ORIGIN)
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(b"\n".join(Path(path).read_bytes() for path in paths))
    page = folder / "report.html"
    page.write_text(job.html.replace(ORIGIN, ""), "utf-8")
    return page


def typst_source(html: str, path: Path) -> Path:
    """The words of the document in Typst's markup, without the drawings."""
    body = re.sub(r"<(head|svg)\b.*?</\1>", "", html, flags=re.DOTALL)
    parts = ['#set document(title: "A report")', '#set text(font: "Source Sans 3", size: 9pt, lang: "en")']
    block = re.compile(r"<(h[1-4]|p|li|table)\b[^>]*>(.*?)</\1>", re.DOTALL)
    for tag, inner in block.findall(body):
        parts.append(table(inner) if tag == "table" else f"{MARKS.get(tag, '')}#{quoted(inner)}")
    path.write_text("\n\n".join(parts), "utf-8")
    return path


MARKS = {"h1": "= ", "h2": "= ", "h3": "== ", "h4": "=== ", "li": "- "}


def table(inner: str) -> str:
    rows = re.findall(r"<tr\b.*?</tr>", inner, re.DOTALL)
    cells = [re.findall(r"<(?:td|th)\b[^>]*>(.*?)</(?:td|th)>", row, re.DOTALL) for row in rows]
    width = max((len(row) for row in cells), default=1)
    filled = [row + [""] * (width - len(row)) for row in cells if row]
    return f"#table(columns: {width}, {', '.join(quoted(cell) for row in filled for cell in row)})"


def quoted(markup: str) -> str:
    """The text of some markup as a string of Typst's."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def family_memory(root: int) -> float:
    """Megabytes that a process and all that it started hold, shared pages divided among their holders."""
    parents = dict(each_process())
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(held(pid) for pid in family - {root}) / 1024


def each_process() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue


def held(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(re.search(r"Pss:\s+(\d+)", told)[1])  # type: ignore[index]


def family_seconds(root: int) -> float:
    """CPU seconds so far of all that a process started and that still lives."""
    parents = dict(each_process())
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(map(seconds, family - {root}))


def seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

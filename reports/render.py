"""The rendering process: ``python -m reports.render`` turns a job on stdin into a PDF on stdout.

It runs alone so that its time and memory can be bounded and a crash ends nothing else. It knows no
Django, reads no files but those the job lists, and opens no connection.
"""

import base64
import gc
import json
import logging
import os
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from reports.furniture import furniture_apart
from reports.packing import packed_quickly
from reports.shortcuts import shorter_ways

# What decides on the bytes besides the renderer itself.
PARTS = (
    *(Path(__file__).with_name(name) for name in ("render.py", "furniture.py", "packing.py", "defaults.css")),
    *sorted(Path(__file__).with_name("shortcuts").glob("*.py")),
)
FAMILY = "Source Sans 3"  # As in reports/fonts.py, which is slow to import.
NO_LIBRARY = 3  # Exit code when Pango or a library that it needs is missing.
MEGABYTE = 1 << 20
LARGEST_FILE = 64 * MEGABYTE
MOST_PAGES = 60  # Six times a report's; what has more is not one, and drawing it costs as much again.
PICTURE = "data:image/png;base64,"
TYPES = {".css": "text/css; charset=utf-8", ".ttf": "font/ttf"}
BEFORE_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}  # The share of a line that is left of its anchor.
UNNUMBERED = "00"  # In the contents, until the pages are known (see report.css).
PRINTS = 4  # Flag of an annotation that is there on paper too.


@dataclass(frozen=True, slots=True)
class Job:
    """What to render. ``files`` maps the only addresses that are served to the files behind them, which
    are served as one; ``attachment`` is embedded as answers.json; times are seconds, ``created`` those
    since 1970."""

    html: str
    files: Mapping[str, Sequence[str]]
    attachment: str
    created: int
    cpu_seconds: int
    memory_mb: int

    def encoded(self) -> bytes:
        return json.dumps(asdict(self)).encode()


def main() -> int:
    """Renders the job on stdin. Warnings go to stderr as one JSON list."""
    return print_job(sys.stdin.buffer.read())


def print_job(told: bytes) -> int:
    """Renders an encoded job to stdout, within its limits, in a process that ends then. The exit code."""
    job = Job(**json.loads(told))
    limit(job)
    os.environ["SOURCE_DATE_EPOCH"] = str(job.created)  # Makes equal reports equal bytes.
    gc.disable()  # One report and out: collecting would cost a tenth of the time and free next to nothing.
    if not load():
        return NO_LIBRARY
    pdf, warnings = render(job)
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    json.dump(warnings, sys.stderr)
    return 0


def load() -> bool:
    """Loads the renderer; False and a word on stderr where a library that it needs is missing."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return False
    return True


def limit(job: Job) -> None:
    """Bounds this process before anything is read into it."""
    resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, job.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # Elsewhere the limit is either refused or without effect.
        memory = job.memory_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def render(job: Job) -> tuple[bytes, list[str]]:
    """The PDF, and what the renderer warned about."""
    from weasyprint import Attachment

    draw_chart_text_by_lines()
    warnings = collect_warnings()
    created = datetime.fromtimestamp(job.created, UTC)
    answers = Attachment(
        string=base64.b64decode(job.attachment),
        name="answers.json",
        description="Your answers, readable by Rolewise",
        created=created,
        modified=created,
        relationship="Source",
    )
    document = parsed(job.html, listed_files_only(job.files))
    with shorter_ways():
        laid_out = document.render(pdf_variant="pdf/ua-1")
        if len(laid_out.pages) > MOST_PAGES:
            raise ValueError(f"{len(laid_out.pages)} pages are more than the {MOST_PAGES} of any report")
        number_contents(laid_out)
        with furniture_apart(laid_out), packed_quickly():
            pdf: bytes = laid_out.write_pdf(
                attachments=[answers], pdf_variant="pdf/ua-1", custom_metadata=True, finisher=complete
            )
    return pdf, warnings


def number_contents(document: Any) -> None:
    """Writes the pages of the sections into the contents, where the style sheet keeps room for them. Asked
    for by the style sheet, they would have the renderer lay the first sheet out three times."""
    # Read from behind, so that of a section that goes on its first page counts.
    numbered = [*enumerate(document.pages, 1)]
    numbers = {f"#{name}": number for number, page in reversed(numbered) for name in page.anchors}
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "a::after" and (text := getattr(box, "text", "")).endswith(UNNUMBERED):
                box.text = text.removesuffix(UNNUMBERED) + str(numbers[box.element.get("href")])
                set_line(box.pango_layout, box.text)


def set_line(line: Any, text: str) -> None:
    """Gives a line another text; one that the renderer let go of takes it up when it is drawn."""
    line.text = text
    if hasattr(line, "layout"):
        line.set_text(text)


def complete(document: Any, pdf: Any) -> None:
    """Adds what PDF/UA asks for and the renderer leaves out: scopes of header cells, links that print."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "th" and (cell := getattr(box, "mark", None)):
                scope = box.element.get("scope", "col")
                cell["A"]["Scope"] = "/Row" if scope.startswith("row") else "/Column"
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link":
            each["F"] = PRINTS
    for family in sorted({font.family for font in document.fonts.values()} - {FAMILY}):
        logging.getLogger("weasyprint").warning("Text in the font %r in place of %r", family, FAMILY)


def draw_chart_text_by_lines() -> None:
    """The renderer lays the text of a drawing out letter by letter, which costs as much as all other
    lines of a report together and loses the kerning, and puts what isn't at its start in a file object."""
    from weasyprint.svg import TAGS

    TAGS["text"] = draw_line


def draw_line(svg: Any, node: Any, font_size: float) -> None:
    """Draws a text element of a chart: one line, in one piece, of a typeface that covers it."""
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.draw.text import draw_first_line
    from weasyprint.matrix import Matrix
    from weasyprint.svg.text import Style, TextBox
    from weasyprint.text.line_break import create_layout, line_size

    if not node.text:
        return
    style = Style(INITIAL_VALUES)
    style.font_config = svg.font_config
    family, weight = node.get("font-family", "sans-serif"), int(node.get("font-weight", 400))
    style.update(font_family=family.split(","), font_weight=weight, font_size=font_size)
    line = create_layout(node.text, style, svg.context, None, 0)
    width = line_size(line.get_first_line()[0], style)[0]
    x, y = (svg.length(node.get(at, 0), 0) + svg.length(node.get(f"d{at}", 0), 0) for at in "xy")
    place = Matrix(d=-1, e=x - BEFORE_ANCHOR[node.get("text-anchor", "start")] * width, f=y)
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    svg.fill_stroke(fill, stroke, text=True)
    draw_first_line(svg.stream, TextBox(line, style), "none", "none", place)
    svg.stream.end_text()
    svg.stream.pop_state()


def parsed(html: str, fetcher: Any) -> Any:
    """The document as the renderer takes it. Ours is well-formed XML, which is read twenty times faster."""
    from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
    from weasyprint import HTML

    class Document(HTML):  # type: ignore[misc]
        def __init__(self, root: ElementTree.Element) -> None:
            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [own_defaults()]

    try:
        root = ElementTree.fromstring(html)  # noqa: S314 - our own template, with no document type to expand
    except ElementTree.ParseError:
        return HTML(string=html, url_fetcher=fetcher)
    return Document(root) if root.tag == "html" else HTML(string=html, url_fetcher=fetcher)


@cache
def own_defaults() -> Any:
    """What elements are before our styles say more, instead of the renderer's sheet for any page."""
    from weasyprint import CSS

    return CSS(string=Path(__file__).with_name("defaults.css").read_text("utf-8"))


def listed_files_only(files: Mapping[str, Sequence[str]]) -> Any:
    """A fetcher that serves exactly the addresses in ``files`` and refuses every other one."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ListedFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.startswith(PICTURE):  # In the document itself: a logo of pixels that we wrote.
                return URLFetcherResponse(
                    url, base64.b64decode(url[len(PICTURE) :]), {"Content-Type": "image/png"}
                )
            if url not in files:
                raise ValueError(f"refused to load {url[:200]}")
            kind = TYPES[Path(files[url][0]).suffix]
            return URLFetcherResponse(url, as_one(files[url]), {"Content-Type": kind})

    return ListedFilesOnly(allowed_protocols=(), allow_redirects=False)


def as_one(paths: Sequence[str]) -> bytes:
    return b"\n".join(Path(path).read_bytes() for path in paths)


def collect_warnings() -> list[str]:
    """A list that fills with the renderer's warnings."""
    warnings: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    for name in ("weasyprint", "fontTools"):
        logger = logging.getLogger(name)
        logger.handlers = [Collector(logging.WARNING)]
        logger.propagate = False
    return warnings


if __name__ == "__main__":
    sys.exit(main())

"""The rendering process: ``python -m reports.render`` turns a job on stdin into a PDF on stdout.

It runs alone so that its time and memory can be bounded and a crash ends nothing else. It knows no
Django, reads no files but those the job lists, and opens no connection.
"""

import base64
import json
import logging
import resource
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NO_LIBRARY = 3  # Exit code when Pango or a library that it needs is missing.
MEGABYTE = 1 << 20
LARGEST_FILE = 64 * MEGABYTE
TYPES = {".css": "text/css; charset=utf-8", ".ttf": "font/ttf"}


@dataclass(frozen=True, slots=True)
class Job:
    """What to render. ``files`` maps the only addresses that are served to paths;
    ``attachment`` is embedded as answers.json; times are seconds, ``created`` since 1970."""

    html: str
    files: Mapping[str, str]
    attachment: str
    created: int
    cpu_seconds: int
    memory_mb: int

    def encoded(self) -> bytes:
        return json.dumps(asdict(self)).encode()


def main() -> int:
    """Renders the job on stdin. Warnings go to stderr as one JSON list."""
    job = Job(**json.load(sys.stdin))
    limit(job)
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return NO_LIBRARY
    pdf, warnings = render(job)
    sys.stdout.buffer.write(pdf)
    json.dump(warnings, sys.stderr)
    return 0


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
    from weasyprint import HTML, Attachment

    warnings = collect_warnings()
    fetcher = listed_files_only(job.files)
    created = datetime.fromtimestamp(job.created, UTC)
    answers = Attachment(
        string=base64.b64decode(job.attachment),
        name="answers.json",
        description="Your answers, readable by Rolewise",
        created=created,
        modified=created,
        relationship="Source",
    )
    pdf: bytes = HTML(string=job.html, url_fetcher=fetcher).write_pdf(
        attachments=[answers], pdf_variant="pdf/ua-1", custom_metadata=True
    )
    return pdf, warnings


def listed_files_only(files: Mapping[str, str]) -> Any:
    """A fetcher that serves exactly the addresses in ``files`` and refuses every other one."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ListedFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url not in files:
                raise ValueError(f"refused to load {url[:200]}")
            path = Path(files[url])
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    return ListedFilesOnly(allowed_protocols=(), allow_redirects=False)


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

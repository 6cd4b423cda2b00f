"""The report on a cohort, as HTML, PDF and JSON from one template."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from quiz.content import EditionContent
from reports.case import Stamp
from reports.charts.palette import palette_of
from reports.cohort.summary import FEWEST, CohortSummary
from reports.html import PRINT_STYLE, STYLES, printable, style_file
from reports.pdf import render_html
from reports.words.sections import day


def cohort_files(
    summary: CohortSummary, content: EditionContent, stamp: Stamp, folder: Path, paper: str
) -> dict[Path, bytes]:
    """The files of the cohort's report. Raises RenderError."""
    context = {
        "summary": summary,
        "fewest": FEWEST,
        "brand": content.brand,
        "palette": palette_of(content.brand),
        "paper": paper,
        "stamp": stamp,
        "date": day(stamp.finished_at),
        "cohort_style": style_file("css/cohort.css").read_text("utf-8"),
    }
    figures = (json.dumps(figures_of(summary, stamp), ensure_ascii=False, indent=1) + "\n").encode()
    page = html_of(context, embedded=[style_file(name).read_text("utf-8") for name in STYLES])
    printed = printable(html_of(context, styles=[PRINT_STYLE]))
    pdf = render_html(printed, figures, int(stamp.finished_at.timestamp())).pdf
    return {
        folder / "cohort.html": page.encode(),
        folder / "cohort.json": figures,
        folder / "cohort.pdf": pdf,
    }


def html_of(
    context: dict[str, Any], styles: list[str] | None = None, embedded: list[str] | None = None
) -> str:
    return render_to_string(
        "reports/cohort.html", context | {"styles": styles or [], "embedded": embedded or []}
    )


def figures_of(summary: CohortSummary, stamp: Stamp) -> dict[str, Any]:
    """The same as numbers, and no more than is printed."""
    told = {"edition": stamp.edition, "digest": stamp.digest, "fewest_shown": FEWEST}
    return told | (asdict(summary) if summary.is_shown else {"people": None})

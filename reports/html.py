"""The report as HTML: the result page for a browser, and the document for print."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from quiz.sittings import code_of
from reports.charts.palette import PALETTE, palette_of
from reports.fonts import covered
from reports.report import Report

STYLES = tuple(
    f"css/{name}.css"
    for name in (
        "tokens",
        "sections",
        "sections-roles",
        "sections-plan",
        "sections-since",
        "comparison",
        "paper",
        "report",
    )
)
ORIGIN = "https://rolewise.invalid/static/"  # A name that can't exist; the renderer maps it to files.
PRINT_STYLE = ORIGIN + "css/print.css"  # All of them as one: the renderer tries each sheet on each element.
MANY_SECTIONS = 6  # From here on a list of contents helps.
REPLACEMENT = "?"
# White space, and what languages written from right to left turn their text around with.
INVISIBLE = {
    ord("\n"),
    ord("\r"),
    ord("\t"),
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
}


def render_page(
    report: Report, request: HttpRequest, tools: Mapping[str, object] | None = None
) -> HttpResponse:
    """The result page of a report. ``tools`` are what paper can't have, by their template's names."""
    context = {"report": report, "palette": PALETTE, "linked": True, **own_code(request), **(tools or {})}
    return TemplateResponse(request, "reports/page.html", context)


def own_code(request: HttpRequest) -> Mapping[str, str]:
    """The private code that the browser holds, and the address that carries it elsewhere; empty if none."""
    code = code_of(request)
    if not code:
        return {}
    return {
        "code": code,
        "resume_url": request.build_absolute_uri(reverse("quiz:resume_link", args=[code])),
        "retention_days": str(settings.RETENTION_DAYS),
    }


def print_document(report: Report, paper: str = "a4") -> str:
    """The document handed to the print renderer; ``paper`` is "a4" or "letter"."""
    return printable(print_html(report, paper, styles=[PRINT_STYLE]))


def render_document(report: Report, paper: str = "a4") -> str:
    """The same as one HTML file that needs nothing beside it."""
    return print_html(report, paper, embedded=[style_file(name).read_text("utf-8") for name in STYLES])


def print_html(
    report: Report, paper: str, *, styles: list[str] | None = None, embedded: list[str] | None = None
) -> str:
    return render_to_string(
        "reports/print.html",
        {
            "report": report,
            "palette": palette_of(report.brand),
            "paper": paper,
            "styles": styles or [],
            "embedded": embedded or [],
            "contents": len(report.sections) >= MANY_SECTIONS,
            "linked": False,
        },
    )


def style_file(name: str) -> Path:
    return settings.BASE_DIR / "static" / name


def printable(document: str) -> str:
    """The document with a question mark for every character that the typeface lacks."""
    lacking = {ord(c) for c in document} - covered() - INVISIBLE
    return document.translate(dict.fromkeys(lacking, REPLACEMENT))

"""``python -m tests.reports.printed``: what reports say, as digests, for one Python and Django to be compared
with another (R10): the printed document of several people in each language, and the text of one PDF."""

import hashlib
import io
import sys
from collections.abc import Iterator

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402
from pypdf import PdfReader  # noqa: E402

from reports.html import print_document  # noqa: E402
from reports.pdf import render_pdf  # noqa: E402
from reports.report import Report  # noqa: E402
from roles.management.commands.messages import compile_catalogues  # noqa: E402
from tests.builders import small_content  # noqa: E402
from tests.reports.builders import a_report, a_submission, flat, too_few, with_conditions  # noqa: E402


def reports() -> Iterator[tuple[str, Report]]:
    """Somebody for each scored role, and those of whom less can be said."""
    for role in small_content().scored_roles:
        yield role.slug, a_report(a_submission(role.slug))
    yield "too few", a_report(too_few())
    yield "flat", a_report(flat())
    yield "conditions", a_report(with_conditions(salary_floor=150_000, no_on_call=True))


def lines() -> Iterator[str]:
    compile_catalogues()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            for name, report in reports():
                yield f"{language}, {name}: report {report.code}, printed {digest(print_document(report))}"
    pages = PdfReader(io.BytesIO(render_pdf(a_report(name="Łukasz")))).pages
    yield f"PDF of {len(pages)} pages: text {digest(''.join(page.extract_text() for page in pages))}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())

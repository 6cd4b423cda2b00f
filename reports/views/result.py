"""The result page, and answering again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.models import Sitting
from quiz.retaking import start_blank, start_from_answers
from quiz.sittings import remember
from quiz.starting import paced
from quiz.statements import newest_edition
from quiz.views.context import posted_from
from reports.branding import look_of
from reports.html import render_page
from reports.report import generate_report
from reports.tools import Forms, tools_of
from reports.views.visit import of_finished_sitting


@require_safe
@of_finished_sitting
def result(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The report as a page."""
    return result_page(request, sitting)


@posted_from("reports:result")
@of_finished_sitting
@paced
def again(request: HttpRequest, former: Sitting) -> HttpResponse:
    """Starts a new take that remembers this one, on the newest edition unless asked otherwise."""
    newest = newest_edition()
    edition = former.edition if newest is None or request.POST.get("edition") == "same" else newest
    if request.POST.get("answers") == "last":
        first_page, code = "quiz:check", start_from_answers(former, edition, timezone.now())
    else:
        first_page, code = "quiz:about", start_blank(former, edition, timezone.now())
    return remember(redirect(first_page), code, leaves_no_trace=former.leaves_no_trace)


def result_page(request: HttpRequest, sitting: Sitting, posted: Forms | None = None) -> HttpResponse:
    """The page with its tools; ``posted`` are forms that came back with a fault."""
    report, newest = generate_report(sitting), newest_edition()
    assert newest, "A sitting has an edition."
    own = {"kept_as": report.kept_as, "brand": look_of(newest.digest)}
    return render_page(report, request, {**tools_of(request, sitting, report, newest, posted or {}), **own})

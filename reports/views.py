"""A person's result: the page, the PDF, the answers file. Each asks for the sitting's cookie."""

from http import HTTPStatus

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quiz.answering import record_choices
from quiz.editions.store import content_of, submission_of
from quiz.forms import ChoicesForm
from quiz.models import Edition, Sitting
from quiz.pathway import balance_of
from quiz.retaking import start_blank, start_from_answers
from quiz.sittings import code_of, remember, sitting_of
from reports.cache import Busy, pdf_of
from reports.html import render_page
from reports.pdf import RenderError
from reports.report import generate_report
from reports.save_file import Document, said_document, written
from reports.since import SinceLastTime, Take, since_last_time

RETRY_SECONDS = 10
UNFINISHED = "quiz:check"


@never_cache
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """The report as a page."""
    sitting = sitting_of(request)
    if not sitting.finished_at:
        return redirect(UNFINISHED)
    return result_page(request, sitting, choices_form(sitting))


@never_cache
@require_POST
def choices(request: HttpRequest) -> HttpResponse:
    """Changes what the verdict goes by, balance and must-haves, and never an answer."""
    sitting = sitting_of(request)
    if not sitting.finished_at:
        return redirect(UNFINISHED)
    form = choices_form(sitting, request.POST)
    if not form.is_valid():
        return result_page(request, sitting, form)
    record_choices(sitting, form.must_haves(), form.balance_chosen())
    return redirect("reports:result")


@never_cache
@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The report as a download, A4 unless ``?paper=letter``."""
    sitting = sitting_of(request)
    if not sitting.finished_at:
        return redirect(UNFINISHED)
    report = generate_report(sitting)
    try:
        made = pdf_of(sitting, report, "letter" if request.GET.get("paper") == "letter" else "a4")
    except Busy:
        response = unavailable(
            request, "Two reports are being made at this moment. Try again in a few seconds."
        )
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    except RenderError:
        # What is missing on the server is for its operator, who finds it in the log and in ``doctor``.
        return unavailable(
            request, "The PDF can't be made at present. Your result page and your answers are safe."
        )
    return download(made, "application/pdf", "rolewise-verdict.pdf")


@never_cache
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The save file that is also attached to the PDF; before the finish, what was said so far."""
    sitting = sitting_of(request)
    return download(written(saved(sitting)), "application/json", "rolewise-answers.json")


@never_cache
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Starts a new take that remembers this one, on the newest edition unless asked otherwise."""
    former = sitting_of(request)
    if not former.finished_at:
        return redirect(UNFINISHED)
    newest = Edition.objects.defer("document").newest()
    edition = former.edition if newest is None or request.POST.get("edition") == "same" else newest
    if request.POST.get("answers") == "last":
        return remember(redirect("quiz:check"), start_from_answers(former, edition, timezone.now()))
    return remember(redirect("quiz:about"), start_blank(former, edition, timezone.now()))


def saved(sitting: Sitting) -> Document:
    if sitting.finished_at:
        return generate_report(sitting).document
    return said_document(submission_of(sitting), sitting.edition.number, sitting.edition.digest)


def choices_form(sitting: Sitting, posted: QueryDict | None = None) -> ChoicesForm:
    said = sitting.must_haves | {"balance": balance_of(sitting, content_of(sitting.edition))}
    return ChoicesForm(said, reverse("reports:choices"), posted)


def result_page(request: HttpRequest, sitting: Sitting, form: ChoicesForm) -> HttpResponse:
    newest = Edition.objects.order_by("-number").values_list("number", flat=True).first()
    edition = sitting.edition.number
    tools = {
        "choices": form,
        "since": since(sitting),
        "again": {
            "code": code_of(request),
            "edition": edition,
            "newest": newest if newest != edition else None,
        },
    }
    return render_page(generate_report(sitting), request, tools)


def since(sitting: Sitting) -> SinceLastTime | None:
    """The comparison with the take before, if there was one and it is kept and finished."""
    if sitting.former_id is None:
        return None
    kept = Sitting.objects.finished().select_related("edition").defer("edition__document")
    former = kept.filter(pk=sitting.former_id).first()
    prefetch_related_objects([sitting], "responses")  # The report reads them again.
    return since_last_time(take_of(former), take_of(sitting)) if former else None


def take_of(sitting: Sitting) -> Take:
    assert sitting.finished_at, "Only finished takes are compared."
    edition = sitting.edition
    return Take(content_of(edition), edition.number, submission_of(sitting), sitting.finished_at)


def download(content: bytes, content_type: str, filename: str) -> HttpResponse:
    """A file to keep, under a name that says nothing of whose it is."""
    disposition = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)


def unavailable(request: HttpRequest, reason: str) -> HttpResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return TemplateResponse(request, "reports/unavailable.html", {"reason": reason}, status=status)

"""What a respondent takes along: the PDF and the save file."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quiz.editions.store import submission_of
from quiz.models import Sitting
from quiz.sittings import sitting_of
from reports.cache import PdfState, begin_pdf, has_just_failed, made_pdf, pdf_state
from reports.pdf import Paper
from reports.report import generate_report
from reports.save_file import Document, said_document, with_more, written
from reports.views.visit import of_finished_sitting


@require_safe
@of_finished_sitting
def pdf(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The report as a download, A4 unless ``?paper=letter``. One that isn't made yet is asked for, by HEAD
    too: so our own script begins it before it fetches it. One that failed just now only with ``again``."""
    report, paper = generate_report(sitting), paper_of(request)
    found: bytes | PdfState | None = made_pdf(sitting, report, paper)
    if not found and "again" not in request.GET and has_just_failed(sitting, paper):
        found = PdfState.FAILED
    found = found or begin_pdf(sitting, report, paper)
    if isinstance(found, bytes):
        answer = download(found, "application/pdf", "rolewise-verdict.pdf")
        return without_body(answer) if request.method == "HEAD" else answer
    if found is PdfState.FAILED:
        return progress_page(request, found, paper)
    return redirect(f"{reverse('reports:pdf_progress')}?paper={paper}")


def without_body(answer: HttpResponse) -> HttpResponse:
    """The same for who asks for no body; some servers send what they are given."""
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.content = b""
    return answer


@require_safe
@of_finished_sitting
def pdf_progress(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """How far the PDF is, for people; begins nothing."""
    paper = paper_of(request)
    return progress_page(request, pdf_state(sitting, generate_report(sitting), paper), paper)


@require_safe
@of_finished_sitting
def pdf_progress_state(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The same for our own script."""
    return JsonResponse({"state": pdf_state(sitting, generate_report(sitting), paper_of(request))})


@never_cache
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The save file that is also attached to the PDF, with what was said of roles since; before the finish,
    what was said so far and by which way."""
    return download(written(saved(sitting_of(request))), "application/json", "rolewise-answers.json")


def saved(sitting: Sitting) -> Document:
    if sitting.finished_at:
        appeals = dict(sitting.appeals.values_list("role", "answer"))
        return with_more(generate_report(sitting).document, appeals=appeals)
    said = said_document(submission_of(sitting), sitting.edition.number, sitting.edition.digest)
    return with_more(said, path=sitting.path)


def paper_of(request: HttpRequest) -> Paper:
    return "letter" if request.GET.get("paper") == "letter" else "a4"


def progress_page(request: HttpRequest, state: PdfState, paper: Paper) -> HttpResponse:
    """What is missing on the server is for its operator, who finds it in the log and in ``doctor``."""
    status = HTTPStatus.SERVICE_UNAVAILABLE if state is PdfState.FAILED else HTTPStatus.OK
    context = {"state": state.value, "paper": paper}
    return TemplateResponse(request, "reports/pdf_progress.html", context, status=status)


def download(content: bytes, content_type: str, filename: str) -> HttpResponse:
    """A file to keep, under a name that says nothing of whose it is."""
    disposition = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)

"""The ways in: the first page, the start, a private code, a link that holds one."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.editions.store import content_of
from quiz.forms import ResumeForm
from quiz.models import Path, Sitting
from quiz.onward import url_to_continue
from quiz.pathway import opening_pages
from quiz.sittings import code_of, end_held, remember, sitting_of, sitting_with
from quiz.starting import paced
from quiz.statements import newest_edition
from quiz.views.context import never_kept, offered, personal_context, posted_from, require_safe_or_post

# Made from a real report by ``make sample``; without it the page has no picture.
SAMPLE = "img/sample-verdict.png"
SAMPLES = {"de": "img/sample-verdict-de.png"}


@never_kept
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What you get, how long it takes, what is stored; and one button."""
    edition = newest_edition()
    if edition is None:
        return TemplateResponse(request, "quiz/unpublished.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    content = content_of(edition)
    context = {
        "edition": edition,
        "roles": len(content.scored_roles),
        "retention_days": settings.RETENTION_DAYS,
        "underway": sitting_with(code_of(request)),
        "sample": sample_shown(),
        "canonical": request.build_absolute_uri(request.path),
        "social": {
            "title": _("Which software role fits you, and how sure is that?"),
            "description": _("Find out which software roles fit you, how sure that is, and why."),
        },
    } | offered(content)
    return TemplateResponse(request, "quiz/home.html", context)


def sample_shown() -> str:
    """The picture in the reader's language, else the English one; "" if there is none."""
    own = SAMPLES.get(get_language() or "", SAMPLE)
    return next((path for path in (own, SAMPLE) if finders.find(path)), "")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, for how long, who can read it, and how to be rid of it."""
    return TemplateResponse(request, "quiz/privacy.html", {"retention_days": settings.RETENTION_DAYS})


@never_kept
@posted_from("home")
@paced
def start(request: HttpRequest) -> HttpResponse:
    """Starts a sitting. One that is under way in this browser is replaced only on request."""
    edition = newest_edition()
    if edition is None:
        return redirect("home")
    underway = sitting_with(code_of(request))
    if underway and "afresh" not in request.POST:
        context = personal_context(request, underway) | offered(content_of(edition))
        return TemplateResponse(request, "quiz/underway.html", context)
    end_held(request)
    path = Path.ALL if request.POST.get("path") == Path.ALL else Path.SHORT
    no_trace = "no_trace" in request.POST
    _sitting, code = Sitting.objects.start(
        edition, timezone.now(), leaves_no_trace=no_trace, path=path, pages=opening_pages(edition, path)
    )
    return remember(redirect("quiz:about"), code, leaves_no_trace=no_trace)


@never_kept
@require_safe_or_post
def resume(request: HttpRequest) -> HttpResponse:
    """Trades a typed private code for the cookie."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if sitting := sitting_with(form.cleaned_data["code"]):
            return enter(request, sitting, form.cleaned_data["code"])
        form.add_error("code", _("This code opens nothing. Check that it is complete"))
    status = HTTPStatus.NOT_FOUND if form.errors else HTTPStatus.OK
    return TemplateResponse(request, "quiz/resume.html", {"form": form}, status=status)


@never_kept
@require_safe_or_post
def resume_link(request: HttpRequest, code: str) -> HttpResponse:
    """A resume link: opening it changes nothing and tells nothing, its button takes the cookie."""
    if request.method != "POST":
        return TemplateResponse(request, "quiz/resume_link.html")
    if sitting := sitting_with(code):
        return enter(request, sitting, code)
    raise Http404


@never_kept
@require_safe
def carry_on(request: HttpRequest) -> HttpResponse:
    """Back to where this browser's sitting was left."""
    return redirect(url_to_continue(sitting_of(request)))


def enter(request: HttpRequest, sitting: Sitting, code: str) -> HttpResponse:
    """To where the sitting was left, with its code in the browser in place of any other."""
    end_held(request, taken=sitting)
    return remember(redirect(url_to_continue(sitting)), code, leaves_no_trace=sitting.leaves_no_trace)

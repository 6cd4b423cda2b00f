"""The pages of the quiz, from the first page to the finish. Each personal page asks for the cookie."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quiz.answering import SittingClosed, finish, record_about, record_answers, show_page
from quiz.content import EditionContent
from quiz.editions.store import content_of, submission_of
from quiz.erasure import erase
from quiz.forms import AboutForm, PageForm, ResumeForm
from quiz.models import Edition, Path, Sitting
from quiz.onward import back_url, next_url, stored_answers, url_to_continue
from quiz.paging import Page, about_minutes, first_open_page
from quiz.pathway import (
    USUALLY_ENOUGH,
    answers_in,
    asked_pages,
    balance_of,
    columns_by,
    following_page,
    is_settled,
    opening_pages,
    pages_for,
)
from quiz.review import review_answers
from quiz.scoring.stopping import FIRST_OFFER, questions_to_firm
from quiz.sittings import code_of, forget, remember, sitting_of, sitting_with

SAMPLE = "img/sample-verdict.png"  # Made from a real report; without it the page has no picture.

require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What you get, how long it takes, what is stored; and one button."""
    edition = Edition.objects.defer("document").newest()
    if edition is None:
        return TemplateResponse(request, "quiz/unpublished.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    content = content_of(edition)
    context = {
        "edition": edition,
        "roles": len(content.scored_roles),
        "retention_days": settings.RETENTION_DAYS,
        "underway": sitting_with(code_of(request)),
        "sample": finders.find(SAMPLE),
    } | offered(content)
    return TemplateResponse(request, "quiz/home.html", context)


@never_cache
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Starts a sitting. One that is under way in this browser is replaced only on request."""
    edition = Edition.objects.defer("document").newest()
    if edition is None:
        return redirect("home")
    underway = sitting_with(code_of(request))
    if underway and "afresh" not in request.POST:
        context = personal_context(request, underway) | offered(content_of(edition))
        return TemplateResponse(request, "quiz/underway.html", context)
    path = Path.ALL if request.POST.get("path") == Path.ALL else Path.SHORT
    pages = opening_pages(edition, path)
    _, code = Sitting.objects.start(edition, timezone.now(), path=path, pages=pages)
    return remember(redirect("quiz:about"), code)


@never_cache
@require_safe_or_post
def about(request: HttpRequest) -> HttpResponse:
    """A few optional facts and wishes, before the first question."""
    sitting = sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    said = sitting.about | sitting.must_haves | {"balance": sitting.balance}
    form = AboutForm(content_of(sitting.edition), said, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            record_about(sitting, form.about(), form.must_haves(), form.balance_chosen(), timezone.now())
        except SittingClosed:
            return redirect("quiz:about")
        return redirect("quiz:check") if "change" in request.GET else redirect("quiz:page", 1)
    context = personal_context(request, sitting) | {"form": form, "back_url": back_url(request, 0)}
    return TemplateResponse(request, "quiz/about.html", context)


@never_cache
@require_safe_or_post
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One page of questions; posting it saves every good answer on it."""
    sitting = sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    content = content_of(sitting.edition)
    pages = pages_for(sitting, content)
    if not 1 <= number <= len(pages):
        raise Http404
    here, stored = pages[number - 1], stored_answers(sitting)
    form = PageForm(here, content, stored, request.POST.dict() if request.method == "POST" else None)
    if form.is_bound:
        try:
            record_answers(sitting, form.accepted, timezone.now())
        except SittingClosed:
            return redirect("quiz:page", number)
        if "X-Partial" in request.headers:
            return HttpResponse(
                status=HTTPStatus.NO_CONTENT if form.accepted else HTTPStatus.UNPROCESSABLE_ENTITY
            )
        if form.is_valid():
            return redirect(next_url(request, sitting, here, stored | form.accepted))
        stored |= form.accepted
    context = personal_context(request, sitting) | page_context(request, content, here, stored)
    context["short"] = sitting.path == Path.SHORT
    context["may_stop"] = context["short"] and len(stored) >= FIRST_OFFER
    return TemplateResponse(request, "quiz/page.html", context | {"form": form})


@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Everything that was said so far, each with a link that changes it."""
    sitting = sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    content, submission = content_of(sitting.edition), submission_of(sitting)
    pages = asked_pages(sitting, content, submission.answers)
    context = personal_context(request, sitting) | {
        "review": review_answers(content, pages, submission),
        "first_open": first_open_page(pages, submission.answers),
        "unasked": len(content.items) - sum(len(page.items) for page in pages),
        "back_url": reverse("quiz:page", args=[len(pages)]),
    }
    return TemplateResponse(request, "quiz/check.html", context)


@never_cache
@require_safe
def settled(request: HttpRequest) -> HttpResponse:
    """The offer to stop, in words; what going on would add."""
    sitting = sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    content, stored = content_of(sitting.edition), stored_answers(sitting)
    if not is_settled(sitting, content, stored):
        return redirect(url_to_continue(sitting))
    balance, columns = balance_of(sitting, content), columns_by(sitting.edition.digest)
    context = personal_context(request, sitting) | {
        "answered": len(stored),
        "left": len(content.items) - len(stored),
        "more": questions_to_firm(content, answers_in(stored), balance, columns),
        "back_url": reverse("quiz:page", args=[len(sitting.pages)]),
    }
    return TemplateResponse(request, "quiz/settled.html", context)


@never_cache
@require_POST
def more(request: HttpRequest) -> HttpResponse:
    """Goes on after an offer to stop, or from the check: to the open page or to a new one."""
    sitting = sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    page = following_page(sitting, content_of(sitting.edition), stored_answers(sitting))
    show_page(sitting, page, goes_on=True)
    return redirect("quiz:page", len(sitting.pages) + 1) if page else redirect(url_to_continue(sitting))


@never_cache
@require_POST
def finish_quiz(request: HttpRequest) -> HttpResponse:
    """Closes the sitting and shows the result, however often it is posted."""
    finish(sitting_of(request), timezone.now())
    return redirect("reports:result")


@never_cache
@require_safe_or_post
def resume(request: HttpRequest) -> HttpResponse:
    """Trades a typed private code for the cookie."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if sitting := sitting_with(form.cleaned_data["code"]):
            return remember(redirect(url_to_continue(sitting)), form.cleaned_data["code"])
        form.add_error("code", "This code opens nothing. Check that it is complete")
    status = HTTPStatus.NOT_FOUND if form.errors else HTTPStatus.OK
    return TemplateResponse(request, "quiz/resume.html", {"form": form}, status=status)


@never_cache
@require_safe_or_post
def resume_link(request: HttpRequest, code: str) -> HttpResponse:
    """A resume link: opening it changes nothing and tells nothing, its button takes the cookie."""
    if request.method != "POST":
        # The one address that holds a code: not even our own pages are told it as a referrer.
        return TemplateResponse(
            request, "quiz/resume_link.html", headers={"Referrer-Policy": "strict-origin"}
        )
    if sitting := sitting_with(code):
        return remember(redirect(url_to_continue(sitting)), code)
    raise Http404


@never_cache
@require_safe
def carry_on(request: HttpRequest) -> HttpResponse:
    """Back to where this browser's sitting was left."""
    return redirect(url_to_continue(sitting_of(request)))


@never_cache
@require_safe_or_post
def delete(request: HttpRequest) -> HttpResponse:
    """Deletes the sitting and every answer in it, after asking once."""
    sitting = sitting_of(request)
    if request.method != "POST":
        return TemplateResponse(request, "quiz/delete.html", personal_context(request, sitting))
    erase(Sitting.objects.filter(pk=sitting.pk))
    response = redirect("quiz:deleted")
    forget(response)
    return response


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Says that everything is gone."""
    return TemplateResponse(request, "quiz/deleted.html")


def already_finished(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """A finished sitting takes nothing in; a late form is told so and nothing of it is kept."""
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    context = personal_context(request, sitting) | offered(content_of(sitting.edition))
    return TemplateResponse(request, "quiz/finished.html", context, status=status)


def offered(content: EditionContent) -> dict[str, object]:
    """What the two ways through the quiz ask."""
    items = content.items.values()
    return {
        "items": len(items),
        "minutes": about_minutes(items),
        "fewest": FIRST_OFFER,
        "usually": USUALLY_ENOUGH,
        "has_short_way": len(items) > USUALLY_ENOUGH,
    }


def personal_context(request: HttpRequest, sitting: Sitting) -> dict[str, object]:
    """What every personal page shows: the edition, and the code that opens the sitting elsewhere."""
    code = code_of(request)
    return {
        "sitting": sitting,
        "edition": sitting.edition,
        "code": code,
        "resume_url": request.build_absolute_uri(reverse("quiz:resume_link", args=[code])),
        "retention_days": settings.RETENTION_DAYS,
    }


def page_context(
    request: HttpRequest, content: EditionContent, here: Page, stored: dict[str, str]
) -> dict[str, object]:
    open_items = [item for item in content.items.values() if item.slug not in stored]
    return {
        "here": here,
        "items": len(content.items),
        "answered": len(content.items) - len(open_items),
        "open": len(open_items),
        "minutes_left": about_minutes(open_items) if open_items else 0,
        "usually": USUALLY_ENOUGH,
        "usually_said": len(content.items) - len(open_items) < USUALLY_ENOUGH < len(content.items),
        "back_url": back_url(request, here.number),
    }

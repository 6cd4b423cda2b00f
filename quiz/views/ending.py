"""The ways out: checking, finishing, deleting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.answering import finish
from quiz.editions.store import content_of, submission_of
from quiz.erasure import erase
from quiz.paging import first_open_page
from quiz.pathway import asked_pages
from quiz.retention import formers_of, takes_of
from quiz.review import review_answers
from quiz.scoring.enough import lacking_in
from quiz.sittings import code_of, forget, remember, sitting_of
from quiz.views.context import (
    already_finished,
    never_kept,
    personal_context,
    posted_from,
    require_safe_or_post,
)


@never_kept
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
        "lacking": lacking_in(content, submission.answers),
        "unasked": len(content.items) - sum(len(page.items) for page in pages),
        "back_url": reverse("quiz:page", args=[len(pages)]),
    }
    return TemplateResponse(request, "quiz/check.html", context)


@never_kept
@posted_from("quiz:check")
def finish_quiz(request: HttpRequest) -> HttpResponse:
    """Closes the sitting and shows the result, however often it is posted."""
    sitting = sitting_of(request)
    finish(sitting, timezone.now())
    # Retention counts anew from here, and so does the cookie.
    return remember(redirect("reports:result"), code_of(request), leaves_no_trace=sitting.leaves_no_trace)


@never_kept
@require_safe_or_post
def delete(request: HttpRequest) -> HttpResponse:
    """Deletes the sitting, its earlier takes and every answer in them, after asking once."""
    sitting = sitting_of(request)
    if request.method != "POST":
        context = personal_context(request, sitting) | {"formers": list(formers_of(sitting))}
        return TemplateResponse(request, "quiz/delete.html", context)
    erase(takes_of(sitting))
    response = redirect("quiz:deleted")
    forget(response)
    return response


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Says that everything is gone."""
    return TemplateResponse(request, "quiz/deleted.html")

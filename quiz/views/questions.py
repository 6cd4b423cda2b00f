"""About-you and the pages of questions."""

import re
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.answering import Overtaken, SittingClosed, record_about, record_answers, show_page
from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.forms import SEEN, AboutForm, PageForm
from quiz.models import Path, Sitting
from quiz.onward import back_url, next_url, stored_answers, url_to_continue
from quiz.paging import Page, about_minutes
from quiz.pathway import (
    USUALLY_ENOUGH,
    answers_in,
    balance_of,
    columns_by,
    following_page,
    is_settled,
    pages_for,
)
from quiz.questions import chosen_in, needs_no_word, questions_of
from quiz.scoring.stopping import FIRST_OFFER, questions_to_firm
from quiz.sittings import answered_sitting_of, page_sitting_of, sitting_of
from quiz.views.context import (
    already_finished,
    never_kept,
    personal_context,
    posted_from,
    require_safe_or_post,
)

VERSION = re.compile(r"[0-9]{1,9}")  # As an If-Match names it; longer ones are no version of ours.


@never_kept
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


@never_kept
@require_safe_or_post
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One page of questions; posting it saves every good answer on it."""
    if "HTTP_X_PARTIAL" in request.META:
        return save_silently(request, number)
    sitting, stored = answered_sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    content = content_of(sitting.edition)
    here = page_of(sitting, content, number)
    if request.method == "POST":
        return posted_page(request, sitting, content, here, stored)
    context = personal_context(request, sitting) | page_context(request, sitting, content, here, stored)
    context["questions"] = questions_of(here, sitting.edition.digest, content, stored)
    return TemplateResponse(request, "quiz/page.html", context)


def page_of(sitting: Sitting, content: EditionContent, number: int) -> Page:
    """The page of this number. Raises Http404 where the sitting has none."""
    pages = pages_for(sitting, content)
    if not 1 <= number <= len(pages):
        raise Http404
    return pages[number - 1]


def posted_page(
    request: HttpRequest, sitting: Sitting, content: EditionContent, here: Page, stored: dict[str, str]
) -> HttpResponse:
    """Saves what is good; if anything else was posted or left out, the page comes back and says so."""
    sent = request.POST.dict()
    chosen, is_well = chosen_in(here, sent, stored), needs_no_word(here, content, sent, stored)
    try:
        record_answers(sitting, chosen, timezone.now())
    except SittingClosed:
        return redirect("quiz:page", here.number)
    if is_well:
        return redirect(next_url(request, sitting, here, stored | chosen))
    form = PageForm(here, content, stored, sent)
    form.helper.attrs["data-version"] = str(sitting.version + 1)
    stored |= form.chosen
    context = personal_context(request, sitting) | page_context(request, sitting, content, here, stored)
    return TemplateResponse(request, "quiz/page.html", context | {"form": form})


def save_silently(request: HttpRequest, number: int) -> HttpResponse:
    """Saves for the script, which names the version that it knows of (If-Match) and is told the new one.

    204 says that it is saved. Where another tab was first nothing is saved, and 200 tells the version to
    try again with: an everyday event, which a browser's console would report as an error if it were 412.
    RFC 9110, 13.1.1, asks that nothing be done and leaves the answer to us.
    Without If-Match it saves in any case: that is the last thing a page says when it is left.
    """
    sitting = page_sitting_of(request)
    if sitting.finished_at:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    here = page_of(sitting, content_of(sitting.edition), number)
    sent = request.POST.dict()
    says_what_it_showed = any(key.startswith(SEEN) for key in sent)
    chosen = chosen_in(here, sent, stored_answers(sitting) if says_what_it_showed else {})
    if not chosen:
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    named = request.META.get("HTTP_IF_MATCH", "").strip('"')
    version = int(named) if VERSION.fullmatch(named) else None
    try:
        record_answers(sitting, chosen, timezone.now(), version=version)
    except SittingClosed:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    except Overtaken as overtaken:
        told = {"saved": False, "version": overtaken.version}
        return JsonResponse(told, headers=version_header(overtaken.version))
    return HttpResponse(
        status=HTTPStatus.NO_CONTENT, headers={} if version is None else version_header(version + 1)
    )


def version_header(version: int) -> dict[str, str]:
    return {"ETag": f'"{version}"'}


@never_kept
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


@never_kept
@posted_from("quiz:check")
def more(request: HttpRequest) -> HttpResponse:
    """Goes on after an offer to stop, or from the check: to the open page or to a new one."""
    sitting = sitting_of(request)
    if sitting.finished_at:
        return already_finished(request, sitting)
    page = following_page(sitting, content_of(sitting.edition), stored_answers(sitting))
    show_page(sitting, page, goes_on=True)
    return redirect("quiz:page", len(sitting.pages) + 1) if page else redirect(url_to_continue(sitting))


def page_context(
    request: HttpRequest, sitting: Sitting, content: EditionContent, here: Page, stored: dict[str, str]
) -> dict[str, object]:
    open_items = [item for item in content.items.values() if item.slug not in stored]
    is_short = sitting.path == Path.SHORT
    return {
        "here": here,
        "items": len(content.items),
        "answered": len(content.items) - len(open_items),
        "open": len(open_items),
        "minutes_left": about_minutes(open_items) if open_items else 0,
        "usually": USUALLY_ENOUGH,
        "usually_said": len(content.items) - len(open_items) < USUALLY_ENOUGH < len(content.items),
        "back_url": back_url(request, here.number),
        "short": is_short,
        "may_stop": is_short and len(stored) >= FIRST_OFFER,
    }

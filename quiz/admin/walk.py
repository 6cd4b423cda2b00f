"""A walk through the quiz of the draft or of an edition, as respondents see it; nothing is stored."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.draft import read_draft
from quiz.editions.store import content_of
from quiz.forms import PageForm
from quiz.models import Edition
from quiz.paging import Page, about_minutes, pages_of

DRAFT = "draft"


@require_safe
def walk_page(request: HttpRequest, which: str, number: int) -> HttpResponse:
    """One page of questions; its button leads on and takes nothing in."""
    may_walk(request)
    content = content_named(which)
    pages = pages_of(content.items)
    if not 1 <= number <= len(pages):
        raise Http404
    return TemplateResponse(request, "admin/quiz/walk.html", walk_context(which, content, pages, number))


@require_safe
def walk_to_item(request: HttpRequest, which: str, slug: str) -> HttpResponse:
    """The page on which one question stands."""
    may_walk(request)
    content = content_named(which)
    pages = pages_of(content.items)
    number = next((page.number for page in pages if any(item.slug == slug for item in page.items)), None)
    if number is None:
        raise Http404
    return TemplateResponse(request, "admin/quiz/walk.html", walk_context(which, content, pages, number))


def may_walk(request: HttpRequest) -> None:
    if not request.user.has_perm("quiz.view_item"):
        raise PermissionDenied


def content_named(which: str) -> EditionContent:
    """The draft, or the edition with that number. Raises Http404."""
    if which == DRAFT:
        return read_draft()
    if not which.isdecimal():
        raise Http404
    return content_of(get_object_or_404(Edition.objects.defer("document"), number=int(which)))


def walk_context(which: str, content: EditionContent, pages: tuple[Page, ...], number: int) -> dict[str, Any]:
    here = pages[number - 1]
    form = PageForm(here, content, {})
    last = number == len(pages)
    onward = (
        reverse("admin:quiz_edition_draft")
        if last
        else reverse("admin:quiz_preview", args=[which, number + 1])
    )
    # The button only leads on: what is ticked goes nowhere but into its address.
    form.helper.form_method, form.helper.form_action, form.helper.disable_csrf = "get", onward, True
    form.helper.attrs = {**form.helper.attrs, "autocomplete": "off"}
    items = list(content.items.values())
    return {
        "which": which,
        "is_draft": which == DRAFT,
        "form": form,
        "here": here,
        "pages": pages,
        "items": len(items),
        "answered": here.first - 1,
        "open": len(items) - here.first + 1,
        "minutes_left": about_minutes(items[here.first - 1 :]),
        "back_url": reverse("admin:quiz_preview", args=[which, max(1, number - 1)]),
        "heading": _("the draft") if which == DRAFT else _("edition %(number)s") % {"number": which},
    }

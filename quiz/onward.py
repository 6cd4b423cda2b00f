"""Where each page of the quiz leads: on, back, and to where somebody left off."""

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from quiz.answering import show_page
from quiz.editions.store import content_of
from quiz.models import Sitting
from quiz.paging import Page, first_open_page
from quiz.pathway import following_page, is_settled, pages_for
from quiz.statements import stored_values


def url_to_continue(sitting: Sitting) -> str:
    """The result, the first page with an open question, or the page to check everything."""
    if sitting.finished_at:
        return reverse("reports:result")
    pages = pages_for(sitting, content_of(sitting.edition))
    open_page = first_open_page(pages, stored_answers(sitting))
    return page_url(open_page.number) if open_page else reverse("quiz:check")


def next_url(request: HttpRequest, sitting: Sitting, here: Page, stored: Mapping[str, str]) -> str:
    """Where a posted page leads. The last page of the short way chooses the one after it."""
    if "change" in request.GET:
        return reverse("quiz:check")
    content = content_of(sitting.edition)
    if here.number == len(pages_for(sitting, content)):
        if not sitting.goes_on and is_settled(sitting, content, stored):
            return reverse("quiz:settled")
        page = following_page(sitting, content, stored)
        if page is None:
            return reverse("quiz:check")
        show_page(sitting, page)
    return page_url(here.number + 1)


def back_url(request: HttpRequest, number: int) -> str:
    """Where Back leads from a page; 0 is about-you."""
    if "change" in request.GET:
        return reverse("quiz:check")
    if number == 0:
        return reverse("home")
    return page_url(number - 1) if number > 1 else reverse("quiz:about")


def page_url(number: int) -> str:
    """The address of a page of questions."""
    return page_url_below(get_script_prefix(), number)


@lru_cache(maxsize=1_024)
def page_url_below(prefix: str, number: int) -> str:
    return reverse("quiz:page", args=[number])


def stored_answers(sitting: Sitting) -> dict[str, str]:
    """The stored answers by item slug."""
    return stored_values(sitting.pk)

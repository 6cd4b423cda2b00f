"""Every page that people meet, in good and in bad states, and how a browser gets there.

``VISITS`` maps a name to the visit; the name begins with the address's own in the URL configuration,
so that an address without a visit is noticed (tests/browser/test_access.py).
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from playwright.sync_api import Page

from quiz.answering import finish, record_answers
from quiz.editions.store import as_value
from quiz.models import Edition, ShareLink, Sitting
from quiz.models.edition import EditionQuerySet
from tests.browser.steps import proceed
from tests.builders import ideal_answers, small_content

Visit = Callable[[Page, str, pytest.MonkeyPatch], None]
SENT = "quiz.views.context.about_minutes"


def at(path: str, *, holding: str = "nothing") -> Visit:
    """Goes to an address, holding nothing, a sitting that is underway, finished, or without a trace."""

    def visit(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
        hold(page, site, holding)
        page.goto(f"{site}{path}")
        open_details(page)

    return visit


def hold(page: Page, site: str, what: str) -> Sitting | None:
    """Gives the browser a sitting."""
    if what == "nothing":
        return None
    content, now = small_content(), timezone.now()
    about = {"name": "Zoë Ångström", "role_in_mind": "data-engineer"}
    sitting, code = Sitting.objects.start(
        Edition.objects.get(), now, about=about, leaves_no_trace=what == "no trace"
    )
    answers = ideal_answers(content, "product-engineer")
    some = list(answers.items())[: None if what == "finished" else 7]
    record_answers(sitting, {slug: as_value(answer) for slug, answer in some}, now)
    if what == "finished":
        finish(sitting, now)
    page.context.add_cookies([{"name": "sitting", "value": code, "url": site}])
    return sitting


def open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


def about_in_error(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/quiz/about/", holding="underway")(page, site, patch)
    page.get_by_label("Years of paid work").fill("many")
    proceed(page)


def page_in_error(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/quiz/3/", holding="underway")(page, site, patch)
    page.locator(".choices input").first.check()
    proceed(page)


def underway(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/", holding="underway")(page, site, patch)
    page.get_by_role("button", name="Start again").click()


def other_sitting(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/quiz/check/", holding="underway")(page, site, patch)
    hold(page, site, "underway")
    page.get_by_role("button", name="Finish").first.click()


def settled(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("quiz.views.questions.is_settled", lambda *_: True)
    at("/quiz/settled/", holding="underway")(page, site, patch)


def resume_in_error(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/resume/")(page, site, patch)
    proceed(page)


def links_made(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/result/share/", holding="finished")(page, site, patch)
    page.get_by_role("button", name="Make a link").click()


def links_in_error(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/result/share/", holding="finished")(page, site, patch)
    page.evaluate("document.querySelectorAll('[name=days]').forEach(radio => { radio.checked = false })")
    page.get_by_role("button", name="Make a link").click()


def links_refused(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    sitting = hold(page, site, "finished")
    assert sitting
    Sitting.objects.filter(pk=sitting.pk).update(leaves_no_trace=True)
    page.goto(f"{site}/result/share/")


def shared(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    sitting = hold(page, site, "finished")
    assert sitting
    token = ShareLink.objects.make(sitting, 7, timezone.now(), shows_name=True)
    page.context.clear_cookies()
    page.goto(f"{site}/shared/{token}/")
    page.get_by_role("button", name="Open").click()
    open_details(page)


def restore_in_error(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/restore/")(page, site, patch)
    page.locator("main form button[type=submit]").first.click()


def no_cookies(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/")(page, site, patch)
    page.context.clear_cookies()
    page.get_by_role("button", name="Start the short way").click()


def too_much(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
    at("/resume/")(page, site, patch)
    page.evaluate(
        """() => { const form = document.querySelector('main form');
        for (let i = 0; i < 6000; i++) {
          const field = document.createElement('input'); field.type = 'hidden'; field.name = `f${i}`;
          form.append(field);
        } form.submit(); }"""
    )
    page.wait_for_url("**/resume/")
    page.locator("h1", has_text="couldn’t read").wait_for()


def failing(error: Exception) -> Visit:
    def fail(*_: Any) -> None:
        raise error

    def visit(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(SENT, fail)
        page.goto(site)

    return visit


def unpublished(path: str) -> Visit:
    def visit(page: Page, site: str, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(EditionQuerySet, "newest", lambda self: None)
        page.goto(f"{site}{path}")

    return visit


VISITS: dict[str, Visit] = {
    "home": at("/"),
    "home, underway": at("/", holding="underway"),
    "home, unpublished": unpublished("/"),
    "privacy": at("/privacy/"),
    "language": at("/language/"),
    "quiz:start, underway": underway,
    "quiz:about": at("/quiz/about/", holding="underway"),
    "quiz:about, in error": about_in_error,
    "quiz:page": at("/quiz/3/", holding="underway"),
    "quiz:page, skills": at("/quiz/5/", holding="underway"),
    "quiz:page, without a trace": at("/quiz/1/", holding="no trace"),
    "quiz:page, in error": page_in_error,
    "quiz:page, finished": at("/quiz/1/", holding="finished"),
    "quiz:check": at("/quiz/check/", holding="underway"),
    "quiz:settled": settled,
    "quiz:finish, of another quiz": other_sitting,
    "quiz:delete": at("/quiz/delete/", holding="underway"),
    "quiz:deleted": at("/quiz/deleted/"),
    "quiz:resume": at("/resume/"),
    "quiz:resume, in error": resume_in_error,
    "quiz:resume_link": at("/resume/some-code/"),
    "reports:result": at("/result/", holding="finished"),
    "reports:why": at("/result/why/?a=product-engineer&b=data-engineer", holding="finished"),
    "reports:ways": at("/result/ways/?goal=product-engineer", holding="finished"),
    "reports:pdf_progress": at("/result/pdf/", holding="finished"),
    "reports:share": links_made,
    "reports:share, in error": links_in_error,
    "reports:share, refused": links_refused,
    "reports:shared": shared,
    "reports:shared, dead": at("/shared/"),
    "reports:shared_link": at("/shared/some-token/"),
    "reports:restore": at("/restore/"),
    "reports:restore, in error": restore_in_error,
    "public:roles": at("/roles/"),
    "public:roles, none found": at("/roles/?q=beekeeper"),
    "public:role": at("/roles/backend-engineer/"),
    "public:compare": at("/compare/"),
    "public:versus": at("/compare/backend-engineer/product-engineer/"),
    "public:method": at("/method/"),
    "public:sources": at("/sources/"),
    "public:roles, unpublished": unpublished("/roles/"),
    "nowhere": at("/nowhere/"),
    "fault": failing(RuntimeError()),
    "forbidden": failing(PermissionDenied()),
    "cookies off": no_cookies,
    "too much": too_much,
}
# Addresses that answer with no page of their own: they redirect, or send a file or a number.
NO_PAGES = {
    "quiz:more": "redirects",
    "quiz:continue": "redirects",
    "reports:again": "redirects",
    "reports:revoke": "redirects",
    "reports:choices": "redirects, or shows the result again",
    "reports:compare": "redirects, or shows the result again",
    "reports:appeal": "redirects, or shows the result again",
    "reports:pdf": "a PDF, or redirects",
    "reports:pdf_state": "JSON",
    "reports:answers": "JSON",
    "reports:schema": "JSON",
    "reports:restore_sitting": "redirects",
    "reports:restore_compare": "needs an upload; tests/reports has it",
    "reports:restore_rescored": "needs an upload; tests/reports has it",
    "public:sitemap": "XML",
    "public:robots": "plain text",
}

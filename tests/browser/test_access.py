"""Everybody can read and use it: axe, reflow, large text, targets, in light and dark, wide and narrow."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page

from quiz.answering import finish, record_answers
from quiz.editions.store import as_value
from quiz.models import Edition, Sitting
from tests.builders import ideal_answers, small_content

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TARGETS = "a.button, button, .choice, summary, .tap, .site-nav a, .brand, .input"


def first_page(page: Page, site: str) -> None:
    page.goto(site)


def about(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="Start all").click()


def about_in_error(page: Page, site: str) -> None:
    about(page, site)
    page.get_by_label("Years of paid work").fill("many")
    page.get_by_role("button", name="Continue", exact=True).click()


def question(page: Page, site: str) -> None:
    about(page, site)
    page.goto(f"{site}/quiz/3/")
    page.locator(".question").first.locator(".choices input").first.check()
    for summary in page.locator("summary").all():
        summary.click()


def question_in_error(page: Page, site: str) -> None:
    question(page, site)
    page.get_by_role("button", name="Continue", exact=True).click()


def check(page: Page, site: str) -> None:
    question(page, site)
    page.goto(f"{site}/quiz/check/")


def underway(page: Page, site: str) -> None:
    about(page, site)
    page.goto(site)


def delete(page: Page, site: str) -> None:
    about(page, site)
    page.goto(f"{site}/quiz/delete/")


def resume(page: Page, site: str) -> None:
    page.goto(f"{site}/resume/")
    page.get_by_role("button", name="Continue", exact=True).click()


def result(page: Page, site: str) -> None:
    """A result without the clicks that lead to it."""
    content, now = small_content(), timezone.now()
    sitting, code = Sitting.objects.start(Edition.objects.get(), now)
    answers = ideal_answers(content, "product-engineer")
    record_answers(sitting, {slug: as_value(answer) for slug, answer in answers.items()}, now)
    finish(sitting, now)
    page.context.add_cookies([{"name": "sitting", "value": code, "url": site}])
    page.goto(f"{site}/result/")


def finished(page: Page, site: str) -> None:
    result(page, site)
    page.goto(f"{site}/quiz/1/")


def roles(page: Page, site: str) -> None:
    page.goto(f"{site}/roles/")


def role(page: Page, site: str) -> None:
    page.goto(f"{site}/roles/backend-engineer/")


def compare(page: Page, site: str) -> None:
    page.goto(f"{site}/compare/")


def versus(page: Page, site: str) -> None:
    page.goto(f"{site}/compare/backend-engineer/product-engineer/")


def method(page: Page, site: str) -> None:
    page.goto(f"{site}/method/")


def sources(page: Page, site: str) -> None:
    page.goto(f"{site}/sources/")


def nowhere(page: Page, site: str) -> None:
    page.goto(f"{site}/nowhere/")


PAGES = [
    first_page,
    about,
    about_in_error,
    question,
    question_in_error,
    check,
    underway,
    delete,
    resume,
    result,
    finished,
    roles,
    role,
    compare,
    versus,
    method,
    sources,
    nowhere,
]
Visit = Callable[[Page, str], None]


@pytest.fixture(params=[("light", 1280), ("dark", 360), ("light", 360), ("dark", 1280)], ids=str)
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing(window: Page, site: str):
    found = []
    for visit in PAGES:
        window.context.clear_cookies()
        visit(window, site)
        found += [
            f"{visit.__name__}: {violation['id']} {node['html']}"
            for violation in Axe().run(window, options=RULES).response["violations"]
            for node in violation["nodes"]
        ]

    assert found == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (640, 200)])
def test_nothing_is_cut_off_on_a_small_screen_or_in_large_text(
    phone: Page, site: str, width: int, text_size: int
):
    phone.set_viewport_size({"width": width, "height": 640})
    cut = []
    for visit in PAGES:
        phone.context.clear_cookies()
        visit(phone, site)
        phone.evaluate(
            "percent => { document.documentElement.style.fontSize = `${1.125 * percent}%` }", text_size
        )
        if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
            cut.append(visit.__name__)

    assert cut == []


def test_targets_are_44_pixels_high(phone: Page, site: str):
    small = []
    for visit in PAGES:
        phone.context.clear_cookies()
        visit(phone, site)
        small += [
            f"{visit.__name__}: {target.inner_text()} {box['height']}"
            for target in phone.locator(TARGETS).all()
            if (box := target.bounding_box()) and 0 < box["height"] < 44
        ]

    assert small == []

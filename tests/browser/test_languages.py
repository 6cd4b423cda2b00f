"""German from the first page to the result, and pages that are longer or turned around."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from quiz.editions.store import as_value, content_of
from quiz.models import Edition, Response, Sitting
from quiz.paging import pages_of
from roles.management.commands.messages import compile_catalogues
from tests.browser.steps import answer_all, download
from tests.browser.test_access import TOO_WIDE
from tests.builders import ideal_answers
from tests.reports.builders import FINISHED

GERMAN = {"locale": "de-DE"}
PUBLIC = [
    "/",
    "/roles/",
    "/roles/backend-engineer/",
    "/compare/",
    "/compare/backend-engineer/product-engineer/",
    "/method/",
    "/sources/",
    "/language/",
    "/resume/",
    "/privacy/",
    "/nowhere/",
]
OWN = ["/quiz/about/", "/quiz/1/", "/quiz/5/", "/quiz/check/"]


@pytest.mark.browser_context_args(**GERMAN)
def test_in_german_from_the_first_page_to_the_pdf(page: Page, site: str, edition: Edition, tmp_path: Path):
    page.goto(site)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_role("button", name="Alle 24 Fragen beginnen").click()
    page.get_by_label("Dein Name").fill("Jürgen Müßig")
    page.get_by_role("button", name="Weiter", exact=True).click()
    for number in range(1, len(pages_of(content_of(edition).items)) + 1):
        expect(page).to_have_title(re.compile(rf"^Fragen {5 * number - 4}–"))
        answer_all(page)
        expect(page.locator("#saved")).to_have_text("Gespeichert.")
        page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_role("heading", name="Prüfe deine Antworten")).to_be_visible()
    page.get_by_role("button", name="Abschließen").first.click()

    expect(page).to_have_url(f"{site}/result/")
    expect(page.get_by_role("heading", name="Dein Plan")).to_be_visible()
    expect(page.get_by_text("Für Jürgen Müßig,")).to_be_visible()
    assert download(page, tmp_path, lambda link: link.click(timeout=60_000)).startswith(b"%PDF-")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_language_is_chosen_with_keys_only_and_without_javascript(page: Page, site: str):
    page.goto(f"{site}/roles/")
    page.get_by_role("link", name="Language: Deutsch").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Deutsch").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/roles/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="Rollen rund um Software")).to_be_visible()


@pytest.fixture
def invented(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("en-xa", "Accented"), ("ar-xb", "Mirrored")]
    settings.LOCALE_PATHS = [tmp_path]
    compile_catalogues()


@pytest.fixture
def codes(edition: Edition) -> tuple[str, str]:
    """The private codes of an unfinished and of a finished sitting."""
    content = content_of(edition)
    unfinished, open_code = Sitting.objects.start(edition, FINISHED)
    finished, closed_code = Sitting.objects.start(edition, FINISHED)
    for sitting in (unfinished, finished):
        Response.objects.bulk_create(
            Response(sitting=sitting, item=item, value=as_value(answer))
            for item, answer in ideal_answers(content, "backend-engineer").items()
        )
    Sitting.objects.filter(pk=finished.pk).update(finished_at=FINISHED)
    return open_code, closed_code


@pytest.mark.parametrize(("language", "direction"), [("ar-xb", "rtl"), ("en-xa", "ltr"), ("de", "ltr")])
def test_no_page_overflows(
    invented: None, codes: tuple[str, str], browser: Browser, site: str, language: str, direction: str
):
    faults = [
        fault
        for code, addresses in zip(codes, ([*PUBLIC, *OWN], ["/result/"]), strict=True)
        for fault in overflowing(browser, site, {"language": language, "sitting": code}, addresses, direction)
    ]

    assert faults == []


def overflowing(
    browser: Browser, site: str, cookies: dict[str, str], addresses: list[str], direction: str
) -> Iterator[str]:
    """The pages that are wider than a phone or a desk, or don't face the way they are read."""
    context = browser.new_context()
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page = context.new_page()
    for address in addresses:
        page.goto(site + address)
        if page.locator("html").get_attribute("dir") != direction:
            yield f"{address} is not {direction}"
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(TOO_WIDE):
                yield f"{address} is wider than {width}"
    context.close()


def test_the_addresses_looked_at_are_those_of_the_site():
    named = {reverse(name) for name in ("home", "public:roles", "language", "quiz:resume", "quiz:about")}

    assert named <= {*PUBLIC, *OWN}

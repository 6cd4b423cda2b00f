"""Everybody can read and use it: axe, reflow, large text, spaced text, targets; light, dark, wide, narrow.

Each page is fetched once and then looked at in all these ways.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page

from tests.browser.barriers import barriers
from tests.browser.visits import NO_PAGES, VISITS

TARGETS = "a.button, button, .choice, summary, .tap, .site-nav a, .brand, .input"
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
# WCAG 1.4.12, by a style sheet that scripts may make: inline ones are forbidden here.
SPACED = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet]; }"""
PLAIN = "() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '' }"
LARGE = "() => { document.documentElement.style.fontSize = '225%' }"
CUT = """() => [...document.querySelectorAll('main *')].filter(element =>
    ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && element.clientWidth > 1 &&
    element.scrollWidth > element.clientWidth + 1).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", VISITS)
def test_everybody_can_use_it(name: str, window: Page, site: str, monkeypatch: pytest.MonkeyPatch):
    complaints: list[str] = []
    window.on("console", lambda message: complaints.append(message.text))
    VISITS[name](window, site, monkeypatch)

    faults = [*axe_faults(window), *small_targets(window), *cut_off(window)]

    assert window.locator("h1").count() == 1
    assert " · " in window.title()
    assert ("in error" in name) == window.title().startswith("Error:")
    assert faults == []
    assert [text for text in complaints if "Content Security Policy" in text] == []


def axe_faults(page: Page) -> Iterator[str]:
    for scheme, width in (("light", 1280), ("dark", 1280), ("dark", 360), ("light", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{scheme} {width}: {barrier}" for barrier in barriers(page, "best-practice"))


def small_targets(page: Page) -> Iterator[str]:
    """Targets less than 44 pixels high on a phone."""
    page.set_viewport_size({"width": 320, "height": 640})
    for target in page.locator(TARGETS).all():
        if (box := target.bounding_box()) and 0 < box["height"] < 44:
            yield f"target {target.inner_text()[:40]!r}: {box['height']}"


def cut_off(page: Page) -> Iterator[str]:
    """What can't be read at 320 px, with text twice as large, or with spaced text."""
    for width, way, change in (
        (320, "320 px", PLAIN),
        (640, "200 % text", LARGE),
        (320, "spaced text", SPACED),
    ):
        page.evaluate(PLAIN)
        page.evaluate(change)
        page.set_viewport_size({"width": width, "height": 640})
        if page.evaluate(TOO_WIDE):
            yield f"{way}: wider than the window"
        yield from (f"{way}: cut off {element}" for element in page.evaluate(CUT))


def test_a_barrier_is_told_with_its_rule_and_its_element(window: Page):
    window.set_content('<html lang="en"><title>A page</title><main><h1>One</h1><img src="no.png"></main>')

    assert barriers(window) == ['image-alt <img src="no.png">']


def test_every_address_is_visited_or_answers_with_no_page():
    named = {name for name in names_in(get_resolver()) if not name.startswith("admin:")}
    visited = {name.partition(",")[0] for name in VISITS}

    assert named - visited - NO_PAGES.keys() - {"brand_style", "brand_logo"} == set()


def names_in(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        match entry:
            case URLResolver():
                inner = f"{entry.namespace}:" if entry.namespace else ""
                yield from names_in(entry, space + inner)
            case URLPattern(name=str(name)):
                yield space + name

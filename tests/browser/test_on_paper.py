"""A page printed from a browser: what is folded on a screen is on the paper, but for private codes."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from quiz.content import EditionContent
from quiz.models import Edition
from tests.browser.visits import hold
from tests.builders import small_content

# As a browser says that doesn't know ::details-content.
OLDER = "CSS.supports = () => false"
OPEN = "[...document.querySelectorAll('details')].map((each) => each.open)"


def on_paper(page: Page) -> str:
    """The words that come out of the printer; Chromium's own print."""
    pages = PdfReader(io.BytesIO(page.pdf())).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in pages).split())


@pytest.mark.parametrize("with_script", [True, False], ids=["with scripts", "without"])
def test_the_method_is_printed_with_the_levels_of_every_skill(
    browser: Browser, site: str, with_script: bool
) -> None:
    context = browser.new_context(java_script_enabled=with_script)
    page = context.new_page()
    page.goto(f"{site}/method/")

    printed = on_paper(page)

    context.close()
    skills = small_content().skills.values()
    assert skills
    for skill in skills:
        assert skill.summary in printed
        assert all(anchor in printed for anchor in skill.anchors)


def test_what_is_folded_shows_under_print_and_folds_again_on_the_screen(page: Page, site: str) -> None:
    page.goto(f"{site}/method/")
    levels = page.locator("details .levels").first
    shown = [levels.is_visible()]

    for media in ("print", "screen"):
        page.emulate_media(media=media)
        shown.append(levels.is_visible())

    assert shown == [False, True, False]


@pytest.mark.parametrize(
    "path", ["/sources/", "/roles/backend-engineer/", "/compare/backend-engineer/data-engineer/", "/result/"]
)
def test_any_page_is_printed_unfolded(
    page: Page,
    site: str,
    path: str,
    publish_content: Callable[[EditionContent], Edition],
    shipped: EditionContent,
) -> None:
    hold(page, site, "finished")
    publish_content(shipped)
    page.goto(f"{site}{path}")
    folded = "details:not([open], [data-folded], .tools details)"
    count = page.locator(folded).count()
    hidden = f"[...document.querySelectorAll('{folded} > :not(summary)')].filter((e) => !e.checkVisibility())"

    page.emulate_media(media="print")

    assert count
    assert page.evaluate(f"{hidden}.map((e) => e.textContent)") == []


@pytest.mark.parametrize(("path", "holding"), [("/result/", "finished"), ("/quiz/1/", "underway")])
@pytest.mark.parametrize("older", [False, True], ids=["new browser", "older browser"])
def test_a_private_code_that_is_folded_is_not_printed(
    page: Page, site: str, path: str, holding: str, older: bool
) -> None:
    if older:
        page.add_init_script(OLDER)
    hold(page, site, holding)
    page.goto(f"{site}{path}")
    code = page.locator("details[data-folded] code").last.text_content() or ""

    printed = on_paper(page)

    assert len(code) > 10
    assert code not in printed


def test_a_browser_that_cannot_unfold_by_style_does_it_by_script_and_folds_again(
    page: Page, site: str
) -> None:
    page.add_init_script(OLDER)
    page.goto(f"{site}/method/")
    page.locator("details").first.locator("summary").click()
    before = page.evaluate(OPEN)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    during = page.evaluate(OPEN)
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert before == [True, *[False] * (len(before) - 1)]
    assert all(during)
    assert page.evaluate(OPEN) == before


def test_the_desk_is_printed_unfolded_too(desk: Page) -> None:
    folded = desk.locator("details:not([open]) > :not(summary)").first
    before = folded.is_visible()

    desk.emulate_media(media="print")

    assert (before, folded.is_visible()) == (False, True)

"""What people do in front of the browser, for the tests that drive one."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def start(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="Start all").click()
    expect(page.get_by_role("heading", name="Before the questions")).to_be_visible()


def proceed_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Continue", exact=True)


def proceed(page: Page) -> None:
    proceed_button(page).click()


def answer_all(page: Page) -> None:
    """The second answer of every question on the page."""
    for question in page.locator(".question").all():
        question.locator(".choices input").nth(1).check()


def download(page: Page, folder: Path, follow) -> bytes:
    with page.expect_download(timeout=60_000) as started:
        follow(page.locator("a[href*='verdict.pdf']").first)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path.read_bytes()


def press_on(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def tab_to(page: Page, target: Locator) -> None:
    """Tabs forward until the target has the focus, as somebody without a mouse does."""
    target.wait_for()
    for _ in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The focus never reaches it.")

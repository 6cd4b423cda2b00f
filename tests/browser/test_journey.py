"""From the first page to the PDF, as people do it: with a mouse, with keys only, without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from quiz.models import Response, Sitting

PAGES = 5


def test_from_the_first_page_to_the_pdf(page: Page, site: str, tmp_path: Path):
    start(page, site)
    page.get_by_label("Your name").fill("Zoë Ångström")
    page.get_by_label("A role you have in mind").select_option(label="Product Engineer")
    proceed(page)
    for number in range(1, PAGES + 1):
        expect(page).to_have_title(re.compile(rf"^Questions {5 * number - 4}–"))
        answer_all(page)
        expect(page.locator("#saved")).to_have_text("Saved.")
        proceed(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Finish").first.click()

    expect(page).to_have_url(f"{site}/result/")
    assert download(page, tmp_path, lambda link: link.click(timeout=60_000)).startswith(b"%PDF-")
    assert Sitting.objects.get().about["name"] == "Zoë Ångström"


def test_with_keys_only(page: Page, site: str, tmp_path: Path):
    page.goto(site)
    press_on(page, page.get_by_role("button", name="Start all"))
    press_on(page, proceed_button(page))
    for number in range(1, PAGES + 1):
        expect(page).to_have_title(re.compile(rf"^Questions {5 * number - 4}–"))
        for question in page.locator(".question").all():
            tab_to(page, question.locator("input").first)
            page.keyboard.press("2")
            expect(question.locator(".choices input").nth(1)).to_be_checked()
        press_on(page, proceed_button(page))
    press_on(page, page.get_by_role("button", name="Finish").first)

    expect(page).to_have_url(f"{site}/result/")
    assert download(page, tmp_path, lambda link: press_on(page, link)).startswith(b"%PDF-")
    assert set(Response.objects.values_list("value", flat=True)) == {"1", "2", "b"}


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript(page: Page, site: str, tmp_path: Path):
    start(page, site)
    proceed(page)
    proceed(page)
    expect(page).to_have_title(re.compile("^Error: Questions 1–5"))
    for _ in range(PAGES):
        answer_all(page)
        proceed(page)
    page.get_by_role("button", name="Finish").first.click()

    expect(page).to_have_url(f"{site}/result/")
    assert download(page, tmp_path, lambda link: link.click(timeout=60_000)).startswith(b"%PDF-")


def test_an_error_summary_takes_the_focus_and_leads_to_the_question(page: Page, site: str):
    start(page, site)
    proceed(page)
    page.locator(".question").nth(0).locator("input").first.check()
    proceed(page)

    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(4)
    summary.get_by_role("link").first.click()
    expect(page.locator(".question").nth(1).locator("input").first).to_be_focused()
    expect(page.locator(".question").nth(0).locator("input").first).to_be_checked()


def test_each_answer_survives_a_closed_window(page: Page, site: str):
    start(page, site)
    proceed(page)
    page.get_by_label("Strongly agree").first.check()
    expect(page.locator("#saved")).to_have_text("Saved.")

    page.goto("about:blank")
    page.goto(f"{site}/quiz/1/")

    expect(page.get_by_label("Strongly agree").first).to_be_checked()


def test_the_last_of_many_quick_choices_is_the_one_that_stays(page: Page, site: str):
    start(page, site)
    proceed(page)
    keys = "1234512345123"
    saved: list[Request] = []
    page.on("requestfinished", lambda request: saved.append(request) if request.method == "POST" else None)
    first = page.locator(".question").first
    first.locator("input").first.focus()
    for key in keys:
        page.keyboard.press(key)
    for _ in range(300):
        if len(saved) == len(keys):
            break
        page.wait_for_timeout(100)
    page.goto(f"{site}/quiz/1/")

    expect(page.locator(".question").first.get_by_label("Neither")).to_be_checked()


def test_a_question_page_is_light(page: Page, site: str):
    sizes: dict[str, int] = {}
    start(page, site)
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(f"{site}/quiz/1/")
    page.wait_for_load_state("networkidle")

    assert sum(size for url, size in sizes.items() if "/fonts/" not in url) <= 60_000


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

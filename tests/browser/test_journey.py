"""From the first page to the PDF, as people do it: with a mouse, with keys only, without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quiz.models import Response, Sitting
from tests.browser.steps import answer_all, download, press_on, proceed, proceed_button, start, tab_to

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
            tab_to(page, question.locator(".choices input").first)
            page.keyboard.press("2")
            expect(question.locator(".choices input").nth(1)).to_be_checked()
        press_on(page, proceed_button(page))
    press_on(page, page.get_by_role("button", name="Finish").first)

    expect(page).to_have_url(f"{site}/result/")
    assert download(page, tmp_path, lambda link: press_on(page, link)).startswith(b"%PDF-")
    assert set(Response.objects.values_list("value", flat=True)) == {"1", "2", "b"}


def test_on_a_fresh_page_a_key_answers_the_first_open_question(page: Page, site: str):
    start(page, site)
    proceed(page)
    questions = page.locator(".question")
    expect(page.locator("#saved")).to_contain_text("Keys 1 to 5")  # Then the script is there.

    page.keyboard.press("2")
    expect(questions.nth(0).locator(".choices input").nth(1)).to_be_checked()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("4")

    expect(questions.nth(1).locator(".choices input").nth(3)).to_be_checked()
    expect(questions.nth(0).locator(".choices input").nth(1)).to_be_checked()
    expect(questions.nth(2).locator("input:checked")).to_have_count(0)


def test_keys_are_told_of_where_there_are_any(page: Page, site: str):
    start(page, site)
    proceed(page)

    expect(page.locator("#saved")).to_contain_text("Keys 1 to 5 answer the question that you are in")


@pytest.mark.browser_context_args(has_touch=True, is_mobile=True)
def test_a_phone_is_told_nothing_of_keys(page: Page, site: str):
    start(page, site)
    proceed(page)

    expect(page.locator("#saved")).to_have_text("Each answer is saved as you give it.")


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
    page.locator(".question").nth(0).locator(".choices input").first.check()
    proceed(page)

    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(4)
    summary.get_by_role("link").first.click()
    expect(page.locator(".question").nth(1).locator(".choices input").first).to_be_focused()
    expect(page.locator(".question").nth(0).locator(".choices input").first).to_be_checked()


def test_each_answer_survives_a_closed_window(page: Page, site: str):
    start(page, site)
    proceed(page)
    page.get_by_label("Strongly agree").first.check()
    expect(page.locator("#saved")).to_have_text("Saved.")

    page.goto("about:blank")
    page.goto(f"{site}/quiz/1/")

    expect(page.get_by_label("Strongly agree").first).to_be_checked()

"""Quick fingers and a slow server: what was chosen last is what is stored."""

import re
import time
from collections.abc import Iterator
from threading import Lock

import pytest
from playwright.sync_api import Page, Route, expect

from quiz.models import Response
from quiz.views import questions
from tests.browser.steps import proceed, start

KEYS = "1234512345123"
SECONDS_LATE = 0.4


class SlowSaves:
    """Saves of single answers that reach the database late; ``under_way`` counts them."""

    def __init__(self) -> None:
        self.under_way = 0
        self.began = 0
        self.lock = Lock()
        self.record = questions.record_answers

    def __call__(self, *args: object, **version: int | None) -> None:
        if "version" not in version:  # A page that was posted.
            return self.record(*args)
        with self.lock:
            self.under_way += 1
            self.began += 1
        try:
            time.sleep(SECONDS_LATE)
            return self.record(*args, **version)
        finally:
            with self.lock:
                self.under_way -= 1

    def settle(self, page: Page) -> None:
        """Waits until the server has nothing left to save."""
        page.wait_for_timeout(100)
        while self.under_way:
            page.wait_for_timeout(50)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowSaves]:
    saves = SlowSaves()
    monkeypatch.setattr(questions, "record_answers", saves)
    yield saves
    assert saves.under_way == 0


def press(page: Page) -> None:
    page.locator(".question").first.locator(".choices input").first.focus()
    for key in KEYS:
        page.keyboard.press(key)


@pytest.mark.parametrize("way", ["Continue", "Back", "address bar"])
def test_the_last_of_many_quick_choices_stays_however_the_page_is_left(
    page: Page, site: str, slow: SlowSaves, complaints: list[str], way: str
):
    start(page, site)
    proceed(page)
    for question in page.locator(".question").all()[1:]:
        question.locator(".choices input").first.check()
    expect(page.locator("#saved")).to_have_text("Saved.")
    item = page.locator(".question .choices input").first.get_attribute("name")
    press(page)
    match way:
        case "Continue":
            proceed(page)
            expect(page).to_have_title(re.compile("^Questions 6–10"))
        case "Back":
            page.get_by_role("link", name="Back").first.click()
        case _:
            page.goto(f"{site}/method/")
    slow.settle(page)

    assert Response.objects.get(item=item).value == KEYS[-1]
    page.goto(f"{site}/quiz/1/")
    expect(page.locator(".question").first.get_by_label("Neither")).to_be_checked()
    assert complaints == []  # A late save is overtaken, which is no error.


def test_choices_in_two_tabs_end_with_the_last_one_that_was_saved(
    page: Page, site: str, complaints: list[str]
):
    start(page, site)
    proceed(page)
    other = page.context.new_page()
    other.goto(f"{site}/quiz/1/")
    for tab, label in ((page, "Agree"), (other, "Disagree"), (page, "Neither")):
        tab.locator(".question").first.get_by_label(label, exact=True).check()
        expect(tab.locator("#saved")).to_have_text("Saved.")
        tab.evaluate("document.getElementById('saved').textContent = ''")
    other.locator(".question").nth(1).get_by_label("Agree", exact=True).check()
    expect(other.locator("#saved")).to_have_text("Saved.")
    proceed(other)  # It still shows "Disagree", which nobody has chosen since.
    expect(other.locator(".error-summary")).to_be_visible()

    expect(other.locator(".question").first.get_by_label("Neither")).to_be_checked()
    complaints.clear()  # Saves that another tab overtook are refused and sent again.


def test_what_could_not_be_saved_is_told_and_goes_with_continue(page: Page, site: str, complaints: list[str]):
    start(page, site)
    proceed(page)
    for question in page.locator(".question").all()[1:]:
        question.locator(".choices input").first.check()
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.route("**/quiz/1/", refuse_saves)
    first = page.locator(".question").first
    item = first.locator(".choices input").first.get_attribute("name")
    first.get_by_label("Strongly agree").check()

    expect(page.locator("#saved")).to_have_text("Not saved yet. Continue saves it.")
    proceed(page)
    expect(page).to_have_title(re.compile("^Questions 6–10"))
    assert Response.objects.get(item=item).value == "5"
    complaints.clear()  # The refused request is the test's own.


def refuse_saves(route: Route) -> None:
    route.abort() if "x-partial" in route.request.headers else route.continue_()


def test_a_quiz_that_was_finished_in_another_tab_says_so(page: Page, site: str, complaints: list[str]):
    start(page, site)
    proceed(page)
    other = page.context.new_page()
    other.goto(f"{site}/quiz/check/")
    other.get_by_role("button", name="Finish").first.click()
    expect(other).to_have_url(f"{site}/result/")
    page.locator(".question").first.get_by_label("Strongly agree").check()

    expect(page.locator("#saved")).to_have_text(re.compile("^Not saved: this quiz was finished"))
    proceed(page)
    expect(page.get_by_role("heading", name="This quiz is finished")).to_be_visible()
    complaints.clear()  # The refusals are what is tested.

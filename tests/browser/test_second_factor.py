"""A second factor set up, kept and used in a browser."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers
from tests.browser.conftest import PASSWORD
from tests.trust.test_second_factor import shown_by


def walk(desk: Page, site: str) -> Iterator[str]:
    """Sets a second factor up and signs in with it, and names what is shown on the way."""
    desk.goto(f"{site}/admin/")
    desk.get_by_role("link", name="Security").click()
    yield "none yet"
    desk.get_by_role("button", name="Set up a second factor").press("Enter")
    expect(desk.get_by_role("img", name="The key as a QR code")).to_be_visible()
    prove(desk, "wrong")
    expect(desk.get_by_text("This code isn’t right")).to_be_visible()
    yield "a key to scan, and a wrong code"
    prove(desk, shown_by(User.objects.get()))
    expect(desk.locator(".recovery-codes code")).to_have_count(10)
    codes = desk.locator(".recovery-codes code").all_inner_texts()
    yield "recovery codes"
    desk.get_by_role("button", name="Log out").click()
    sign_in(desk, site, "")
    expect(desk.get_by_text("This account has a second factor")).to_be_visible()
    yield "a sign-in without the code"
    sign_in(desk, site, codes[0])
    expect(desk.get_by_text("9 are left")).to_be_visible()
    desk.get_by_role("link", name="Security").click()
    yield "one that is on"


def prove(desk: Page, code: str) -> None:
    desk.get_by_label("Code").fill(code)
    desk.get_by_label("Your password").fill(PASSWORD)
    desk.keyboard.press("Enter")


def sign_in(desk: Page, site: str, code: str) -> None:
    desk.goto(f"{site}/admin/")
    desk.get_by_label("Username").fill("ada")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_label("Code").fill(code)
    desk.keyboard.press("Enter")


def test_an_editor_sets_one_up_and_signs_in_with_it(desk: Page, site: str):
    assert len(list(walk(desk, site))) == 5


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_none_of_its_pages_has_a_barrier(desk: Page, browser: Browser, site: str, theme: str, width: int):
    # A window of its own: axe adds a style to the page, and the policy rightly complains.
    state = desk.context.storage_state()
    window = browser.new_context(
        storage_state=state, color_scheme=theme, viewport={"width": width, "height": 800}
    ).new_page()
    found = [f"{shown}: {barrier}" for shown in walk(window, site) for barrier in barriers(window)]
    window.context.close()

    assert found == []

"""A real browser in front of a real server: Debian's Chromium, or another by CHROMIUM."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from quiz.models import Edition

HERE = Path(__file__).parent
PASSWORD = "nine purple bicycles"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _database_beside_a_browser() -> Iterator[None]:
    """Playwright keeps an event loop running in this thread, which Django would take for async code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "These tests need Chromium: apt-get install chromium"
    return browser_type_launch_args | {"executable_path": executable, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """In place of the plugin's own, which is written in a way that pytest warns about."""


@pytest.fixture
def site(live_server: LiveServer, edition: Edition) -> str:
    """The address of a running site on edition 1."""
    return live_server.url


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complains of; a test that provokes refusals clears it."""
    return []


@pytest.fixture
def page(page: Page, site: str, complaints: list[str]) -> Iterator[Page]:
    """A browser window that may ask nobody but the site for anything, and has nothing to complain of."""
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.set_default_timeout(10_000)
    under_way: set[Request] = set()
    page.on("request", lambda request: under_way.add(request))
    page.on("requestfinished", lambda request: under_way.discard(request))
    page.on("requestfailed", lambda request: under_way.discard(request))
    yield page
    until = monotonic() + 10
    while under_way and monotonic() < until:  # The server would read tables that are being emptied.
        page.wait_for_timeout(50)
    assert complaints == []
    assert [url for url in requests if not url.startswith((site, "blob:", "data:"))] == []


@pytest.fixture
def desk(page: Page, site: str, draft: None) -> Page:
    """The desk of an editor who has logged in, with the shipped content as draft."""
    User.objects.create_superuser("ada", password=PASSWORD)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Where to start")).to_be_visible()
    return page

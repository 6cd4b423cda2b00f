"""What a page weighs without fonts and without a cache: ``make weigh`` prints it."""

import sys

import pytest
from playwright.sync_api import Page

from tests.browser.visits import VISITS

# Bytes before compression; pictures count. A report carries its charts.
MOST = {"quiz:page": 60_000, "reports:shared": 150_000}
MOST_OF_OTHERS = 100_000


@pytest.mark.parametrize(
    "name",
    ["quiz:page", "quiz:check", "home", "public:roles", "public:role", "public:versus", "reports:shared"],
)
def test_a_page_is_light(
    name: str, page: Page, site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    sizes: dict[str, int] = {}
    VISITS[name](page, site, monkeypatch)
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.reload()
    page.wait_for_load_state("networkidle")
    weight = sum(size for url, size in sizes.items() if "/fonts/" not in url)

    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {weight:,} bytes in {len(sizes)} answers, fonts not counted\n")
    assert weight <= MOST.get(name, MOST_OF_OTHERS)

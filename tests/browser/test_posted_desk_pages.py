"""Pages of the desk that answer what was sent: no complaint under the policy, and no barrier."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from quiz.editions.publish import publish
from quiz.editions.store import as_value, content_of
from quiz.models import Edition, Item, Response, Sitting
from quiz.scoring.ideal import ideal_answers
from tests.admin.test_exchange import HALF_BAD
from tests.browser.barriers import barriers


@pytest.fixture
def code(edition: Edition) -> str:
    """The code of somebody who answered as a backend engineer would."""
    sitting, code = Sitting.objects.start(edition, timezone.now())
    content = content_of(edition)
    given = ideal_answers(content.items, content.roles["backend-engineer"], content.constants)
    Response.objects.bulk_create(
        Response(sitting=sitting, item=slug, value=as_value(answer)) for slug, answer in given.items()
    )
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    return code


@pytest.fixture(autouse=True)
def _the_draft_is_published(desk: Page) -> None:
    publish(timezone.now(), "All of it.")


def sent(page: Page, site: str, code: str) -> Iterator[str]:
    """Sends something on each page in turn, and names what is shown then."""
    page.goto(f"{site}/admin/quiz/item/{Item.objects.get(slug='coach-or-build').pk}/change/")
    page.get_by_label("Text").first.fill("Which month is better?")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("Say whether it still asks the same.")).to_be_visible()
    yield "a question refused"
    page.goto(f"{site}/admin/roles/role/matrix/dimensions/")
    page.locator("tbody input.value").first.fill("1")
    expect(page.locator("#ahead caption").first).to_be_visible()
    yield "a sheet looked ahead"
    page.locator("tbody input.value").first.fill("101")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 cell can’t be saved as it is.").first).to_be_visible()
    yield "a sheet refused"
    page.goto(f"{site}/admin/quiz/contentpack/")
    page.get_by_label("Paste a table").fill(HALF_BAD.format(occupation="developers-us"))
    page.get_by_role("button", name="See the difference").click()
    expect(page.get_by_role("heading", name="Rows that can’t be taken")).to_be_visible()
    yield "a table refused"
    page.goto(f"{site}/admin/quiz/explanation/add/")
    page.get_by_label("Private code or link").fill(code)
    page.get_by_label("What the reader asked").fill("Why not Product Engineer?")
    page.get_by_label("The reader gave me the code").check()
    page.get_by_role("button", name="Explain the verdict").click()
    expect(page.get_by_role("heading", name="Every answer")).to_be_visible()
    yield "a verdict explained"
    page.goto(f"{site}/admin/quiz/translation/sheet/?language=de&status=all&kind=item")
    yield "a sheet of translations"


def test_no_page_that_answers_complains_in_the_console(desk: Page, site: str, code: str):
    complaints: list[str] = []
    desk.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    desk.on("pageerror", lambda error: complaints.append(str(error)))
    desk.on("dialog", lambda dialog: dialog.accept())

    for name in sent(desk, site, code):
        assert complaints == [], name


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
def test_no_page_that_answers_has_a_barrier(
    desk: Page, browser: Browser, site: str, code: str, theme: str, width: int
):
    state = desk.context.storage_state()
    window = browser.new_context(
        storage_state=state, color_scheme=theme, viewport={"width": width, "height": 800}
    ).new_page()
    window.on("dialog", lambda dialog: dialog.accept())
    found = []
    for name in sent(window, site, code):
        found += [f"{name}: {barrier}" for barrier in barriers(window)]
    window.context.close()

    assert found == []

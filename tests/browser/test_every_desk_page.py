"""Every page of the desk in a real browser: nothing that the policy refuses, and usable by keyboard."""

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.editions.publish import publish
from quiz.editions.reset import copy_draft
from quiz.models import ContentConflict, Edition, Persona
from quiz.packs.load import current_rows
from roles.history.record import recording
from roles.models import Change, Figure, Role, Technology
from tests.browser.barriers import barriers
from tests.conftest import PUBLISHED_AT

PATHS = [
    "",
    "changes/",
    "security/",
    "roles/role/",
    "roles/role/add/",
    "roles/role/matrix/dimensions/",
    "roles/role/matrix/skills/",
    "roles/figure/",
    "roles/step/",
    "roles/source/add/",
    "roles/organisation/",
    "quiz/item/",
    "quiz/item/order/",
    "quiz/persona/",
    "quiz/persona/add/",
    "quiz/edition/",
    "quiz/edition/draft/",
    "quiz/edition/draft/copies/",
    "quiz/edition/draft/short-way/",
    "quiz/edition/walk/draft/1/",
    "quiz/impact/",
    "quiz/statistics/",
    "quiz/contentpack/",
    "quiz/contentpack/replace/?find=Kubernetes&by=K8s&whole_words=on",
    "quiz/contentconflict/",
    "quiz/explanation/add/",
    "quiz/translation/",
    "quiz/wording/",
    "quiz/wording/add/?slug=lead-clear",
    "roles/technology/",
    "roles/organisation/add/",
    "roles/figure/add/",
]


def pages_of_rows() -> list[str]:
    """Pages of rows that a test needs first: a change, a conflict, a copy, a persona."""
    role, figure = Role.objects.get(slug="tech-lead"), Figure.objects.all()[0]
    with recording("ada", "In plainer words."):
        role.best_for = "like to decide with others"
        role.save()
    change = Change.objects.filter(who="ada").get()
    copy = copy_draft(current_rows(), PUBLISHED_AT, "Before tidying up.", None)
    persona = Persona.objects.create(slug="ann", name="Ann", answers={})
    told = {"then": "Then.", "now": "Now.", "found_at": PUBLISHED_AT}
    ContentConflict.objects.create(model="roles.role", key="tech-lead", field="summary", **told)
    return [
        *(f"roles/role/{role.pk}/{page}/" for page in ("change", "history", "preview")),
        f"changes/{change.pk}/",
        f"roles/figure/{figure.pk}/change/",
        f"roles/figure/{figure.pk}/history/",
        f"roles/technology/{Technology.objects.all()[0].pk}/change/",
        f"quiz/persona/{persona.pk}/change/",
        f"quiz/persona/{persona.pk}/history/",
        f"quiz/edition/draft/copies/{copy.pk}/",
        f"quiz/edition/{Edition.objects.latest('number').number}/reset/",
    ]


def test_no_desk_page_complains_in_the_console(desk: Page, site: str):
    complaints: list[str] = []
    desk.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    desk.on("pageerror", lambda error: complaints.append(str(error)))

    for path in [*PATHS, *pages_of_rows()]:
        complaints.append("")
        response = desk.goto(f"{site}/admin/{path}")
        assert response is not None and response.ok, path
        assert not any(complaints), (path, complaints)


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_no_desk_page_has_a_barrier(desk: Page, browser: Browser, site: str, theme: str, width: int):
    # Else all of the draft differs from the edition, and axe reads 6,000 cells twice.
    publish(PUBLISHED_AT, "As shipped.")
    # A window of its own: axe adds a style to the page, and the policy rightly complains.
    state = desk.context.storage_state()
    window = browser.new_context(
        storage_state=state, color_scheme=theme, viewport={"width": width, "height": 800}
    ).new_page()
    found = []
    for path in [*PATHS, *pages_of_rows()]:
        window.goto(f"{site}/admin/{path}")
        found += [f"{path}: {barrier}" for barrier in barriers(window)]
    window.context.close()

    assert found == []


def test_a_choice_without_anything_chosen_has_the_name_of_its_field(desk: Page, site: str):
    desk.goto(f"{site}/admin/roles/role/add/")

    expect(desk.get_by_role("combobox", name="Source").first).to_be_visible()


def test_a_change_is_put_back_by_keyboard(desk: Page, site: str):
    role = Role.objects.get(slug="tech-lead")
    before = role.best_for
    with recording("ada"):
        role.best_for = "like to decide with others"
        role.save()
    desk.goto(f"{site}/admin/roles/role/{role.pk}/history/")

    desk.get_by_role("link", name="Put back Best for of Tech Lead").press("Enter")
    expect(desk.get_by_text("Says now")).to_be_visible()
    desk.get_by_role("button", name="Put it back").press("Enter")

    expect(desk.get_by_text("Put back in the draft: Tech Lead.")).to_be_visible()
    role.refresh_from_db()
    assert role.best_for == before

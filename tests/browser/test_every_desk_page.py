"""Every page of the desk in a real browser: nothing that the policy refuses, and usable by keyboard."""

from playwright.sync_api import Page, expect

from roles.history.record import recording
from roles.models import Change, Role

PATHS = [
    "",
    "changes/",
    "roles/role/",
    "roles/role/add/",
    "roles/role/matrix/dimensions/",
    "roles/role/matrix/skills/",
    "roles/figure/",
    "roles/step/",
    "roles/source/add/",
    "roles/organisation/",
    "quiz/item/",
    "quiz/persona/",
    "quiz/persona/add/",
    "quiz/edition/",
    "quiz/edition/draft/",
    "quiz/edition/draft/copies/",
    "quiz/edition/walk/draft/1/",
    "quiz/impact/",
    "quiz/statistics/",
    "quiz/contentpack/",
    "quiz/contentconflict/",
    "quiz/explanation/add/",
    "quiz/translation/",
]


def test_no_desk_page_complains_in_the_console(desk: Page, site: str):
    role = Role.objects.get(slug="tech-lead")
    with recording("ada"):
        role.best_for = "like to decide with others"
        role.save()
    change = Change.objects.filter(who="ada").get()
    complaints: list[str] = []
    desk.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    desk.on("pageerror", lambda error: complaints.append(str(error)))
    of_role = [f"roles/role/{role.pk}/{page}/" for page in ("change", "history", "preview")]

    for path in [*PATHS, *of_role, f"changes/{change.pk}/"]:
        complaints.append("")
        response = desk.goto(f"{site}/admin/{path}")
        assert response is not None and response.ok, path
        assert not any(complaints), (path, complaints)


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

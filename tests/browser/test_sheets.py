"""Sheets and tables in a real browser: by keyboard, in few interactions, with no complaint of its own."""

from playwright.sync_api import Browser, Page, expect

from quiz.editions.draft import read_draft
from quiz.models import Persona
from quiz.scoring.ideal import ideal_answers
from roles.models import Figure, Preference, Role
from tests.browser.barriers import barriers


def target(role: str, dimension: str) -> Preference:
    return Preference.objects.get(role__slug=role, dimension__slug=dimension)


def test_a_sheet_is_edited_by_keyboard_like_a_spreadsheet(desk: Page, site: str):
    before = list(Preference.objects.order_by("pk").values_list("pk", "target", "weight"))
    desk.goto(f"{site}/admin/roles/role/matrix/dimensions/")
    first, second = Role.objects.scored()[:2]
    data = target(first.slug, "data").dimension
    cell = desk.get_by_label(f"{first.name}, {data.name}, target")
    cell.focus()

    desk.keyboard.type("11")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.type("3")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label(f"{second.name}, {data.name}, weight")).to_be_focused()
    desk.keyboard.type("2.5")
    desk.keyboard.press("ArrowUp")
    expect(desk.locator("#live li")).to_have_count(2)
    desk.keyboard.press("Control+z")  # The second role's weight is as it was again.
    expect(desk.locator("#live li")).to_have_count(1)
    expect(desk.locator("#live li")).to_contain_text("11, 3")
    desk.get_by_role("button", name="Save").press("Enter")

    expect(desk.get_by_text("1 cell saved in the draft.")).to_be_visible()
    changed = target(first.slug, "data")
    assert (changed.target, changed.weight) == (11, 3)
    after = list(Preference.objects.order_by("pk").values_list("pk", "target", "weight"))
    assert [row for row in after if row[0] != changed.pk] == [row for row in before if row[0] != changed.pk]


def test_escape_puts_a_cell_back(desk: Page, site: str):
    desk.goto(f"{site}/admin/roles/role/matrix/skills/")
    cell = desk.locator("tbody input.value").first
    was = cell.input_value()
    cell.focus()

    desk.keyboard.type("4")
    desk.keyboard.press("Escape")

    expect(cell).to_have_value(was)
    expect(desk.locator("#live")).to_be_hidden()


def test_only_changed_cells_are_sent(desk: Page, site: str):
    desk.goto(f"{site}/admin/roles/role/matrix/dimensions/")
    cell = desk.locator("tbody input.value").first
    cell.fill("99")

    with desk.expect_request(lambda request: request.method == "POST") as sent:
        desk.get_by_role("button", name="Save").click()

    names = [part.partition("=")[0] for part in (sent.value.post_data or "").split("&")]
    assert sum(name.startswith(("v-", "w-")) for name in names) == 2


def test_what_changes_would_do_is_shown_while_they_are_typed(desk: Page, site: str):
    answers = ideal_answers(read_draft().items, read_draft().roles["qa-engineer"], read_draft().constants)
    Persona.objects.create(slug="quinn", name="Quinn", answers=answers)
    desk.goto(f"{site}/admin/roles/role/matrix/dimensions/")
    role = Role.objects.get(slug="qa-engineer")
    expect(desk.locator("#ahead")).to_be_hidden()

    for cell in desk.locator(f"#role-{role.pk} input.value").all():
        cell.fill("0" if int(cell.input_value()) > 50 else "100")

    row = desk.locator("#ahead tr", has_text="Quinn")
    expect(row.locator("td").first).to_contain_text("QA Engineer, ")
    expect(row.locator("ins")).not_to_contain_text("QA Engineer")
    assert target("qa-engineer", "data").target not in (0, 100)


def test_one_salary_source_across_six_roles_takes_one_screen_and_five_interactions(desk: Page, site: str):
    figures = list(Figure.objects.filter(source__slug="so-2025", kind="self-reported-median")[:6])
    rows = "\n".join(f"{figure.slug}\t{figure.middle + 1000}\t2026" for figure in figures)
    table = f"slug\tmiddle\tas of\n{rows}"
    desk.goto(f"{site}/admin/roles/figure/")
    interactions = 0

    desk.get_by_role("link", name="Paste or import a table").click()
    interactions += 1
    desk.get_by_label("Paste a table").click()
    interactions += 1
    desk.keyboard.insert_text(table)  # One Ctrl+V.
    interactions += 1
    desk.get_by_role("button", name="See the difference").click()
    interactions += 1
    expect(desk.get_by_role("heading", name="Changed")).to_be_visible()
    desk.get_by_role("button", name="Save 6 rows").click()
    interactions += 1

    expect(desk.get_by_text("6 rows saved in the draft.")).to_be_visible()
    assert interactions <= 10
    for figure in figures:
        fresh = Figure.objects.get(pk=figure.pk)
        assert (fresh.middle, fresh.as_of) == (figure.middle + 1000, "2026")


def test_a_list_of_no_conflicts_has_no_barrier(desk: Page, browser: Browser, site: str):
    # The sheets, the tables and a list with a conflict are among the pages of test_every_desk_page.
    window = browser.new_context(storage_state=desk.context.storage_state()).new_page()
    window.goto(f"{site}/admin/quiz/contentconflict/")
    found = barriers(window)
    window.context.close()

    assert found == []

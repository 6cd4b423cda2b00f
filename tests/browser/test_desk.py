"""An editor at the desk in a real browser: under the site's content security policy, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from quiz.models import Edition, Item
from roles.models import Role


def test_a_role_is_changed_previewed_and_published_by_keyboard(desk: Page, site: str):
    role = Role.objects.get(slug="data-engineer")
    desk.goto(f"{site}/admin/roles/role/{role.pk}/change/")
    desk.get_by_label("Best for").fill("like pipelines that nobody has to watch")
    desk.get_by_role("button", name="Save and continue editing").press("Enter")
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    desk.get_by_role("link", name="Preview report").press("Enter")
    expect(desk.get_by_role("heading", name="Data Engineer fits you best")).to_be_visible()
    desk.get_by_role("link", name="Review and publish the draft").press("Enter")
    desk.get_by_label("Note").fill("Data Engineer in plainer words.")
    desk.get_by_role("button", name="Publish the draft").press("Enter")

    expect(desk.get_by_text("Edition 2 is published.")).to_be_visible()
    assert Edition.objects.newest().note == "Data Engineer in plainer words."


def test_a_skill_is_added_to_a_role_by_searching_for_it(desk: Page, site: str):
    role = Role.objects.get(slug="tech-lead")
    asked = set(role.demands.values_list("skill__slug", flat=True))
    desk.goto(f"{site}/admin/roles/role/{role.pk}/change/")
    desk.get_by_role("button", name="Add another Skill demand").click()
    row = desk.locator("#demands-group tr.dynamic-demands").last
    row.locator(".select2-selection").click()
    desk.locator(".select2-search__field").fill("mobile")
    desk.locator(".select2-results__option", has_text="Mobile").click()
    row.locator("input[name$=level]").fill("1")
    row.locator("input[name$=weight]").fill("1")

    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert set(role.demands.values_list("skill__slug", flat=True)) - asked == {"mobile"}


def test_a_question_shows_only_the_fields_of_its_kind(desk: Page, site: str):
    desk.goto(f"{site}/admin/quiz/item/add/")
    desk.get_by_label("Kind").select_option("trade-off")

    expect(desk.get_by_label("Statement A")).to_be_visible()
    expect(desk.get_by_label("Key")).to_be_hidden()


def test_a_question_is_moved_by_keys_and_by_dragging(desk: Page, site: str):
    before = list(Item.objects.values_list("slug", "text")[:4])
    desk.goto(f"{site}/admin/quiz/item/order/")
    place = desk.get_by_label(f"Place of {before[0][1]}", exact=True)

    place.press("Alt+ArrowDown")
    expect(place).to_be_focused()
    expect(place).to_have_value("2")
    rows = desk.locator("#questions tr")
    rows.nth(3).locator("td").last.drag_to(rows.nth(0).locator("td").last, target_position={"x": 5, "y": 2})
    desk.get_by_role("button", name="Save the order").press("Enter")

    expect(desk.get_by_text("3 questions have another place in the draft.")).to_be_visible()
    (a, b, c, d) = (slug for slug, _text in before)
    assert list(Item.objects.values_list("slug", flat=True)[:4]) == [d, b, a, c]


def test_pages_begin_where_the_quiz_begins_them_after_a_move_too(
    desk: Page, site: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("quiz.admin.order.PAGE_SIZE", 3)
    desk.goto(f"{site}/admin/quiz/item/order/")
    pages = desk.locator("#questions td.number")
    before = pages.all_inner_texts()

    desk.locator("#questions input").first.press("Alt+ArrowDown")

    assert before[:7] == ["1", "", "", "2", "", "", "3"]
    assert pages.all_inner_texts() == before
    expect(desk.get_by_text("The quiz asks three questions a page")).to_be_visible()

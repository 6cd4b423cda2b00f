"""The short way of the draft, walked by the people of each role before anybody real does."""

from dataclasses import replace

import pytest
from django.test import Client

from benchmarks.counting import python_calls
from quiz.admin import short_way
from quiz.content import EditionContent
from quiz.editions.short_way import left_out, short_walks
from quiz.models import Item
from quiz.scoring.stopping import FIRST_OFFER
from roles.models import Role
from tests.admin.conftest import member_of
from tests.admin.test_preview import everything_stored
from tests.builders import small_content

WALKS = 400_000  # Python calls, a fifth more than there are.
PAGE = "/admin/quiz/edition/draft/short-way/"


def test_the_people_of_each_shipped_role_are_led_to_it_within_the_bank(shipped: EditionContent):
    walks = short_walks(shipped)

    assert [walk.role for walk in walks] == [role.slug for role in shipped.scored_roles]
    assert all(walk.is_found and walk.settles for walk in walks)
    assert all(FIRST_OFFER <= len(walk.asked) < len(shipped.items) for walk in walks)
    assert all(len(set(walk.asked)) == len(walk.asked) for walk in walks)


def test_walks_of_the_shipped_roles_stay_cheap(shipped: EditionContent):
    moved = replace(shipped, constants=replace(shipped.constants, spread=0.31))  # So that nothing is kept.

    assert python_calls(lambda: short_walks(moved)) < WALKS


def test_a_role_that_is_the_twin_of_another_is_led_elsewhere():
    content = small_content()
    backend = content.roles["backend-engineer"]
    twin = replace(backend, slug="a-server-engineer", name="Server Engineer")
    twins = replace(content, roles=content.roles | {twin.slug: twin})

    walks = {walk.role: walk for walk in short_walks(twins)}

    assert {walks[backend.slug].place, walks[twin.slug].place} == {1, 2}
    assert walks[backend.slug].leader == walks[twin.slug].leader


def test_a_question_is_left_out_when_no_walk_comes_to_it(shipped: EditionContent):
    walks = short_walks(shipped)

    unmet = {item.slug for item in left_out(shipped, walks)}

    assert unmet == set(shipped.items) - {slug for walk in walks for slug in walk.asked}
    assert {item.slug for item in left_out(shipped, ())} == set(shipped.items)


def test_the_page_tells_it_role_by_role_and_stores_nothing(editor: Client, draft: None):
    before = everything_stored()

    page = editor.get(PAGE)

    assert len(page.context["walks"]) == 20
    for walk in page.context["walks"]:
        assert walk.role in page.content.decode()
    assert f"by question {page.context['middle']} of 84" in page.content.decode()
    assert everything_stored() == before


def test_a_draft_with_errors_is_not_walked(editor: Client, draft: None):
    Role.objects.get(slug="qa-engineer").demands.all().delete()

    assert "Mend them first" in editor.get(PAGE).content.decode()


def test_an_empty_draft_says_the_same(editor: Client):
    assert not Item.objects.exists()

    assert "Mend them first" in editor.get(PAGE).content.decode()


def test_a_draft_of_very_many_roles_is_not_walked_while_its_editor_waits(
    editor: Client, draft: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(short_way, "MOST", 19)

    page = editor.get(PAGE)

    assert "More than 19 roles are in the verdict." in page.content.decode()
    assert "walks" not in page.context


@pytest.mark.parametrize("method", ["post", "put"])
def test_the_page_takes_nothing_in(editor: Client, draft: None, method: str):
    assert getattr(editor, method)(PAGE).status_code == 405


def test_the_page_is_for_those_who_may_see_editions(
    stranger: Client, staff_without_permission: Client, draft: None
):
    assert stranger.get(PAGE).status_code == 302
    assert staff_without_permission.get(PAGE).status_code == 403
    assert member_of("Author").get(PAGE).status_code == 200

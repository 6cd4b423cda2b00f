"""Questions are put in order on one page."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quiz.admin.order import in_order
from quiz.editions.draft import read_draft
from quiz.models import Item
from roles.models import Change
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in

ORDER = "/admin/quiz/item/order/"


def slugs() -> list[str]:
    return list(Item.objects.values_list("slug", flat=True))


def place(client: Client, **places: int | str) -> dict[str, str]:
    """The page as it is posted with some questions at other places, by their short names."""
    keys = {slug.replace("-", "_"): pk for slug, pk in Item.objects.values_list("slug", "pk")}
    return filled_in(client.get(ORDER), **{f"place-{keys[slug]}": str(at) for slug, at in places.items()})


@pytest.mark.parametrize(("was", "to"), [(40, 3), (3, 40), (1, 84), (84, 1), (10, 11), (11, 10)])
def test_a_question_goes_to_its_new_place_and_the_others_make_room(
    editor: Client, draft: None, was: int, to: int
):
    wanted = slugs()
    moved = wanted.pop(was - 1)
    wanted.insert(to - 1, moved)

    response = editor.post(ORDER, place(editor, **{moved.replace("-", "_"): to}))

    assert response.status_code == 302
    assert slugs() == wanted == list(read_draft().items)
    assert list(Item.objects.values_list("position", flat=True)) == list(range(1, 85))


@given(st.permutations(range(12)))
def test_any_order_can_be_written_at_once(order: list[int]):
    items = [Item(pk=number, position=number) for number in range(12)]

    found = in_order(items, {pk: at for at, pk in enumerate(order, 1)})

    assert [item.pk for item in found] == order


def test_an_order_that_stays_writes_nothing(editor: Client, draft: None):
    page = editor.post(ORDER, place(editor), follow=True).content.decode()

    assert "The order is as it was" in page
    assert not Change.objects.exists()


def test_a_new_order_stands_in_the_history_as_one_act_with_its_reason(editor: Client, draft: None):
    first, second = slugs()[:2]
    posted = place(editor, **{second.replace("-", "_"): 1})

    editor.post(ORDER, posted | {"because": "An easier beginning."})

    changes = Change.objects.all()
    assert {change.key for change in changes} == {first, second}
    assert {(change.who, change.reason) for change in changes} == {("editor", "An easier beginning.")}
    assert len({change.act for change in changes}) == 1


@pytest.mark.parametrize("typed", ["0", "85", "first", "", "-1", "2.5", "9" * 5_000])
def test_a_place_that_there_is_none_is_refused_at_its_field_and_kept(editor: Client, draft: None, typed: str):
    before, item = slugs(), Item.objects.get(slug="coach-or-build")

    page = editor.post(ORDER, place(editor, coach_or_build=typed))

    text = page.content.decode()
    assert "Write a whole number from 1 to 84." in text and f'id="why-{item.pk}"' in text
    assert filled_in(page)[f"place-{item.pk}"] == typed
    assert slugs() == before


def test_an_order_that_changed_meanwhile_is_not_written_over(editor: Client, draft: None):
    mine = place(editor, coach_or_build=1)
    editor.post(ORDER, place(editor, skill_databases=1))
    theirs = slugs()

    page = editor.post(ORDER, mine)

    assert "Somebody else changed the order" in page.content.decode()
    assert slugs() == theirs
    assert editor.post(ORDER, filled_in(page)).status_code == 302
    assert slugs()[0] == "coach-or-build"


def test_an_empty_quiz_says_what_to_do(editor: Client):
    assert "Add a question" in editor.get(ORDER).content.decode()


def test_who_may_put_questions_in_order(draft: None, stranger: Client, staff_without_permission: Client):
    reviewer = member_of("Reviewer")
    page = reviewer.get(ORDER).content.decode()

    assert "Save the order" not in page and "readonly" in page
    assert reviewer.post(ORDER, {}).status_code == 403
    assert stranger.get(ORDER).status_code == 302
    assert staff_without_permission.get(ORDER).status_code == 403
    assert member_of("Author").post(ORDER, {}).status_code == 200

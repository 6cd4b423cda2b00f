"""An editor writes questions."""

import pytest
from django.test import Client
from django.urls import reverse

from quiz.editions.draft import read_draft
from quiz.editions.store import content_of
from quiz.models import Edition, Item
from roles.models import Dimension, Skill
from tests.admin.forms import filled_in


def an_item(**changes: str) -> dict[str, str]:
    return {
        "slug": "test-item",
        "kind": "agreement",
        "text": "I like to know why.",
        "why": "To place you.",
        "position": "1",
        "dimension": str(Dimension.objects.all()[0].pk),
        "key": "1",
    } | changes


def post_item(editor: Client, **changes: str):
    return editor.post(reverse("admin:quiz_item_add"), an_item(**changes))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"dimension": ""}, "dimension", "An agreement item needs a dimension and a direction"),
        ({"key": ""}, "dimension", "An agreement item needs a dimension and a direction"),
        ({"kind": "trade-off"}, "a_text", "A trade-off needs two statements"),
        ({"kind": "skill"}, "skill", "A skill rating needs the skill it rates."),
        ({"slug": "Not a slug"}, "slug", "Enter a valid"),
        ({"why": ""}, "why", "This field is required."),
    ],
)
def test_an_incomplete_item_is_refused_beside_the_field(
    editor: Client, draft: None, changes: dict[str, str], field: str, words: str
):
    response = post_item(editor, **changes)

    errors = response.context["adminform"].form.errors
    assert words in " ".join(errors[field])
    assert "__all__" not in errors


def test_the_sides_of_a_trade_off_speak_of_two_dimensions(editor: Client, draft: None):
    dimension = str(Dimension.objects.all()[0].pk)
    sides = {"a_text": "One", "b_text": "Other", "a_dimension": dimension, "b_dimension": dimension}

    response = post_item(editor, kind="trade-off", **sides)

    errors = response.context["adminform"].form.errors
    assert errors["b_dimension"] == ["The statements of a trade-off must differ in dimension."]


def test_an_item_keeps_nothing_of_a_kind_it_is_not(editor: Client, draft: None):
    skill = Skill.objects.all()[0]

    response = post_item(editor, kind="skill", skill=str(skill.pk), a_text="Left over")

    assert response.status_code == 302
    item = Item.objects.get(slug="test-item")
    assert (item.skill, item.dimension, item.key, item.a_text) == (skill, None, None, "")


def test_each_item_says_what_it_measures(editor: Client, draft: None):
    page = editor.get(reverse("admin:quiz_item_changelist"), {"kind": "trade-off"}).content.decode()

    item = Item.objects.filter(kind="trade-off").first()
    assert f"{item.a_dimension} or {item.b_dimension}" in page


def change(editor: Client, item: Item, **changes: str):
    address = reverse("admin:quiz_item_change", args=[item.pk])
    return editor.post(address, filled_in(editor.get(address), **changes))


def test_rewording_a_published_question_asks_whether_it_still_means_the_same(
    editor: Client, published: Edition
):
    item = Item.objects.get(slug="coach-or-build")

    asked = change(editor, item, text="Which month is better?")
    kept = change(editor, item, text="Which month is better?", meaning="same")

    errors = asked.context["adminform"].form.errors
    assert "Say whether it still asks the same." in errors["meaning"][0]
    assert filled_in(asked)["text"] == "Which month is better?"
    assert kept.status_code == 302
    item.refresh_from_db()
    assert (item.slug, item.text) == ("coach-or-build", "Which month is better?")


def test_a_question_that_means_something_else_becomes_a_new_one(editor: Client, published: Edition):
    item = Item.objects.get(slug="coach-or-build")
    count = Item.objects.count()

    change(editor, item, a_text="Coach a team of children", meaning="another")

    draft = read_draft()
    assert Item.objects.count() == count and "coach-or-build" not in draft.items
    assert draft.items["coach-or-build-2"].a.text == "Coach a team of children"
    assert not any("coach-or-build" in name for name in draft.translations["de"].texts)
    assert "coach-or-build" in content_of(published).items
    change(editor, item, b_text="Build a house", meaning="another")
    assert "coach-or-build-2" in read_draft().items  # Nobody has answered that one yet.


def test_answers_to_one_kind_never_count_for_another(editor: Client, published: Edition):
    item = Item.objects.filter(kind="agreement").first()
    skill = str(Skill.objects.first().pk)

    page = change(editor, item, kind="skill", skill=skill, meaning="same")

    assert "can only become a new question" in page.context["adminform"].form.errors["meaning"][0]


def test_what_nobody_was_asked_yet_is_reworded_freely(editor: Client, draft: None):
    item = Item.objects.get(slug="coach-or-build")

    assert change(editor, item, text="Which month is better?").status_code == 302


def test_a_question_leads_to_its_place_in_the_quiz(editor: Client, draft: None):
    item = Item.objects.get(slug="coach-or-build")
    page = editor.get(reverse("admin:quiz_item_change", args=[item.pk])).content.decode()
    new = editor.get(reverse("admin:quiz_item_add")).content.decode()

    assert reverse("admin:quiz_preview_item", args=["draft", "coach-or-build"]) in page
    assert 'name="meaning"' in page and 'name="meaning"' not in new


def test_an_item_opens_within_its_query_budget(editor: Client, draft: None, django_assert_max_num_queries):
    item = Item.objects.first()

    with django_assert_max_num_queries(10):
        assert editor.get(reverse("admin:quiz_item_change", args=[item.pk])).status_code == 200

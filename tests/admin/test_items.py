"""An editor writes questions."""

import pytest
from django.test import Client
from django.urls import reverse

from quiz.models import Item
from roles.models import Dimension, Skill


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


def test_an_item_opens_within_its_query_budget(editor: Client, draft: None, django_assert_max_num_queries):
    item = Item.objects.first()

    with django_assert_max_num_queries(10):
        assert editor.get(reverse("admin:quiz_item_change", args=[item.pk])).status_code == 200

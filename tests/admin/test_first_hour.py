"""The first hour of an editor whom nobody has left any content: from an empty start page to edition 1."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from config.admin import APPS
from quiz.models import Edition, Item
from roles.models import Dimension, Figure, Occupation, Role, Skill, Source
from tests.admin.forms import filled_in, with_new_row

LISTS = [
    model
    for model, desk in admin.site._registry.items()
    if model._meta.app_label in APPS and getattr(desk, "when_empty", "")
]


def words_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def complaints(answer: Any) -> list[Any]:
    rows = [rows.formset.errors for rows in answer.context["inline_admin_formsets"]]
    return [answer.context["adminform"].form.errors, *filter(any, rows)]


def added(editor: Client, model: Any, **fields: str) -> Any:
    """The row that the add page makes of these fields."""
    name = model._meta.label_lower.replace(".", "_")
    address = reverse(f"admin:{name}_add")
    answer = editor.post(address, filled_in(editor.get(address), **fields))
    assert answer.status_code == 302, complaints(answer)
    return model.objects.latest("pk")


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_an_empty_list_says_what_to_do(editor: Client, model: Any):
    name = model._meta.label_lower.replace(".", "_")

    page = editor.get(reverse(f"admin:{name}_changelist"))

    assert str(admin.site._registry[model].when_empty) in page.content.decode()


def test_all_that_an_editor_adds_says_what_to_do_when_there_is_none():
    # Their pages say it.
    own = {"Role", "Edition", "Explanation", "ContentPack", "ContentConflict", "Wording"}

    mine = {model.__name__ for model in admin.site._registry if model._meta.app_label in APPS}

    assert mine - own == {model.__name__ for model in LISTS}


def test_the_start_page_leads_through_the_steps_in_an_order_that_works(editor: Client, db: None):
    page = editor.get(reverse("admin:index")).content.decode()

    addresses = ["source", "dimension", "skill", "role", "occupation", "figure"]
    places = [page.index(f'href="{reverse(f"admin:roles_{name}_add")}"') for name in addresses]
    assert places == sorted(places)
    assert page.index(reverse("admin:quiz_item_add")) < page.index(reverse("admin:quiz_edition_draft"))


def test_an_empty_draft_names_what_it_lacks_and_offers_no_walk(editor: Client, db: None):
    said = words_of(editor.get(reverse("admin:quiz_edition_draft")))

    assert "No role is in the verdict." in said and "The quiz has no questions." in said
    assert "Walk through the quiz" not in said and "Publish the draft" not in said


def test_empty_sheets_say_what_they_wait_for(editor: Client, db: None):
    for sheet in ("dimensions", "skills"):
        assert "nothing to set side by side yet" in words_of(
            editor.get(reverse("admin:roles_role_matrix", args=[sheet]))
        )


def test_a_newcomer_writes_a_role_with_its_pay_and_publishes_it(editor: Client, db: None):
    source = added(
        editor, Source, title="Our editors", slug="editors", publisher="Us", licence="own", is_judgement="on"
    )
    poles = {"low": "Alone", "high": "In a team", "low_phrase": "to work alone", "high_phrase": "a team"}
    dimension = added(editor, Dimension, slug="team", name="Team", summary="With whom.", **poles)
    levels = {f"anchor_{n}": f"Level {n}" for n in range(5)} | {
        f"practice_{n}": "Try it" for n in (1, 2, 3, 4)
    }
    skills = [
        added(editor, Skill, slug=slug, name=slug.title(), summary="What it is.", **levels)
        for slug in ("reading", "writing", "testing", "drawing")
    ]
    role = a_role(editor, source, dimension, skills[0])
    occupation = added(
        editor, Occupation, slug="clerks", title="Clerks", classification="Ours", source=str(source.pk)
    )
    figure = added(
        editor,
        Figure,
        slug="clerks-2026",
        occupation=str(occupation.pk),
        kind="average",
        currency="EUR",
        period="year",
        middle="40000",
        as_of="2026",
        source=str(source.pk),
    )
    questions(editor, dimension, skills)
    draft = reverse("admin:quiz_edition_draft")

    answer = editor.post(draft, filled_in(editor.get(draft), note="The first."), follow=True)

    assert "Edition 1 is published." in words_of(answer), words_of(answer)
    assert (role.name, figure.middle, Edition.objects.get().note) == ("Clerk", 40000, "The first.")


def a_role(editor: Client, source: Source, dimension: Dimension, skill: Skill) -> Role:
    """With one target and one demand: the least that the checks let through."""
    address = reverse("admin:roles_role_add")
    fields = filled_in(
        editor.get(address),
        name="Clerk",
        slug="clerk",
        discipline="general",
        level="mid",
        track="individual-contributor",
        summary="Keeps the books.",
        best_for="like order",
        on_call="rarely",
        remote="sometimes",
        is_scored="on",
        source=str(source.pk),
    )
    fields |= {name: "" for name in fields if name.startswith("preferences-") and name.endswith("-dimension")}
    for name in [key for key in fields if re.fullmatch(r"preferences-\d+-dimension", key)]:
        fields |= {name: str(dimension.pk), name.replace("dimension", "target"): "80"}
        fields |= {name.replace("dimension", "weight"): "1"}
    fields = with_new_row(fields, "demands", skill=str(skill.pk), level="3", weight="1")
    answer = editor.post(address, fields)
    assert answer.status_code == 302, complaints(answer)
    return Role.objects.get()


def questions(editor: Client, dimension: Dimension, skills: list[Skill]) -> None:
    shared = {"why": "It tells.", "text": "I like it."}
    for n, key in enumerate(("1", "-1", "1", "-1")):
        kind = {"kind": "agreement", "dimension": str(dimension.pk), "key": key, "position": str(n)}
        added(editor, Item, slug=f"team-{n}", **shared, **kind)
    for skill in skills:
        added(editor, Item, slug=f"skill-{skill.slug}", kind="skill", skill=str(skill.pk), **shared)

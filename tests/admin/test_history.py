"""Who changed which field when, and the way back."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from quiz.management.commands.persona import SHIPPED
from quiz.models import Persona
from quiz.packs.load import load
from quiz.packs.personas import load_personas
from roles.history.record import recording
from roles.models import Change, Dimension, Figure, Organisation, Preference, Role, Statement
from tests.admin.conftest import NOW, member_of
from tests.admin.forms import filled_in
from tests.admin.test_organisation import a_png
from tests.conftest import FIXTURES


def history_of(client: Client, row: Role | Figure) -> str:
    name = row._meta.model_name
    response = client.get(reverse(f"admin:roles_{name}_history", args=[row.pk]))
    return " ".join(response.content.decode().split())


def saved(client: Client, row: Role | Figure, **changes: str) -> None:
    address = reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])
    assert client.post(address, filled_in(client.get(address), **changes)).status_code == 302


def put_back(client: Client, change: Change, field: str = "") -> None:
    address = reverse("admin:put_back", args=[change.pk]) + (f"?field={field}" if field else "")
    page = client.get(address)
    assert client.post(address, {"seen": page.context["plan"].seen}).status_code == 302


def test_a_field_is_told_with_who_when_before_and_after(editor: Client, backend: Role):
    before = backend.best_for

    saved(editor, backend, best_for="like quiet systems")

    page = history_of(editor, backend)
    change = Change.objects.get()
    assert (change.who, change.action, change.key) == ("editor", "changed", "backend-engineer")
    assert f"<del>{before}</del>" in page.replace("&#x27;", "'") and "<ins>like quiet systems</ins>" in page
    assert "Best for" in page


def test_rows_of_a_role_stand_in_its_history_as_one_act(editor: Client, backend: Role):
    address = reverse("admin:roles_role_change", args=[backend.pk])
    fields = filled_in(editor.get(address))
    fields |= {"preferences-0-target": "3", "statements-0-text": "Says something else now"}

    editor.post(address, fields | {"best_for": "like quiet systems"})

    changes = Change.objects.all()
    assert {change.model for change in changes} == {"roles.role", "roles.preference", "roles.statement"}
    assert len({change.act for change in changes}) == 1
    assert {change.owner for change in changes} == {"backend-engineer"}
    assert "Says something else now" in history_of(editor, backend)


def test_a_reference_is_told_by_name_not_by_number(editor: Client, backend: Role):
    step = backend.steps_out.first()
    other = (
        Role.objects.exclude(pk__in=[step.to_role_id, backend.pk])
        .exclude(steps_in__from_role=backend)
        .first()
    )
    named = step.to_role.name

    step.to_role = other
    step.save()

    (field,) = [each for each in Change.objects.get().fields if each["field"] == "to_role"]
    assert (field["was"], field["is"]) == (named, other.name)
    assert Change.objects.get().owner == "backend-engineer"


def test_an_earlier_field_is_put_back_as_an_edit_of_the_draft(editor: Client, backend: Role):
    before = backend.best_for
    saved(editor, backend, best_for="like quiet systems", also_called="Server person")

    put_back(editor, Change.objects.get(), "best_for")

    backend.refresh_from_db()
    assert (backend.best_for, backend.also_called) == (before, "Server person")
    newest = Change.objects.first()
    assert newest.who == "editor" and newest.reason.startswith("Put back")


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"best_for": "like quiet systems"}, ["Put back Best for of Backend Engineer"]),
        (
            {"best_for": "like quiet systems", "also_called": "Server person"},
            [
                "Put back: Backend Engineer",
                "Put back Also called of Backend Engineer",
                "Put back Best for of Backend Engineer",
            ],
        ),
    ],
    ids=["one field", "two"],
)
def test_a_row_is_put_back_whole_only_where_that_is_more_than_its_field(
    editor: Client, backend: Role, fields: dict[str, str], offered: list[str]
):
    saved(editor, backend, **fields)

    page = editor.get(reverse("admin:roles_role_history", args=[backend.pk])).content.decode()

    assert re.findall(r'aria-label="(Put back[^"]*)"', page) == offered


def test_a_later_change_is_shown_before_it_is_replaced(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems")
    change = Change.objects.get()
    saved(editor, backend, best_for="like loud systems")

    page = editor.get(reverse("admin:put_back", args=[change.pk])).content.decode()

    assert "like loud systems" in page and "changed later" in page


def test_what_changes_while_one_looks_is_not_overwritten(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems")
    address = reverse("admin:put_back", args=[Change.objects.get().pk])
    seen = editor.get(address).context["plan"].seen
    Role.objects.get(pk=backend.pk).save()
    saved(editor, backend, best_for="like loud systems")

    page = editor.post(address, {"seen": seen}).content.decode()

    backend.refresh_from_db()
    assert backend.best_for == "like loud systems" and "Look at it again" in page


def test_a_role_that_was_removed_comes_back_with_all_its_rows(editor: Client, backend: Role):
    counts = [
        rows.count() for rows in (backend.statements, backend.demands, backend.preferences, backend.steps_out)
    ]
    with recording("ada"):
        backend.delete()
    change = Change.objects.get(model="roles.role")

    put_back(editor, change)

    role = Role.objects.get(slug="backend-engineer")
    assert [
        rows.count() for rows in (role.statements, role.demands, role.preferences, role.steps_out)
    ] == counts
    assert "was removed" not in history_of(editor, role) and "ada" in history_of(editor, role)


def test_a_row_whose_reference_is_gone_is_refused_by_name(editor: Client, backend: Role):
    statement = backend.statements.first()
    statement.delete()
    change = Change.objects.get()
    Role.objects.filter(pk=backend.pk).first().delete()

    page = editor.post(
        reverse("admin:put_back", args=[change.pk]),
        {"seen": editor.get(reverse("admin:put_back", args=[change.pk])).context["plan"].seen},
    )

    assert "Put that back first" in page.content.decode()
    assert not Statement.objects.filter(key=statement.key, kind=statement.kind, role__slug="backend-engineer")


def test_a_value_that_no_longer_fits_is_refused_with_the_reason(editor: Client, backend: Role):
    row = backend.statements.first()
    text = row.text
    Statement.objects.get(pk=row.pk).delete()
    change = Change.objects.get()
    Statement(role=backend, kind=row.kind, key=row.key, text="Another", source=row.source).save()

    page = editor.get(reverse("admin:put_back", args=[change.pk])).content.decode()

    assert "It is there again" in page and text not in [each.text for each in backend.statements.all()]


def test_an_added_row_is_taken_away_again(editor: Client, backend: Role):
    source = backend.source
    Statement(role=backend, kind="workflow", key="new-one", text="New", source=source).save()

    put_back(editor, Change.objects.get())

    assert not Statement.objects.filter(key="new-one").exists()


def test_the_sheet_of_targets_writes_history(editor: Client, backend: Role):
    address = reverse("admin:roles_role_matrix", args=["dimensions"])
    page = editor.get(address)
    row = backend.preferences.first()
    fields = filled_in(page, **{f"v-{backend.pk}-{row.dimension_id}": "1"})

    editor.post(address, fields)

    assert Preference.objects.get(pk=row.pk).target == 1
    change = Change.objects.get()
    assert (change.who, change.owner) == ("editor", "backend-engineer")
    assert row.dimension.name in change.title or row.dimension.slug in change.key


def test_a_pasted_table_writes_history_of_each_figure(editor: Client, draft: None):
    figure = Figure.objects.filter(low__isnull=False, high__isnull=False).first()
    address = reverse("admin:quiz_contentpack_changelist")
    table = {"kind": "roles.figure", "text": f"slug,low\n{figure.slug},{figure.low - 1}"}
    reviewed = editor.post(address, table).context["plan"].digest

    editor.post(address, table | {"reviewed": reviewed, "save": "1"})

    change = Change.objects.get()
    assert (change.model, change.key, change.who) == ("roles.figure", figure.slug, "editor")
    assert str(figure.low) in history_of(editor, figure)


def test_taking_in_a_release_writes_history_of_every_row(db: None):
    decisions = load(FIXTURES, NOW)

    changes = Change.objects.all()
    assert len(changes) == len(decisions)
    assert {change.reason for change in changes} == {"Taken in from a release"}
    assert {change.who for change in changes} == {""}


def test_a_renamed_row_keeps_its_history(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems")
    saved(editor, backend, slug="server-engineer")

    assert "like quiet systems" in history_of(editor, backend)


def test_the_history_is_only_added_to(backend: Role):
    backend.best_for = "like quiet systems"
    backend.save()
    change = Change.objects.get()

    for act in (
        change.save,
        change.delete,
        Change.objects.all().delete,
        lambda: Change.objects.update(who="me"),
    ):
        with pytest.raises(ValidationError):
            act()


def test_saving_what_is_there_already_writes_nothing(backend: Role):
    backend.save()

    assert not Change.objects.exists()


def test_reviewers_look_and_put_nothing_back(backend: Role, stranger: Client):
    backend.best_for = "like quiet systems"
    backend.save()
    reviewer, address = member_of("Reviewer"), reverse("admin:put_back", args=[Change.objects.get().pk])

    assert "like quiet systems" in history_of(reviewer, backend)
    assert reviewer.get(address).status_code == 403
    assert stranger.get(address).status_code == 302


def test_who_may_see_nothing_sees_no_history(staff_without_permission: Client, backend: Role):
    for address in (reverse("admin:changes"), reverse("admin:roles_role_history", args=[backend.pk])):
        assert staff_without_permission.get(address).status_code == 403


def test_a_history_takes_ten_queries_whatever_is_in_it(
    editor: Client, backend: Role, django_assert_max_num_queries
):
    load(FIXTURES, NOW)
    for dimension in Dimension.objects.all():
        dimension.summary += "."
        dimension.save()

    for address in (reverse("admin:changes"), reverse("admin:roles_role_history", args=[backend.pk])):
        with django_assert_max_num_queries(10):
            editor.get(address)


# What is no part of a role


def test_the_organisation_has_a_history_and_its_logo_comes_back(editor: Client, db: None):
    add, logo = reverse("admin:roles_organisation_add"), SimpleUploadedFile("logo.png", a_png())
    editor.post(
        add, {"name": "University", "contact": "", "accent": "", "accent_dark": "", "logo_file": logo}
    )
    row = Organisation.objects.get()
    address = reverse("admin:roles_organisation_change", args=[row.pk])

    editor.post(address, filled_in(editor.get(address), name="College", no_logo="on"))

    page = editor.get(reverse("admin:roles_organisation_history", args=[row.pk])).content.decode()
    assert "<del>University</del>" in page and "<ins>College</ins>" in page
    assert "a picture of" in page and row.logo not in page
    put_back(editor, Change.objects.filter(action="changed").get(), "logo")
    assert Organisation.objects.values_list("name", "logo").get() == ("College", row.logo)


def test_a_persona_s_history_tells_the_answers_that_changed_and_gives_them_back(editor: Client, draft: None):
    persona = Persona.objects.create(slug="ann", name="Ann", answers={"likes-maps": 4, "likes-order": 2})
    persona.answers = {"likes-maps": 5, "likes-order": 2}
    persona.save()

    page = editor.get(reverse("admin:quiz_persona_history", args=[persona.pk])).content.decode()

    assert "<del>likes-maps: 4</del>" in page and "<ins>likes-maps: 5</ins>" in page
    put_back(editor, Change.objects.filter(action="changed").get())
    assert Persona.objects.get().answers == {"likes-maps": 4, "likes-order": 2}


def test_a_persona_that_was_deleted_comes_back(editor: Client, draft: None):
    persona = Persona.objects.create(slug="ann", name="Ann", answers={"likes-maps": 4})
    editor.post(reverse("admin:quiz_persona_delete", args=[persona.pk]), {"post": "yes"})
    change = Change.objects.get(action="removed")

    put_back(editor, change)

    assert change.who == "editor"
    assert Persona.objects.values_list("slug", "answers").get() == ("ann", {"likes-maps": 4})


def test_the_personas_that_come_with_the_software_say_so(db: None):
    load_personas(SHIPPED)

    assert {change.reason for change in Change.objects.all()} == {"Came with the software"}
    assert Change.objects.count() == Persona.objects.count()


# After an upgrade


def change_with_more(**fields: str) -> Change:
    """The latest change as it would be had its model had more fields then."""
    change = Change.objects.first()
    told = [{"field": f, "before": w, "after": None, "was": w, "is": ""} for f, w in fields.items()]
    kept = {f.name: getattr(change, f.name) for f in Change._meta.concrete_fields if not f.primary_key}
    return Change.objects.create(**kept | {"fields": [*change.fields, *told]})


def test_a_field_that_a_version_lost_is_named_and_the_rest_put_back(editor: Client, backend: Role):
    before = backend.best_for
    saved(editor, backend, best_for="like quiet systems")
    change = change_with_more(shoe_size="44")

    page = editor.get(reverse("admin:put_back", args=[change.pk])).content.decode()
    put_back(editor, change)

    backend.refresh_from_db()
    assert "has no place for the following" in page and "shoe_size: 44" in page
    assert backend.best_for == before


def test_a_lost_field_by_itself_is_refused_with_what_it_said(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems")
    change = change_with_more(shoe_size="44")

    answer = editor.get(reverse("admin:put_back", args=[change.pk]) + "?field=shoe_size")

    assert answer.status_code == 200
    assert "There is no such field any more" in answer.content.decode()


def test_a_removed_role_comes_back_without_what_a_version_lost(editor: Client, backend: Role):
    with recording("ada"):
        backend.delete()
    change = change_with_more(shoe_size="44")
    assert change.model == "roles.role"

    page = editor.get(reverse("admin:put_back", args=[change.pk])).content.decode()
    put_back(editor, change)

    assert "shoe_size: 44" in page and Role.objects.get(slug="backend-engineer").statements.exists()


def test_rows_of_a_kind_that_is_no_more_are_shown_and_not_put_back(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems")
    change = Change.objects.get()
    kept = {f.name: getattr(change, f.name) for f in Change._meta.concrete_fields if not f.primary_key}
    gone = Change.objects.create(**kept | {"model": "roles.shoe"})

    answer = editor.get(reverse("admin:put_back", args=[gone.pk]))

    assert "keeps no such rows any more" in answer.content.decode()
    assert editor.get(reverse("admin:changes")).status_code == 200


# Why


def test_a_reason_that_an_editor_gives_stands_beside_the_change(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems", because="The old words named a person.")

    assert Change.objects.get().reason == "The old words named a person."
    assert "The old words named a person." in history_of(editor, backend)


def test_no_reason_is_needed_and_a_long_one_loses_only_its_end(editor: Client, backend: Role):
    saved(editor, backend, best_for="like quiet systems")
    saved(editor, backend, best_for="like loud systems", because="x" * 400)

    assert [change.reason for change in Change.objects.all()] == ["x" * 300, ""]


def test_a_page_that_is_refused_keeps_the_reason(editor: Client, backend: Role):
    address = reverse("admin:roles_role_change", args=[backend.pk])
    fields = filled_in(editor.get(address), name="", because="The old words named a person.")

    page = editor.post(address, fields).content.decode()

    assert 'value="The old words named a person."' in page and not Change.objects.exists()


def test_the_sheet_and_a_pasted_table_take_a_reason_too(editor: Client, backend: Role):
    sheet, row = reverse("admin:roles_role_matrix", args=["dimensions"]), backend.preferences.first()
    cell = {f"v-{backend.pk}-{row.dimension_id}": "1"}
    editor.post(sheet, filled_in(editor.get(sheet), **cell, because="Asked three of them."))
    table = {"kind": "roles.role", "text": "slug,best_for\nbackend-engineer,like quiet systems"}
    tables = reverse("admin:quiz_contentpack_changelist")
    page = editor.post(tables, table)
    digest = page.context["plan"].digest

    editor.post(tables, table | {"reviewed": digest, "save": "1", "because": "Plainer."})

    assert 'name="because"' in page.content.decode()
    assert [change.reason for change in Change.objects.all()] == ["Plainer.", "Asked three of them."]


def test_who_may_only_look_is_not_asked_why(backend: Role):
    page = member_of("Reviewer").get(reverse("admin:roles_role_change", args=[backend.pk]))

    assert 'name="because"' not in page.content.decode()

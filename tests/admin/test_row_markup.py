"""A role's rows are written without a template for each cell, and read as if they weren't."""

from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminFormSet
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.test import Client, RequestFactory
from django.test.html import parse_html
from django.urls import reverse

from roles.admin.adding import WithAdd
from roles.admin.row_markup import RowWriter
from roles.models import Role, RoleTechnology
from tests.admin.forms import filled_in, row_of
from tests.speed.test_budgets import calls_of

CALLS = 330_000  # Of the fullest role's page, which has 1,500 inputs; 548,000 with a template for each cell.


def test_every_row_holds_what_is_stored(editor: Client, backend: Role):
    fields = filled_in(editor.get(reverse("admin:roles_role_change", args=[backend.pk])))

    assert backend.statements.count() > 100
    for statement in backend.statements.all():
        row = row_of(fields, "statements", "id", str(statement.pk))
        assert fields[f"{row}-role"] == str(backend.pk)
        assert fields[f"{row}-kind"] == statement.kind
        assert fields[f"{row}-text"] == statement.text
        assert fields[f"{row}-position"] == str(statement.position)
        assert fields[f"{row}-source"] == str(statement.source_id)


def test_cells_read_as_djangos_own_table(backend: Role):
    """The cells of Django's template for tables, which adds names above rows and room for links."""
    for rows in tables_of(backend):
        writer = RowWriter(may_delete=True)
        for at, row in enumerate(rows):
            ours = writer.written(row, at, is_empty=False)
            for field in row.form.visible_fields():
                if field.name in row.fieldsets[0][1]["fields"]:
                    assert parse_html(str(field)) in parse_html(f"<table>{ours}</table>")


def tables_of(role: Role) -> list[InlineAdminFormSet]:
    """The tables of a role's page, their fields named as Django names them."""
    request = RequestFactory().get("/")
    request.user = type("Editor", (), {"has_perm": lambda *_: True, "has_module_perms": lambda *_: True})()
    model_admin = admin.site._registry[Role]
    tables = []
    for inline in model_admin.get_inline_instances(request, role):
        formset: Any = inline.get_formset(request, role)
        rows = formset(instance=role, queryset=inline.get_queryset(request))
        tables.append(
            InlineAdminFormSet(
                inline,
                rows,
                list(inline.get_fieldsets(request, role)),
                readonly_fields=list(inline.get_readonly_fields(request, role)),
                model_admin=model_admin,
            )
        )
    return tables


@pytest.mark.parametrize("may_add", [True, False])
def test_a_choice_with_a_link_to_add_reads_as_djangos_own(db: None, may_add: bool):
    relation = RoleTechnology._meta.get_field("technology").remote_field
    usual = RelatedFieldWidgetWrapper(forms.Select(choices=[(7, "C & C++")]), relation, admin.site, may_add)

    quick = WithAdd.instead_of(usual)

    assert parse_html(quick.render("rows-1-technology", 7)) == parse_html(
        usual.render("rows-1-technology", 7)
    )


def test_what_is_wrong_stands_in_its_cell(editor: Client, backend: Role):
    address = reverse("admin:roles_role_change", args=[backend.pk])
    fields = filled_in(editor.get(address))
    row = row_of(fields, "statements", "id", str(backend.statements.first().pk))

    page = editor.post(address, fields | {f"{row}-text": ""}).content.decode()

    cell = page.partition(f'id="{row}"')[2].partition('<td class="field-text">')[2].partition("</td>")[0]
    assert "This field is required." in cell
    assert 'aria-invalid="true"' in cell


def test_the_row_to_add_carries_no_box_to_delete_it(editor: Client, backend: Role):
    page = editor.get(reverse("admin:roles_role_change", args=[backend.pk])).content.decode()

    row = page.partition('<tr class="form-row empty-form" id="statements-empty">')[2].partition("</tr>")[0]
    assert 'name="statements-__prefix__-text"' in row
    assert "DELETE" not in row


def test_the_fullest_role_stays_cheap(editor: Client, backend: Role):
    address = reverse("admin:roles_role_change", args=[backend.pk])

    assert calls_of(lambda: editor.get(address)) < CALLS

"""A row of a table of inputs, written without a template for each of its cells.

The fullest role has 180 rows and 1,500 inputs; choosing and nesting in a template took half of their time.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.contrib.admin.helpers import AdminReadonlyField
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.safestring import SafeString, mark_safe


def row_markup(row: Any, key: int | str, *, is_empty: bool, may_delete: bool) -> SafeString:
    """A row of an inline as its ``<tr>``, with what is wrong with it as a whole in one before.

    ``key`` tells it from the others in its id; the row that "Add another" copies ``is_empty``.
    """
    classes = "form-row" + " has_original" * bool(row.original) + " empty-form" * is_empty
    kept = "".join(str(each.field) for each in (row.pk_field(), row.fk_field()) if each)
    told = "".join(cells(row))
    deletes = bool(may_delete and row.original and row.formset.can_delete)
    delete = str(row.form[DELETION_FIELD_NAME]) if deletes else ""
    return mark_safe(  # noqa: S308  All of it is markup of Django's or ours, or escaped.
        f'{refusal(row)}<tr class="{classes}" id="{escape(row.formset.prefix)}-{key}">'
        f'<td class="original">{kept}</td>{told}<td class="delete">{delete}</td></tr>'
    )


def refusal(row: Any) -> str:
    """What is wrong with the row as a whole."""
    if not row.form.errors or not (errors := row.form.non_field_errors()):
        return ""
    names = flatten_fieldsets(row.fieldsets)
    columns = 2 + sum(name in row.readonly_fields or not row.form[name].is_hidden for name in names)
    return f'<tr class="row-form-errors"><td colspan="{columns}">{errors}</td></tr>'


def cells(row: Any) -> Iterator[str]:
    for name in flatten_fieldsets(row.fieldsets):
        if name in row.readonly_fields:
            shown = AdminReadonlyField(row.form, name, is_first=True, model_admin=row.model_admin)
            yield f'<td class="field-{name}"><p>{shown.contents()}</p></td>'
        else:
            yield input_cell(row.form[name])


def input_cell(field: BoundField) -> str:
    hidden = " hidden" if field.is_hidden else ""
    wrong = str(field.errors) if field.name in field.form.errors else ""
    return f'<td class="field-{field.name}{hidden}">{wrong}{field}</td>'

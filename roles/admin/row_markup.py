"""A row of a table of inputs, written without a template for each of its cells.

The fullest role has 180 rows and 1,500 inputs; choosing and nesting in a template took half of their time.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.contrib.admin.helpers import AdminReadonlyField
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BoundField, CheckboxInput, Select
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.safestring import SafeString, mark_safe

NOBODY = "nobody-s-row"


def rows_markup(inline: Any, *, may_add: bool, may_delete: bool) -> SafeString:
    """The rows of an inline, the one that "Add another" copies last."""
    rows = list(inline)
    writer = RowWriter(may_delete=may_delete)
    last = len(rows) - 1 if may_add else len(rows)
    return mark_safe(  # noqa: S308  All of it is markup of Django's or ours, or escaped.
        "".join(writer.written(row, at, is_empty=at == last) for at, row in enumerate(rows))
    )


class RowWriter:
    """Writes the rows of one inline, and each choice that rows share only once."""

    def __init__(self, *, may_delete: bool) -> None:
        self.may_delete = may_delete
        self.known: dict[tuple[str, str], str] = {}

    def written(self, row: Any, at: int, *, is_empty: bool) -> str:
        """A row as its ``<tr>``, with what is wrong with it as a whole in one before."""
        classes = "form-row" + " has_original" * bool(row.original) + " empty-form" * is_empty
        kept = "".join(str(each.field) for each in (row.pk_field(), row.fk_field()) if each)
        told = "".join(self.cells(row))
        deletes = bool(self.may_delete and row.original and row.formset.can_delete)
        delete = self.input(row.form[DELETION_FIELD_NAME]) if deletes else ""
        key = "empty" if is_empty else at
        return (
            f'{refusal(row)}<tr class="{classes}" id="{escape(row.formset.prefix)}-{key}">'
            f'<td class="original">{kept}</td>{told}<td class="delete">{delete}</td></tr>'
        )

    def cells(self, row: Any) -> Iterator[str]:
        for name in flatten_fieldsets(row.fieldsets):
            if name in row.readonly_fields:
                shown = AdminReadonlyField(row.form, name, is_first=True, model_admin=row.model_admin)
                yield f'<td class="field-{name}"><p>{shown.contents()}</p></td>'
            else:
                yield self.cell(row.form[name])

    def cell(self, field: BoundField) -> str:
        hidden = " hidden" if field.is_hidden else ""
        wrong = str(field.errors) if field.name in field.form.errors else ""
        return f'<td class="field-{field.name}{hidden}">{wrong}{self.input(field)}</td>'

    def input(self, field: BoundField) -> str:
        """The input. Choices of rows that nobody has posted differ by their names and values alone."""
        if field.form.is_bound or not isinstance(field.field.widget, Select | CheckboxInput):
            return str(field)
        key = (field.name, str(field.value()))
        if key not in self.known:
            self.known[key] = renamed(str(field), field.html_name, NOBODY)
        return renamed(self.known[key], NOBODY, field.html_name)


def renamed(markup: str, old: str, new: str) -> str:
    """The markup with an input's name, and the ids made of it, changed; a quoted mark stands in no text."""
    return markup.replace(f'"{old}', f'"{new}').replace(f'"id_{old}', f'"id_{new}')


def refusal(row: Any) -> str:
    """What is wrong with the row as a whole."""
    if not row.form.errors or not (errors := row.form.non_field_errors()):
        return ""
    names = flatten_fieldsets(row.fieldsets)
    columns = 2 + sum(name in row.readonly_fields or not row.form[name].is_hidden for name in names)
    return f'<tr class="row-form-errors"><td colspan="{columns}">{errors}</td></tr>'

"""Fields and rows that don't ask the database again for what is already at hand.

Django's own run a query for each row of an inline, only to print what the row already holds, and two or
three more when it is posted as it was: four hundred for the fullest role.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.admin import TabularInline
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import Field, ForeignKey, Model
from django.forms import ChoiceField, HiddenInput, ModelChoiceField
from django.http import HttpRequest
from django.utils.text import capfirst

from roles.admin.adding import WithAdd
from roles.admin.meanwhile import Watched, WatchedRows
from roles.admin.quick import QuickRenderer


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete whose present choice may be ``known``: key and label."""

    known: Mapping[str, str] = {}

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [key for key in map(str, value) if key not in self.choices.field.empty_values]
        if not all(key in self.known for key in chosen):
            return super().optgroups(name, value, attrs)
        labels = [] if self.is_required else [("", "")]
        labels += [(key, self.known[key]) for key in chosen]
        options = [
            self.create_option(name, key, label, bool(key), at, attrs=attrs)
            for at, (key, label) in enumerate(labels)
        ]
        return [(None, options, 0)]


class KnownChoice(ModelChoiceField):
    """A choice that is not asked for again while it is the row ``at_hand``."""

    def __init__(self, *args: Any, at_hand: Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_hand = at_hand

    def __deepcopy__(self, memo: dict[int, Any]) -> "KnownChoice":
        """Each row's own, except for the rows to choose from: nobody changes that query, only asks it."""
        copied: KnownChoice = super(ChoiceField, self).__deepcopy__(memo)
        copied.widget.choices = copied.choices
        return copied

    def to_python(self, value: Any) -> Any:
        if self.at_hand is not None and str(value) == str(self.at_hand.pk):
            return self.at_hand
        return super().to_python(value)


class KnownChoices(Watched):
    """A form that tells its autocompletes what its row already holds."""

    default_renderer = QuickRenderer()  # One for all forms: it keeps the templates it has read.

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, KnownChoice):
                field.at_hand = row_at_hand(self.instance, name)
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownAutocomplete):
                row = row_at_hand(self.instance, name)
                widget.known = {str(row.pk): str(row)} if row else {}


def row_at_hand(row: Model, name: str) -> Model | None:
    """A related row that is loaded already; nothing otherwise."""
    loaded = row._meta.get_field(name).is_cached(row)  # type: ignore[union-attr]
    return getattr(row, name) if loaded else None


class KnownAutocompletes(BaseModelAdmin):
    """For admins and inlines: ``autocomplete_fields`` without a query for each row."""

    form: Any = KnownChoices

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **{"form_class": KnownChoice} | kwargs)


class LabelledRows(WatchedRows):
    """Rows not fetched again by their keys; the box for deleting says so to those who hear the page."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = form.instance
        if row.pk is not None:
            rows = form.fields["id"].queryset
            form.fields["id"] = KnownChoice(
                rows, at_hand=row, initial=row.pk, required=False, widget=HiddenInput
            )
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete this row"


class KnownRows(KnownAutocompletes, TabularInline):
    """Rows of an inline that ask nothing for what they hold and carry no link beside each choice."""

    formset = LabelledRows
    extra = 0
    may_add: tuple[str, ...] = ()  # Fields with a "+" for what is not in the list yet.

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # The column's heading, for those who hear the page: a table of inputs has no labels.
            field.widget.attrs["aria-label"] = capfirst(str(field.label))
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Four links beside each of a hundred rows would be most of the page.
            may_add = db_field.name in self.may_add
            field.widget = WithAdd.instead_of(field.widget) if may_add else field.widget.widget
        return field

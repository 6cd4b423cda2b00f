"""A select that is written in one go: Django renders a template for each of its options."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    """The select of one value, with groups or without, in the markup that Django's own has."""

    def __init__(self, attrs: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs={"class": "input", **(attrs or {})})

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        own = flatatt({"name": name} | self.build_attrs(self.attrs, attrs))
        options = "\n".join(options_of(self.choices, chosen))
        return mark_safe(f"<select{own}>\n{options}\n</select>")  # noqa: S308  Each part is escaped.


def options_of(choices: Iterable[tuple[Any, Any]], chosen: str) -> list[str]:
    """The options and groups as markup, of which the one with the chosen value is selected."""
    made: list[str] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            made += [f'<optgroup label="{escape(str(value))}">', *options_of(label, chosen), "</optgroup>"]
        else:
            slug = "" if value is None else str(value)
            selected = " selected" if slug == chosen else ""
            made.append(f'<option value="{escape(slug)}"{selected}>{escape(str(label))}</option>')
    return made

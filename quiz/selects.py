"""A select that is written in one go: Django renders a template for each of its options."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe

Choice = tuple[Any, Any]


class SharedChoices(BaseChoiceIterator):
    """Choices that many selects offer, written once for all of them. They never change, so that nothing
    goes through them again for each."""

    def __init__(self, choices: Iterable[Choice], markup: Sequence[str] | None = None) -> None:
        self.choices = tuple(choices)
        self.markup = "\n".join(options_of(self.choices, None) if markup is None else markup)

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def after(self, label: str) -> "SharedChoices":
        """The same after one that stands for none of them."""
        none = [("", label)]
        markup = [*options_of(none, None), *filter(None, [self.markup])]
        return SharedChoices((*none, *self.choices), markup)

    def marked(self, chosen: str) -> str:
        """The markup with one option selected."""
        option = f'<option value="{escape(chosen)}"'
        return self.markup.replace(f"{option}>", f"{option} selected>")


class PlainSelect(forms.Select):
    """The select of one value, with groups or without, in the markup that Django's own has."""

    def __init__(self, attrs: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs={"class": "input", **(attrs or {})})

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        own = flatatt({"name": name} | self.build_attrs(self.attrs, attrs))
        shared = self.choices if isinstance(self.choices, SharedChoices) else None
        options = shared.marked(chosen) if shared else "\n".join(options_of(self.choices, chosen))
        return mark_safe(f"<select{own}>\n{options}\n</select>")  # noqa: S308  Each part is escaped.


def options_of(choices: Iterable[Choice], chosen: str | None) -> list[str]:
    """The options and groups as markup, of which the one with the chosen value is selected, None: none."""
    made: list[str] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            made += [f'<optgroup label="{escape(str(value))}">', *options_of(label, chosen), "</optgroup>"]
        else:
            slug = "" if value is None else str(value)
            selected = " selected" if slug == chosen else ""
            made.append(f'<option value="{escape(slug)}"{selected}>{escape(str(label))}</option>')
    return made

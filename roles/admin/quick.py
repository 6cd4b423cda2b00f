"""Inputs written without a template each: a role's page has some 1,500 of them.

The markup is that of Django's own widget templates, which took more than half of the page's time.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
INPUTS = {f"{WIDGETS}{kind}.html" for kind in ("text", "number", "hidden", "checkbox")}

ERRORS = {"django/forms/errors/list/default.html", "django/forms/errors/list/ul.html"}


class QuickRenderer(DjangoTemplates):
    """Django's renderer, with a short way for plain inputs, text areas and selects."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name in INPUTS:
            return input_markup(context["widget"])
        if template_name == f"{WIDGETS}textarea.html":
            return textarea_markup(context["widget"])
        if template_name == f"{WIDGETS}select.html":
            return select_markup(context["widget"])
        if template_name in ERRORS and not context["errors"]:
            return ""
        return super().render(template_name, context, request)


def input_markup(widget: Mapping[str, Any]) -> SafeString:
    attributes: dict[str, Any] = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        attributes["value"] = str(widget["value"])
    # An own "type" wins as it does in Django, since later duplicates are ignored by browsers.
    return mark_safe(f"<input{written(attributes | dict(widget['attrs']))}>")  # noqa: S308


def textarea_markup(widget: Mapping[str, Any]) -> SafeString:
    # The line break is eaten by the browser, so that a leading one of the text is not.
    attributes = written({"name": widget["name"]} | dict(widget["attrs"]))
    text = escape(str(widget["value"] or ""))
    return mark_safe(f"<textarea{attributes}>\n{text}</textarea>")  # noqa: S308


def select_markup(widget: Mapping[str, Any]) -> SafeString:
    attributes = written({"name": widget["name"]} | dict(widget["attrs"]))
    return mark_safe(f"<select{attributes}>{groups_markup(widget['optgroups'])}</select>")  # noqa: S308


def groups_markup(groups: Any) -> str:
    return "".join(group_markup(label, options) for label, options, _ in groups)


def group_markup(label: str | None, options: Any) -> str:
    lines = "\n".join(
        f"<option{option_attributes(option)}>{conditional(option['label'])}</option>" for option in options
    )
    return f'<optgroup label="{conditional(label)}">{lines}</optgroup>' if label else lines


def option_attributes(option: Mapping[str, Any]) -> str:
    return written({"value": str(option["value"])} | dict(option["attrs"]))


def written(attributes: Mapping[str, Any]) -> str:
    """Attributes as Django's ``flatatt`` writes them. Its lazy wrappers took a third of the page's time."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional(value)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )


def conditional(value: Any) -> str:
    """The text escaped, unless it says that it is markup."""
    return str(value) if hasattr(value, "__html__") else escape(str(value))

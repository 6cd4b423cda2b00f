"""Inputs written without a template each: a role's page has some 1,500 of them.

The markup is that of Django's own widget templates, which took more than half of the page's time.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
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
    return format_html("<input{}>", flatatt(attributes | dict(widget["attrs"])))


def textarea_markup(widget: Mapping[str, Any]) -> SafeString:
    # The line break is eaten by the browser, so that a leading one of the text is not.
    attributes = flatatt({"name": widget["name"]} | dict(widget["attrs"]))
    return format_html("<textarea{}>\n{}</textarea>", attributes, widget["value"] or "")


def select_markup(widget: Mapping[str, Any]) -> SafeString:
    attributes = flatatt({"name": widget["name"]} | dict(widget["attrs"]))
    return format_html("<select{}>{}</select>", attributes, groups_markup(widget["optgroups"]))


def groups_markup(groups: Any) -> SafeString:
    return mark_safe("".join(group_markup(label, options) for label, options, _ in groups))  # noqa: S308


def group_markup(label: str | None, options: Any) -> SafeString:
    written = format_html_join(
        "\n", "<option{}>{}</option>", ((option_attributes(option), option["label"]) for option in options)
    )
    return format_html('<optgroup label="{}">{}</optgroup>', label, written) if label else written


def option_attributes(option: Mapping[str, Any]) -> str:
    return flatatt({"value": str(option["value"])} | dict(option["attrs"]))

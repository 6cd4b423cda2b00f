"""Parts of the result page as markup: sections of its report, and tools beside them."""

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString, mark_safe

from reports import written

register = template.Library()

# Stands in what is kept for the token that each answer has of its own. Nobody can write it into a page.
STAND_IN = get_random_string(32)
TOOLS_SEE = ("report", "sitting", "just_finished", "choices", "compare", "ways", "why", "appeal")


@register.simple_tag(takes_context=True)
def section_markup(context: template.Context, section: Any) -> SafeString:
    """One section. Where the page says what its report is kept by, it is rendered once from the report.

    Then it sees no request and no form: what is kept holds what the report says and nothing else.
    """
    name = f"reports/sections/{section.key}.html"
    key = context.get("kept_as")
    if key is None or settings.DEBUG:
        engine = context.template.engine if context.template else None
        assert engine, "A section is rendered in a template."
        with context.push(section=section):
            return engine.get_template(name).render(context)
    own = {"section": section} | {each: context[each] for each in ("report", "palette", "linked")}
    return written.sections.get((*key, section.key), lambda: render_to_string(name, own))


@register.simple_tag(takes_context=True)
def tool_markup(context: template.Context, name: str) -> SafeString:
    """The tools of a template. Where the page says what they are kept by, they are rendered once, seeing
    no request, and from then on their forms' token is put in."""
    key = context.get("tools_kept_as")
    if key is None or settings.DEBUG:
        engine = context.template.engine if context.template else None
        assert engine, "Tools are rendered in a template."
        return engine.get_template(name).render(context)
    own = {each: context[each] for each in TOOLS_SEE if each in context} | {"csrf_token": STAND_IN}
    made = written.tools.get((*key, name), lambda: render_to_string(name, own))
    return mark_safe(made.replace(STAND_IN, str(context["csrf_token"])))  # noqa: S308  Rendered above.

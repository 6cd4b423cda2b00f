"""A section of a report as markup."""

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports import written

register = template.Library()


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

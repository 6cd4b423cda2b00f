"""Small help for the report's templates."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

STRESS = re.compile(r"\*([^*]+)\*")


@register.filter
def stressed(text: str) -> SafeString:
    """Escaped text in which *asterisks* become <strong>."""
    return mark_safe(STRESS.sub(r"<strong>\1</strong>", escape(text)))  # noqa: S308 - escaped before

"""Small help for the report's templates."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports import columns

register = template.Library()

STRESS = re.compile(r"\*([^*]+)\*")


@register.filter
def stressed(text: str) -> SafeString:
    """Escaped text in which *asterisks* become <strong>."""
    return mark_safe(STRESS.sub(r"<strong>\1</strong>", escape(text)))  # noqa: S308 - escaped before


@register.filter
def in_columns(items: tuple[object, ...], number: int) -> tuple[tuple[object, ...], ...]:
    """The items cut into so many columns of about one height."""
    return columns.in_columns(items, number)

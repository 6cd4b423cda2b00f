"""Small help for the report's templates."""

import json
import re
from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports import columns, grammar
from reports.charts.narrow import narrow
from reports.labels import licence_words

register = template.Library()

register.filter("narrow", narrow)
register.filter("licence_words", licence_words)

STRESS = re.compile(r"\*([^*]+)\*")


# What could end the element or be taken for markup; JSON reads the escapes as the characters.
NOT_MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.filter
def linked_data(value: object) -> SafeString:
    """A value as JSON inside a script element, which is a block of data and is never run."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(NOT_MARKUP))  # noqa: S308  Escaped.


@register.filter
def stressed(text: str) -> SafeString:
    """Escaped text in which *asterisks* become <strong>."""
    return mark_safe(STRESS.sub(r"<strong>\1</strong>", escape(text)))  # noqa: S308 - escaped before


@register.filter
def in_columns(items: tuple[object, ...], number: int) -> tuple[tuple[object, ...], ...]:
    """The items cut into so many columns of about one height."""
    return columns.in_columns(items, number)


@register.filter
def joined(names: Sequence[str]) -> str:
    """The names as a list inside a sentence: "a, b and c"."""
    return grammar.joined(names)


@register.filter
def exactly(points: float) -> str:
    """Points to two decimals, with a true minus: "−1.27". For who checks a sum."""
    return grammar.decimal(f"{points:z.2f}".replace("-", "−"))


@register.simple_tag
def source_mark(mark: str) -> SafeString:
    """The mark of a source with its link, to be set inside a translated sentence."""
    return render_to_string("public/_mark.html", {"mark": mark})

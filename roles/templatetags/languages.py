"""What pages say of their own language, and of a text that isn't in it."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language_bidi

from roles.language import language_tag

register = template.Library()


@register.simple_tag
def page_language() -> str:
    """The language of the page for its ``lang`` attribute: "en-GB", "de"."""
    return language_tag()


@register.simple_tag
def page_direction() -> str:
    """The direction of its writing for its ``dir`` attribute."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def languages() -> list[tuple[str, str, str]]:
    """Every language on offer: code, tag for ``lang``, name in that language."""
    return [(code, tag(code), str(name)) for code, name in settings.LANGUAGES]


def tag(code: str) -> str:
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


@register.filter
def original(text: object) -> object:
    """The text, marked with the language it is written in where that isn't the page's."""
    language = getattr(text, "language", "")
    return format_html('<span lang="{}" dir="auto">{}</span>', language, text) if language else text

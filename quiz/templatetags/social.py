"""Where a page is shown when somebody shares its address."""

from typing import Any

from django import template
from django.templatetags.static import static

from roles.language import get_language

register = template.Library()

PICTURE = "img/social.png"
PICTURES = {"de": "img/social-de.png"}


@register.simple_tag(takes_context=True)
def preview_picture(context: dict[str, Any]) -> str:
    """The whole address of the picture in the page's language, else of the English one: those who show
    previews read no relative ones."""
    picture = PICTURES.get(get_language() or "", PICTURE)
    address: str = context["request"].build_absolute_uri(static(picture))
    return address

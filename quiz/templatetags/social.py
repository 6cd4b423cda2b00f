"""Where a page is shown when somebody shares its address."""

from typing import Any

from django import template
from django.templatetags.static import static

register = template.Library()

PICTURE = "img/social.png"


@register.simple_tag(takes_context=True)
def preview_picture(context: dict[str, Any]) -> str:
    """The whole address of the picture: those who show previews read no relative ones."""
    address: str = context["request"].build_absolute_uri(static(PICTURE))
    return address

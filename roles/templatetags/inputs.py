"""Tables of inputs on the editor's desk."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from roles.admin.row_markup import rows_markup

register = template.Library()


@register.simple_tag
def rows_of_inputs(inline: Any, may_add: bool, may_delete: bool) -> SafeString:
    """The rows of an inline; see ``roles.admin.row_markup``."""
    return rows_markup(inline, may_add=may_add, may_delete=may_delete)

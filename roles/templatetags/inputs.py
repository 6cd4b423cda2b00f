"""Tables of inputs on the editor's desk."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from roles.admin.row_markup import row_markup

register = template.Library()


@register.simple_tag
def row_of_inputs(row: Any, key: int | str, is_empty: bool, may_delete: bool) -> SafeString:
    """One row of an inline; see ``roles.admin.row_markup``."""
    return row_markup(row, "empty" if is_empty else key, is_empty=is_empty, may_delete=may_delete)

"""What goes with a row that is deleted, without a query for each of those rows.

Django's own confirmation fetches, for every row it names, the rows that its name is made of.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import NestedObjects, quote
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

Told = tuple[list[Any], dict[str, int], set[str], list[Any]]
"""As the templates take it: rows as a nested list, how many of each kind, which the editor may not delete,
and which stand in the way."""


class Gathered(NestedObjects):
    """All that goes along, each row with the rows it is named after."""

    def related_objects(self, related_model: Any, related_fields: Any, objs: Any) -> QuerySet:
        rows: QuerySet = super().related_objects(related_model, related_fields, objs)
        fields = related_model._meta.concrete_fields
        return rows.select_related(*(field.name for field in fields if isinstance(field, ForeignKey)))


class ToldDeletes(ModelAdmin):
    """An admin whose confirmation takes one query for each kind of row."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Told:
        rows: Sequence[Model] = list(objs)
        if not rows:
            return [], {}, set(), []
        gathered: Any = Gathered(using=rows[0]._state.db or "default", origin=objs)
        gathered.collect(rows)
        kinds = gathered.model_objs.items()
        return (
            gathered.nested(self.line),
            {str(kind._meta.verbose_name_plural): len(found) for kind, found in kinds},
            {str(kind._meta.verbose_name) for kind, _ in kinds if not self.may_delete(request, kind)},
            sorted(map(self.line, gathered.protected)),
        )

    def may_delete(self, request: HttpRequest, kind: type[Model]) -> bool:
        """Rows without a page of their own go with the row that they are edited on."""
        if not self.admin_site.is_registered(kind):
            return True
        return self.admin_site.get_model_admin(kind).has_delete_permission(request)

    def line(self, row: Model) -> str:
        """A row in words, with a link to its page if it has one."""
        kind = capfirst(row._meta.verbose_name)
        name = f"{self.admin_site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
        try:
            address = reverse(name, args=[quote(row.pk)])
        except NoReverseMatch:
            return f"{kind}: {row}"
        return format_html('{}: <a href="{}">{}</a>', kind, address, row)

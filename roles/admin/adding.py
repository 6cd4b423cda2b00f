"""A choice with a link to add what it lacks.

The markup is that of Django's template, which took a quarter of the fullest role's page.
"""

from functools import lru_cache
from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class WithAdd(RelatedFieldWidgetWrapper):
    """Django's wrapper of a choice, with no other of its links."""

    @classmethod
    def instead_of(cls, wrapper: RelatedFieldWidgetWrapper) -> "WithAdd":
        return cls(wrapper.widget, wrapper.rel, wrapper.admin_site, wrapper.can_add_related)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        return format_html(
            '<div class="related-widget-wrapper" data-model-ref="{}">{}{}</div>',
            self.rel.model._meta.model_name,
            self.widget.render(name, value, attrs, renderer),
            self.link(name) if self.can_add_related and not self.is_hidden else "",
        )

    def link(self, name: str) -> SafeString:
        model = self.rel.model._meta
        return format_html(
            '<a class="related-widget-wrapper-link add-related" id="add_id_{}" data-popup="yes" '
            'href="{}?{}={}&amp;{}=1" title="{}">'
            '<img src="{}" alt="" width="24" height="24"></a>',
            name,
            add_page(self.admin_site.name, model.app_label, model.model_name),
            TO_FIELD_VAR,
            self.rel.get_related_field().name,
            IS_POPUP_VAR,
            _("Add another %(model)s") % {"model": model.verbose_name},
            static("admin/img/icon-addlink.svg"),
        )


@lru_cache
def add_page(site: str, app: str, model: str) -> str:
    return reverse(f"{site}:{app}_{model}_add")

"""The admin site as editors see it."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject

# What is edited often comes first; models not named follow in Django's order.
ORDER = [
    "Role",
    "Figure",
    "Occupation",
    "Step",
    "Source",
    "Technology",
    "Company",
    "Dimension",
    "Skill",
    "Place",
    "Item",
    "Organisation",
    "Edition",
    "Persona",
    "Explanation",
]
APPS = ["roles", "quiz"]


class EditorsDesk(AdminSite):
    site_header = "Rolewise editor's desk"
    site_title = "Rolewise"
    index_title = "Drafts, editions and what they rest on"
    site_url = "/"
    login_template = "admin/accounts/sign_in.html"
    enable_nav_sidebar = False  # The rows of a role need the room; the start page lists the same.

    def get_urls(self) -> list[Any]:
        from accounts.views import security_urls
        from reports.admin import preview_urls
        from roles.admin.history import history_urls

        own = (security_urls, preview_urls, history_urls)
        return [*(address for urls in own for address in urls(self)), *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page of the desk; what is saved on it is written down as one act of whoever is logged in. Where a
        second factor is required, whoever has none is led to setting one up."""
        from accounts.views import HERE, must_set_up
        from roles.history.record import recording

        @wraps(view)
        def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if must_set_up(request):
                return redirect(HERE)
            with recording(request.user.get_username(), request.POST.get("because", "").strip()):
                return view(request, *args, **kwargs)

        return super().admin_view(recorded, cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from quiz.models import ContentConflict, Edition
        from roles.models import Role

        newest = Edition.objects.defer("document").newest()
        state: dict[str, Any] = {
            "newest": newest,
            "has_roles": Role.objects.exists(),
            "conflicts": ContentConflict.objects.count(),
        }
        apps = self.get_app_list(request)
        state["app_list"] = [app for app in apps if app["app_label"] in APPS]
        state["operators_apps"] = [app for app in apps if app["app_label"] not in APPS]
        return super().index(request, state | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Worked out where it is shown: every page takes it along, and without the sidebar two show it."""
        return SimpleLazyObject(lambda: self.apps_in_order(request, app_label))

    def apps_in_order(self, request: HttpRequest, app_label: str | None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: placed(model["object_name"], ORDER))
        return sorted(apps, key=lambda app: placed(app["app_label"], APPS))


def placed(name: str, order: list[str]) -> int:
    """Where a name stands in an order; names it lacks come last."""
    return order.index(name) if name in order else len(order)

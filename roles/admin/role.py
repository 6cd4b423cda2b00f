"""The role's own page and the list of roles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles.admin.completeness import completeness_of, with_counts
from roles.admin.known import KnownAutocompletes
from roles.admin.matrix.page import matrix_page
from roles.admin.meanwhile import Watching
from roles.admin.messages import MessagesAtFields
from roles.admin.rows import ROLE_ROWS
from roles.admin.sentence import Sentence
from roles.models import Role


class RoleForm(MessagesAtFields):
    at_field = {
        "roles_role_known_level": "level",
        "roles_role_known_track": "track",
        "roles_role_known_discipline": "discipline",
        "roles_role_known_on_call": "on_call",
        "roles_role_known_remote": "remote",
    }

    class Meta:
        widgets = {"summary": Sentence(), "best_for": Sentence()}


@admin.register(Role)
class RoleAdmin(KnownAutocompletes, Watching):
    """All that the quiz, the verdict and the report know of a role, on one page."""

    form = RoleForm
    list_display = [
        "name",
        "kind_of_role",
        "is_scored",
        "statement_count",
        "skill_count",
        "figure_count",
        "completeness",
    ]
    list_filter = ["is_scored", "discipline", "level", "track"]
    search_fields = ["name", "slug", "also_called", "summary"]
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ["source"]
    readonly_fields = ["thin_sections"]
    save_as = True
    save_as_continue = True
    inlines = ROLE_ROWS  # type: ignore[assignment]
    fieldsets = [
        (
            "What it is",
            {
                "fields": [
                    ("name", "slug"),
                    ("discipline", "level", "track"),
                    "also_called",
                    "summary",
                    "thin_sections",
                ],
                "description": "To start from this role, give it another name and slug and press "
                '"Save as new": everything below is copied with it.',
            },
        ),
        ("For whom", {"fields": ["best_for"]}),
        ("Conditions", {"fields": [("on_call", "remote")]}),
        ("Where it appears", {"fields": [("is_scored", "position")]}),
        ("Source", {"fields": ["source"]}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.matrix_view)
        return [path("matrix/<slug:name>/", view, name="roles_role_matrix"), *super().get_urls()]

    def matrix_view(self, request: HttpRequest, name: str) -> HttpResponse:
        return matrix_page(request, self, name)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_counts(super().get_queryset(request).select_related("source"))

    @admin.display(description="discipline, level, track", ordering="discipline")
    def kind_of_role(self, role: Role) -> str:
        kinds = (role.get_discipline_display(), role.get_level_display(), role.get_track_display())
        return ", ".join(kinds).capitalize()

    @admin.display(description="statements", ordering="statement_count")
    def statement_count(self, role: Role) -> int:
        return role.statement_count  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="skills", ordering="skill_count")
    def skill_count(self, role: Role) -> int:
        return role.skill_count  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="figures", ordering="figure_count")
    def figure_count(self, role: Role) -> int:
        return role.figure_count  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="completeness")
    def completeness(self, role: Role) -> str:
        return str(completeness_of(role)) if role.is_scored else "on paths only"

    @admin.display(description="completeness")
    def thin_sections(self, role: Role) -> str | SafeString:
        """The completeness with the thin sections by name, a meter, and what the report still lacks."""
        if not role.pk:
            return _("Counted once saved.")
        completeness = completeness_of(role)
        named = f": {completeness.thin_sections()}" if completeness.thin else ""
        there, whole = completeness.parts()
        missing = completeness.missing()
        lacks = _("Missing for the report: %s.") % "; ".join(missing) if missing else _("Nothing is missing.")
        return format_html(
            '{}{}.<br><meter min="0" max="{}" value="{}" aria-label="{}"></meter> {} {}',
            completeness,
            named,
            whole,
            there,
            _("completeness"),
            _("%(there)d of %(whole)d parts of its report are there.") % {"there": there, "whole": whole},
            lacks,
        )

"""Sources: where facts come from, and what rests on each."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, URLField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from roles.admin.completeness import CountOf
from roles.admin.deleting import Told
from roles.admin.known import KnownChoices
from roles.admin.meanwhile import Watching
from roles.admin.sentence import Sentence
from roles.models import Figure, Occupation, Role, RoleCompany, RoleTechnology, Source, Statement, Step

# What can rest on a source, in the words and order of the "used by" column.
USERS = {
    "roles": Role,
    "statements": Statement,
    "technologies": RoleTechnology,
    "companies": RoleCompany,
    "occupations": Occupation,
    "figures": Figure,
    "steps": Step,
}
LISTED = {"figures": "admin:roles_figure_changelist", "steps": "admin:roles_step_changelist"}


class SourceForm(KnownChoices):
    class Meta:
        widgets = {"note": Sentence()}


@admin.register(Source)
class SourceAdmin(Watching):
    """Used-by counts say what an edit of a source touches."""

    when_empty = gettext_lazy(
        "There is no source yet. Begin here: every role, statement and figure names what it rests "
        "on. Where nobody measured it, add one called “Our editors” and tick that it is "
        "judgement."
    )
    form = SourceForm
    list_display = ["slug", "title", "publisher", "year", "licence", "is_judgement", "used_by"]
    list_filter = ["is_judgement", "publisher"]
    search_fields = ["slug", "title", "publisher"]
    prepopulated_fields = {"slug": ("title", "year")}
    readonly_fields = ["used_by_links"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = [
        ("What it is", {"fields": ["title", "slug", "publisher", "year", "is_judgement"]}),
        ("Where to find it", {"fields": ["address", "retrieved"]}),
        ("What the reader should know", {"fields": ["licence", "note"]}),
        ("Used by", {"fields": ["used_by_links"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counts: dict[str, Any] = {
            f"{name}_count": CountOf(model._default_manager.filter(source=OuterRef("pk")))
            for name, model in USERS.items()
        }
        rows: QuerySet = super().get_queryset(request).annotate(**counts)
        return rows

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Told:
        """What rests on a source stands in the way, counted: there may be a thousand statements."""
        sources = list(objs)
        links = [used_by_link(source, *pair) for source in sources for pair in used_by_counts(source).items()]
        if not links:
            return super().get_deleted_objects(objs, request)
        return [str(source) for source in sources], {"sources": len(sources)}, set(), links

    @admin.display(description="used by")
    def used_by(self, source: Source) -> str:
        counts = used_by_counts(source)
        return ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing yet"

    @admin.display(description="used by")
    def used_by_links(self, source: Source) -> str | SafeString:
        """The counts, with a link to the list where there is one."""
        counts = used_by_counts(source)
        if not counts:
            return "Nothing yet: choose it as the source of a statement or a figure."
        return format_html_join(", ", "{}", ((used_by_link(source, *pair),) for pair in counts.items()))


def used_by_counts(source: Source) -> dict[str, int]:
    """How many rows of each sort rest on the source, those with none left out."""
    counts = {name: getattr(source, f"{name}_count", 0) for name in USERS}
    return {name: count for name, count in counts.items() if count}


def used_by_link(source: Source, name: str, count: int) -> str | SafeString:
    if name not in LISTED:
        return f"{count} {name}"
    return format_html(
        '<a href="{}?source__id__exact={}">{} {}</a>', reverse(LISTED[name]), source.pk, count, name
    )

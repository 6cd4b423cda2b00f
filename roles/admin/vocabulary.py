"""Technologies and companies: named once, used by many roles."""

from collections.abc import Iterable

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from roles.admin.completeness import CountOf
from roles.admin.known import KnownChoices, KnownRows
from roles.admin.meanwhile import Watching
from roles.admin.merging import MergingNames
from roles.aliases import joined_names, split_names
from roles.models import Company, RoleCompany, RoleTechnology, Technology
from roles.models.technology import ALIASES_LENGTH


class TechnologyUse(KnownRows):
    """Which roles use a technology, and for what."""

    model = RoleTechnology
    autocomplete_fields = ["role", "source"]
    fields = ["role", "purpose", "source"]
    verbose_name = "role that uses it"
    verbose_name_plural = "roles that use it"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("role", "technology", "source")


@admin.register(Technology)
class TechnologyAdmin(MergingNames, Watching):
    """One name for one thing: "Node.js" here keeps "Node" out of the reports."""

    when_empty = gettext_lazy(
        "There is no technology yet. Add languages, frameworks and tools once here; roles then "
        "choose them and say what for."
    )
    form = KnownChoices
    uses, use_name, use_words = RoleTechnology, "technology", "purpose"
    list_display = ["name", "aliases", "slug", "kind", "role_count"]
    list_filter = ["kind"]
    search_fields = ["name", "slug", "aliases"]
    fields = ["name", "slug", "kind", "aliases"]
    prepopulated_fields = {"slug": ("name",)}
    inlines = [TechnologyUse]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        used = RoleTechnology.objects.filter(technology=OuterRef("pk"))
        rows: QuerySet = super().get_queryset(request).annotate(role_count=CountOf(used))
        return rows

    @transaction.atomic
    def merge(self, stays: Model, gone: Iterable[Model]) -> int:
        """What the others were called is from then on another name of the one that stays."""
        assert isinstance(stays, Technology)
        going = [each for each in gone if isinstance(each, Technology)]
        moved = super().merge(stays, going)
        stays.aliases = joined_names(
            [*split_names(stays.aliases), *(name for each in going for name in Technology.names(each))],
            ALIASES_LENGTH,
        )
        stays.save()
        return moved

    @admin.display(description="roles", ordering="role_count")
    def role_count(self, technology: Technology) -> int:
        return technology.role_count  # type: ignore[attr-defined, no-any-return]


class CompanyUse(KnownRows):
    """For which roles a company hires, and why."""

    model = RoleCompany
    autocomplete_fields = ["role", "source"]
    fields = ["role", "reason", "source"]
    verbose_name = "role it hires for"
    verbose_name_plural = "roles it hires for"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("role", "company", "source")


@admin.register(Company)
class CompanyAdmin(MergingNames, Watching):
    when_empty = gettext_lazy(
        "There is no company yet. Add companies once here; roles then choose them and say why "
        "they hire for it."
    )
    form = KnownChoices
    uses, use_name, use_words = RoleCompany, "company", "reason"
    list_display = ["name", "slug", "role_count"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ("name",)}
    inlines = [CompanyUse]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        used = RoleCompany.objects.filter(company=OuterRef("pk"))
        rows: QuerySet = super().get_queryset(request).annotate(role_count=CountOf(used))
        return rows

    @admin.display(description="roles", ordering="role_count")
    def role_count(self, company: Company) -> int:
        return company.role_count  # type: ignore[attr-defined, no-any-return]

"""Pay: places, occupations as sources name them, and figures."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from roles.admin.age import cutoff, stale
from roles.admin.known import KnownAutocompletes, KnownChoices, KnownRows
from roles.admin.meanwhile import Watching
from roles.admin.messages import MessagesAtFields
from roles.admin.money import amounts
from roles.admin.sentence import Sentence
from roles.dates import is_stale
from roles.models import Figure, Occupation, OccupationMatch, Place

MOST_IN_PLACE = 200  # Figures edited as one table; more are better taken away as a file.


class AgeFilter(admin.SimpleListFilter):
    """Current, stale or undated figures."""

    title = "age"
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("current", "Current"), ("stale", "Stale"), ("undated", "Without a date")]

    def queryset(self, request: HttpRequest, figures: QuerySet) -> QuerySet:
        match self.value():
            case "current":
                return figures.exclude(as_of="").exclude(stale(cutoff(timezone.localdate())))
            case "stale":
                return figures.filter(stale(cutoff(timezone.localdate())))
            case "undated":
                return figures.filter(as_of="")
            case _:
                return figures


class YearFilter(admin.SimpleListFilter):
    """Figures by the year they speak of."""

    title = "as of"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        dated = Figure.objects.exclude(as_of="").order_by()
        years = dated.annotate(year=Substr("as_of", 1, 4)).values_list("year", flat=True).distinct()
        return [(year, year) for year in sorted(years, reverse=True)]

    def queryset(self, request: HttpRequest, figures: QuerySet) -> QuerySet:
        return figures.filter(as_of__startswith=self.value()) if self.value() else figures


class FigureForm(MessagesAtFields):
    """A figure whose refusals stand beside the number to change."""

    at_field = {
        "roles_figure_known_kind": "kind",
        "roles_figure_low_not_above_high": "low",
        "roles_figure_range_has_ends": "low",
        "roles_figure_single_has_middle": "middle",
        "roles_figure_percentiles_ascend": "middle",
        "roles_figure_low_not_above_lower_quartile": "low",
        "roles_figure_high_not_below_upper_quartile": "high",
        "roles_figure_lower_quartile_of_percentiles": "lower_quartile",
        "roles_figure_upper_quartile_of_percentiles": "upper_quartile",
    }

    class Meta:
        widgets = {"note": Sentence()}


@admin.register(Figure)
class FigureAdmin(KnownAutocompletes, Watching):
    """A salary statement. Which numbers it needs follows from its kind."""

    when_empty = gettext_lazy(
        "There is no figure yet. Add the source first, then the occupation that it counts, then "
        "what it states; or paste a table. A role shows the figures of the occupations that are "
        "matched on its page."
    )
    form = FigureForm
    list_display = ["slug", "occupation_title", "kind", "place", "amount", "as_of_marked", "source_slug"]
    list_filter = [
        "kind",
        AgeFilter,
        ("source", admin.RelatedOnlyFieldListFilter),
        YearFilter,
        ("place", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["occupation", "place", "source"]
    search_fields = ["slug", "occupation__title", "occupation__classification", "note"]
    autocomplete_fields = ["occupation", "place", "source"]
    fieldsets = [
        ("What it is about", {"fields": ["slug", "occupation", "kind", "place"]}),
        (
            "How much",
            {
                "fields": [
                    ("currency", "period"),
                    "low",
                    "lower_quartile",
                    "middle",
                    "upper_quartile",
                    "high",
                    "sample_size",
                ],
                "description": "A range fills low and high. An average or a median fills the middle only. "
                "Percentiles fill the 25th, the median and the 75th, and the 10th and 90th if stated.",
            },
        ),
        ("Since when and by whom", {"fields": ["as_of", "as_of_note", "source", "note"]}),
    ]
    save_as = True
    actions = ["as_table"]

    @admin.action(description=gettext_lazy("Edit the chosen figures as a table"), permissions=["change"])
    def as_table(self, request: HttpRequest, figures: QuerySet) -> HttpResponse:
        """The page for tables, with the figures in it to be changed there or in a spreadsheet."""
        keys = ",".join(str(key) for key in figures.order_by().values_list("pk", flat=True)[:MOST_IN_PLACE])
        page = reverse("admin:quiz_contentpack_changelist")
        return HttpResponseRedirect(f"{page}?kind=roles.figure&rows={keys}")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("occupation", "place", "source")

    @admin.display(description="occupation", ordering="occupation__title")
    def occupation_title(self, figure: Figure) -> str:
        return figure.occupation.title

    @admin.display(description="source", ordering="source__slug")
    def source_slug(self, figure: Figure) -> str:
        return figure.source.slug

    @admin.display(description="amount a year")
    def amount(self, figure: Figure) -> str:
        return amounts(figure)

    @admin.display(description="as of", ordering="as_of")
    def as_of_marked(self, figure: Figure) -> str | SafeString:
        return marked(figure, timezone.localdate())


def marked(figure: Figure, today: date) -> str | SafeString:
    """The figure's date, with a marker if it is stale or missing."""
    if not figure.as_of:
        return "no date"
    if is_stale(figure.as_of, cutoff(today)):
        return format_html('{} <strong class="stale">stale</strong>', figure.as_of)
    return figure.as_of


class FigureRows(KnownRows):
    """All figures that a source gives for an occupation, on one page."""

    model = Figure
    form = FigureForm
    autocomplete_fields = ["place", "source"]
    fields = [
        "slug",
        "kind",
        "place",
        "currency",
        "low",
        "lower_quartile",
        "middle",
        "upper_quartile",
        "high",
        "as_of",
        "source",
    ]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("place", "source", "occupation")


class MatchedRoleForm(MessagesAtFields):
    class Meta:
        widgets = {"reason": Sentence(cols=60)}


class MatchedRoles(KnownRows):
    """Which roles an occupation's figures stand for."""

    model = OccupationMatch
    form = MatchedRoleForm
    autocomplete_fields = ["role"]
    fields = ["role", "quality", "reason"]
    verbose_name = "role it stands for"
    verbose_name_plural = "roles it stands for"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("role", "occupation")


@admin.register(Occupation)
class OccupationAdmin(KnownAutocompletes, Watching):
    when_empty = gettext_lazy(
        "There is no occupation yet. Add the group of people that a source of pay counts, such as "
        "“Software Developers” in a national statistic; then its figures, and match it on the "
        "page of a role."
    )
    list_display = ["title", "classification", "source", "slug"]
    list_filter = [("source", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["source"]
    search_fields = ["title", "classification", "slug"]
    autocomplete_fields = ["source"]
    prepopulated_fields = {"slug": ("title",)}
    inlines = [FigureRows, MatchedRoles]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("source")


@admin.register(Place)
class PlaceAdmin(Watching):
    when_empty = gettext_lazy(
        "There is no place yet. Add the country or region that figures are about; a figure whose "
        "source names none needs none."
    )
    form = KnownChoices
    list_display = ["name", "code"]
    search_fields = ["name", "code"]

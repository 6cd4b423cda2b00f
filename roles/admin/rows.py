"""Everything that belongs to a role, as rows on the role's page."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.forms import HiddenInput, ModelForm
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roles.admin.known import KnownRows, LabelledRows
from roles.admin.messages import MessagesAtFields
from roles.admin.money import amounts
from roles.admin.sentence import Sentence
from roles.admin.steps import StepRowForm, StepsOut
from roles.models import (
    Demand,
    Dimension,
    Figure,
    OccupationMatch,
    Preference,
    RoleCompany,
    RoleTechnology,
    Statement,
    Step,
)
from roles.models.role import short_name
from roles.profile import StatementKind


class RoleRows(KnownRows):
    """Rows of a role: all they print is fetched in one query."""

    form = MessagesAtFields
    template = "admin/roles/role/rows.html"
    also_fetch: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("role", *self.also_fetch)


class TargetForm(MessagesAtFields):
    """A row that stays empty is no target."""

    at_field = {
        "roles_preference_target_0_to_100": "target",
        "roles_preference_weight_0_to_3": "weight",
    }

    def has_changed(self) -> bool:
        return bool({"target", "weight", "DELETE"} & set(self.changed_data))


class Targets(LabelledRows):
    """One row for each dimension, in the order of the dimensions; missing ones wait to be filled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {row.dimension_id for row in self.get_queryset()} if self.instance.pk else set()
        missing = [key for key in self.dimensions if key not in given]
        self.initial_extra = [{"dimension": key} for key in missing]
        self.extra = len(missing)
        self.max_num = len(self.dimensions)

    @cached_property
    def dimensions(self) -> dict[int, Dimension]:
        return {dimension.pk: dimension for dimension in Dimension.objects.all()}

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["dimension"].widget = HiddenInput()
        key = str(form["dimension"].value() or "")
        if key.isdigit() and int(key) in self.dimensions:
            form.instance.dimension = self.dimensions[int(key)]


class PreferenceRows(RoleRows):
    """Where the work is on each dimension, with the poles beside the number."""

    model = Preference
    form = TargetForm
    formset = Targets
    fields = ["dimension", "dimension_name", "target", "weight", "poles"]
    readonly_fields = ["dimension_name", "poles"]
    also_fetch = ("dimension",)
    verbose_name_plural = "Preference targets"

    @admin.display(description="dimension")
    def dimension_name(self, preference: Preference) -> str:
        return preference.dimension.name if preference.dimension_id else ""

    @admin.display(description="what the number means")
    def poles(self, preference: Preference) -> str | SafeString:
        if not preference.dimension_id:
            return ""
        dimension = preference.dimension
        return format_html("0 = {} &middot; 100 = {}", dimension.low, dimension.high)


class DemandForm(MessagesAtFields):
    at_field = {
        "roles_demand_once": "skill",
        "roles_demand_level_1_to_4": "level",
        "roles_demand_weight_1_to_3": "weight",
    }


class DemandRows(RoleRows):
    """The skills a role asks for, with what the level means in practice."""

    model = Demand
    form = DemandForm
    fields = ["skill", "level", "weight", "anchor"]
    readonly_fields = ["anchor"]
    autocomplete_fields = ["skill"]
    also_fetch = ("skill",)
    verbose_name_plural = "Skill demands"

    @admin.display(description="what somebody at that level says")
    def anchor(self, demand: Demand) -> str:
        if not demand.skill_id or demand.level not in range(5):
            return "Shown once saved."
        return demand.skill.anchors[demand.level]


class StatementForm(MessagesAtFields):
    """The short name is made from the text when it is left empty."""

    at_field = {"roles_statement_unique_key": "key", "roles_statement_known_kind": "kind"}

    class Meta:
        widgets = {"text": Sentence(cols=60)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("text") and not cleaned.get("key"):
            cleaned["key"] = short_name(cleaned["text"])
        return cleaned


class StatementRows(RoleRows):
    """All sections of a role, in the order in which the report prints them."""

    model = Statement
    form = StatementForm
    fields = ["kind", "text", "position", "key", "source"]
    autocomplete_fields = ["source"]
    also_fetch = ("source",)
    verbose_name_plural = "Statements, by section"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        sections = [When(kind=kind.value, then=Value(place)) for place, kind in enumerate(StatementKind)]
        place = Case(*sections, default=Value(len(sections)), output_field=IntegerField())
        return super().get_queryset(request).order_by(place, "position", "key")


class ReasonForm(MessagesAtFields):
    class Meta:
        widgets = {"reason": Sentence(cols=40), "note": Sentence(cols=36)}


class TechnologyRows(RoleRows):
    model = RoleTechnology
    fields = ["technology", "purpose", "position", "source"]
    autocomplete_fields = ["technology", "source"]
    also_fetch = ("technology", "source")
    may_add = ("technology",)
    verbose_name_plural = "Tools, languages and frameworks"


class CompanyRows(RoleRows):
    model = RoleCompany
    form = ReasonForm
    fields = ["company", "reason", "position", "source"]
    autocomplete_fields = ["company", "source"]
    also_fetch = ("company", "source")
    may_add = ("company",)
    verbose_name_plural = "Hiring companies"


class MatchForm(ReasonForm):
    at_field = {
        "roles_occupationmatch_once": "occupation",
        "roles_occupationmatch_known_quality": "quality",
    }


class MatchRows(RoleRows):
    """Which occupations' figures the role is shown with, and those figures."""

    model = OccupationMatch
    form = MatchForm
    fields = ["occupation", "quality", "reason", "position", "figures"]
    readonly_fields = ["figures"]
    autocomplete_fields = ["occupation"]
    also_fetch = ("occupation",)
    verbose_name_plural = "Pay: matched occupations and their figures"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("occupation__figures__place")

    @admin.display(description="resulting figures")
    def figures(self, match: OccupationMatch) -> str | SafeString:
        if not match.occupation_id:
            return "Shown once saved."
        figures = match.occupation.figures.all()
        abroad = [figure for figure in figures if not is_regional(figure)]
        regional = [figure for figure in figures if is_regional(figure)]
        if not figures:
            return "None yet."
        return format_html("{}{}", figure_list(abroad), folded(regional))


def is_regional(figure: Figure) -> bool:
    """Whether the figure is about a part of a country; there can be fifty of those."""
    return figure.place is not None and "-" in figure.place.code


def figure_list(figures: Iterable[Figure]) -> SafeString:
    lines = format_html_join("", "<li>{}</li>", ((figure_line(figure),) for figure in figures))
    return format_html('<ul class="figures">{}</ul>', lines)


def folded(figures: Collection[Figure]) -> str | SafeString:
    """The figures behind a line that counts them."""
    if not figures:
        return ""
    return format_html(
        "<details><summary>{} for regions</summary>{}</details>", len(figures), figure_list(figures)
    )


def figure_line(figure: Figure) -> str:
    """A figure with its kind, place and date."""
    place = figure.place.name if figure.place else "place not stated"
    kind = figure.get_kind_display().lower()
    return f"{amounts(figure)}, {kind}, {place}, {figure.as_of or 'no date'}"


class StepRows(RoleRows):
    model = Step
    fk_name = "from_role"
    form = StepRowForm
    formset = StepsOut
    fields = ["to_role", "kind", "typical_years", "years_note", "note", "source"]
    autocomplete_fields = ["to_role", "source"]
    verbose_name = "step out"
    verbose_name_plural = "Steps out of this role"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super(RoleRows, self).get_queryset(request)
        return rows.select_related("from_role", "to_role", "source")


ROLE_ROWS = [
    PreferenceRows,
    DemandRows,
    StatementRows,
    TechnologyRows,
    CompanyRows,
    MatchRows,
    StepRows,
]

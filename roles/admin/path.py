"""Steps of the progression graph."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from roles.admin.known import KnownAutocompletes
from roles.admin.meanwhile import Watching
from roles.admin.steps import StepForm
from roles.models import Step


@admin.register(Step)
class StepAdmin(KnownAutocompletes, Watching):
    """A move that people make; years only where a source states them."""

    when_empty = gettext_lazy(
        "There is no step yet. Add how people move from one role to another: promotions, "
        "switches, and the way into management or architecture."
    )
    form = StepForm
    list_display = ["from_role", "to_role", "kind", "typical_years", "source"]
    list_display_links = ["from_role", "to_role"]
    list_filter = ["kind", ("source", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["from_role", "to_role", "source"]
    search_fields = ["from_role__name", "to_role__name", "note"]
    autocomplete_fields = ["from_role", "to_role", "source"]
    fieldsets = [
        ("The step", {"fields": ["from_role", "to_role", "kind", "note"]}),
        ("How long it takes", {"fields": ["typical_years", "years_note"]}),
        ("Source", {"fields": ["source"]}),
    ]

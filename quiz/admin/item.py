"""Questions, with the fields that their kind needs."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from quiz.admin.meaning import MeaningField, meaning_problem, new_slug
from quiz.admin.order import order_page
from quiz.models import Item
from roles.admin.meanwhile import Watching
from roles.admin.messages import MessagesAtFields
from roles.admin.sentence import Sentence

# What each kind fills in; the fields of the other kinds are emptied when an item is saved.
FIELDS = {
    "agreement": ["dimension", "key"],
    "trade-off": ["a_text", "a_dimension", "b_text", "b_dimension"],
    "skill": ["skill"],
}


class ItemForm(MessagesAtFields):
    """A question that keeps nothing from a kind it no longer is."""

    at_field = {
        "quiz_item_known_kind": "kind",
        "quiz_item_agreement_complete": "dimension",
        "quiz_item_trade_off_complete": "a_text",
        "quiz_item_trade_off_two_dimensions": "b_dimension",
        "quiz_item_skill_complete": "skill",
        "quiz_item_only_agreement_has_direction": "dimension",
        "quiz_item_only_trade_off_has_statements": "a_text",
        "quiz_item_only_rating_has_skill": "skill",
    }

    meaning = MeaningField()

    class Meta:
        widgets = {field: Sentence(cols=70) for field in ("text", "why", "a_text", "b_text")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind, fields in FIELDS.items():
            if kind != cleaned.get("kind"):
                cleaned |= {field: "" if field.endswith("_text") else None for field in fields}
        if self.stored and not self.errors:
            if why := meaning_problem(cleaned, self.stored):
                self.add_error("meaning", why)
            else:
                cleaned["slug"] = new_slug(cleaned, self.stored)
        return cleaned


@admin.register(Item)
class ItemAdmin(Watching):
    when_empty = gettext_lazy(
        "There is no question yet. Add dimensions and skills first, then several statements for "
        "each dimension, half of them the other way round, and one rating for each skill."
    )
    form = ItemForm
    change_list_template = "admin/quiz/item/change_list.html"
    list_display = ["text", "kind", "measures", "position", "slug"]
    list_filter = ["kind", "dimension", "skill"]
    search_fields = ["slug", "text", "a_text", "b_text", "why"]
    fieldsets = [
        (
            "The question",
            {
                "fields": ["kind", "text", "why", "meaning", ("slug", "position")],
            },
        ),
        (
            "Agreement",
            {
                "classes": ["kind-agreement"],
                "fields": ["dimension", "key"],
                "description": "The respondent says how far the statement applies, 1 to 5.",
            },
        ),
        (
            "Trade-off",
            {
                "classes": ["kind-trade-off"],
                "fields": [("a_text", "a_dimension"), ("b_text", "b_dimension")],
                "description": "Two attractive statements of different dimensions; the respondent takes one.",
            },
        ),
        (
            "Skill rating",
            {
                "classes": ["kind-skill"],
                "fields": ["skill"],
                "description": "The respondent picks one of the skill's five levels, worded there.",
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(order_page, site=self.admin_site))
        return [path("order/", view, name="quiz_item_order"), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Item | None = None) -> Any:
        """What a new question meant before is nothing to ask."""
        sets = super().get_fieldsets(request, obj)
        if obj is not None and self.has_change_permission(request, obj):
            return sets
        return [
            (name, {**told, "fields": [field for field in told["fields"] if field != "meaning"]})
            for name, told in sets
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        related = ("dimension", "a_dimension", "b_dimension", "skill")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description="measures")
    def measures(self, item: Item) -> str:
        match item.kind:
            case "agreement":
                return f"{item.dimension}{' (reversed)' if item.key == -1 else ''}"
            case "trade-off":
                return f"{item.a_dimension} or {item.b_dimension}"
            case _:
                return str(item.skill)

"""What is measured: dimensions and skills."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from roles.admin.known import KnownChoices
from roles.admin.meanwhile import Watching
from roles.models import Dimension, Skill


@admin.register(Dimension)
class DimensionAdmin(Watching):
    """Two poles that somebody would be glad to be told of either."""

    when_empty = gettext_lazy(
        "There is no dimension yet. Add what people prefer one way or the other, such as working "
        "alone or in a team: roles state a target on each, and questions ask about it."
    )
    form = KnownChoices
    list_display = ["name", "slug", "low", "high", "position"]
    search_fields = ["name", "slug", "low", "high"]
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = [
        ("What it is", {"fields": ["name", "slug", "summary", "position"]}),
        (
            "The low pole (0)",
            {"fields": ["low", "low_phrase"], "description": "Neither pole is the good one."},
        ),
        ("The high pole (100)", {"fields": ["high", "high_phrase"]}),
    ]


@admin.register(Skill)
class SkillAdmin(Watching):
    """A ladder of behaviour and, between its rungs, something to do."""

    when_empty = gettext_lazy(
        "There is no skill yet. Add what roles ask people to be able to do, with what each level "
        "can do in words; then ask for it in a question of the kind skill rating."
    )
    form = KnownChoices
    list_display = ["name", "slug", "summary", "position"]
    search_fields = ["name", "slug", "summary"]
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = [
        ("What it is", {"fields": ["name", "slug", "summary", "position"]}),
        (
            "Levels, as the quiz words them",
            {
                "fields": ["anchor_0", "anchor_1", "anchor_2", "anchor_3", "anchor_4"],
                "description": "Behaviour that somebody can recognise in themselves; never a grade.",
            },
        ),
        (
            "Practice, as the report's plan words it",
            {
                "fields": ["practice_1", "practice_2", "practice_3", "practice_4"],
                "description": "One concrete thing to do that leads from one level to the next.",
            },
        ),
    ]

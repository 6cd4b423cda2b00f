"""Pay: figures about occupations as sources name them, and which roles they stand for."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from roles.dates import EARLIEST, LATEST, last_day
from roles.models.choices import choices, one_of
from roles.models.role import Role
from roles.models.source import Source
from roles.profile import FigureKind, MatchQuality

CURRENCY = RegexValidator(
    re.compile(r"^[A-Z]{3}$"), "Write the currency as three capital letters, such as USD."
)

RANGES = [FigureKind.BASE_RANGE.value, FigureKind.RANGE.value]
SINGLES = [FigureKind.AVERAGE.value, FigureKind.SELF_REPORTED_MEDIAN.value, FigureKind.POSTED_MEDIAN.value]


def validate_partial_date(written: str) -> None:
    """Raises ValidationError for a date that is in no calendar."""
    if last_day(written) is None:
        raise ValidationError(
            "Write the date as 2025, 2025-05 or 2025-05-31. "
            f"It must be in the calendar, from {EARLIEST} to {LATEST}."
        )


class PlaceManager(models.Manager["Place"]):
    def get_by_natural_key(self, code: str) -> "Place":
        return self.get(code=code)


class Place(models.Model):
    """A country or region that figures are about."""

    code = models.CharField(
        max_length=12, unique=True, help_text="ISO code such as US, US-CA, DE; WORLD for everywhere."
    )
    name = models.CharField(max_length=60)

    objects = PlaceManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class OccupationManager(models.Manager["Occupation"]):
    def get_by_natural_key(self, slug: str) -> "Occupation":
        return self.get(slug=slug)


class Occupation(models.Model):
    """A group of people as one source of pay figures names it."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120, help_text="As the source writes it.")
    classification = models.CharField(
        max_length=120, help_text="What the source counts by, such as BLS SOC 15-1252."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="occupations")

    objects = OccupationManager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.title} ({self.classification})"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class OccupationMatchManager(models.Manager["OccupationMatch"]):
    def get_by_natural_key(self, role: str, occupation: str) -> "OccupationMatch":
        return self.get(role__slug=role, occupation__slug=occupation)


class OccupationMatch(models.Model):
    """How well an occupation's figures stand for a role."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="occupation_matches")
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="matches")
    quality = models.CharField(
        max_length=20, choices=choices(MatchQuality), help_text="Printed beside each figure."
    )
    reason = models.CharField(max_length=200, help_text="Why this occupation, in words for the reader.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = OccupationMatchManager()

    class Meta:
        ordering = ["role", "position", "occupation"]
        verbose_name_plural = "occupation matches"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "occupation"],
                name="roles_occupationmatch_once",
                violation_error_message="This role is already matched to that occupation.",
            ),
            models.CheckConstraint(
                condition=Q(quality__in=one_of(MatchQuality)),
                name="roles_occupationmatch_known_quality",
                violation_error_message="Choose one of the listed match qualities.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} as {self.occupation}"

    def natural_key(self) -> tuple[str, str]:
        return (self.role.slug, self.occupation.slug)

    natural_key.dependencies = ["roles.role", "roles.occupation"]  # type: ignore[attr-defined]


class FigureManager(models.Manager["Figure"]):
    def get_by_natural_key(self, slug: str) -> "Figure":
        return self.get(slug=slug)


class Figure(models.Model):
    """A salary statement: who, what kind, where, when, how much, by which source."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Short name, such as bls-15-1252-us-2025.")
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="figures")
    kind = models.CharField(
        max_length=30, choices=choices(FigureKind), help_text="Figures of different kinds are never mixed."
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        help_text="Leave empty if the source names no place; the report says so.",
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    period = models.CharField(max_length=10, default="year", choices=[("year", "a year")])
    low = models.PositiveIntegerField(
        null=True, blank=True, help_text="Lower end of a range, or the 10th percentile."
    )
    lower_quartile = models.PositiveIntegerField(null=True, blank=True, help_text="25th percentile.")
    middle = models.PositiveIntegerField(null=True, blank=True, help_text="Median or average.")
    upper_quartile = models.PositiveIntegerField(null=True, blank=True, help_text="75th percentile.")
    high = models.PositiveIntegerField(
        null=True, blank=True, help_text="Upper end of a range, or the 90th percentile."
    )
    sample_size = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many people it counts, if stated."
    )
    as_of = models.CharField(
        "as of",
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="2025, 2025-05 or 2025-05-31; empty if unknown.",
    )
    as_of_note = models.CharField(
        max_length=100, blank=True, help_text="What to say about the date, if anything."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="figures")
    note = models.CharField(max_length=320, blank=True, help_text="Caveats printed with the figure.")

    objects = FigureManager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=one_of(FigureKind)),
                name="roles_figure_known_kind",
                violation_error_message="Choose one of the listed kinds.",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="roles_figure_low_not_above_high",
                violation_error_message="The low figure is above the high one. Swap them or correct one.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=RANGES) | Q(low__isnull=False, high__isnull=False, middle__isnull=True),
                name="roles_figure_range_has_ends",
                violation_error_message="A range needs a low and a high figure, and no middle one.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=SINGLES) | Q(middle__isnull=False, low__isnull=True, high__isnull=True),
                name="roles_figure_single_has_middle",
                violation_error_message="An average or a median needs the middle figure and nothing else.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=FigureKind.PERCENTILES.value)
                | Q(
                    # SQL lets a comparison with nothing pass, so presence is asked for by name.
                    lower_quartile__isnull=False,
                    middle__isnull=False,
                    upper_quartile__isnull=False,
                    lower_quartile__lte=F("middle"),
                    middle__lte=F("upper_quartile"),
                ),
                name="roles_figure_percentiles_ascend",
                violation_error_message="Percentiles need the 25th, the median and the 75th, rising.",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True)
                | Q(lower_quartile__isnull=True)
                | Q(low__lte=F("lower_quartile")),
                name="roles_figure_low_not_above_lower_quartile",
                violation_error_message="The 10th percentile is above the 25th. Swap them or correct one.",
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True)
                | Q(upper_quartile__isnull=True)
                | Q(high__gte=F("upper_quartile")),
                name="roles_figure_high_not_below_upper_quartile",
                violation_error_message="The 90th percentile is below the 75th. Swap them or correct one.",
            ),
            models.CheckConstraint(
                condition=Q(kind=FigureKind.PERCENTILES.value) | Q(lower_quartile__isnull=True),
                name="roles_figure_lower_quartile_of_percentiles",
                violation_error_message="Only percentiles have a 25th. Empty it or choose that kind.",
            ),
            models.CheckConstraint(
                condition=Q(kind=FigureKind.PERCENTILES.value) | Q(upper_quartile__isnull=True),
                name="roles_figure_upper_quartile_of_percentiles",
                violation_error_message="Only percentiles have a 75th. Empty it or choose that kind.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

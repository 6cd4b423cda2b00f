"""Steps of the progression graph."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from roles.models.choices import choices, one_of
from roles.models.role import Role
from roles.models.source import Source
from roles.profile import StepKind


class StepManager(models.Manager["Step"]):
    def get_by_natural_key(self, from_role: str, to_role: str) -> "Step":
        return self.get(from_role__slug=from_role, to_role__slug=to_role)


class Step(models.Model):
    """A move from one role to another that people make."""

    from_role = models.ForeignKey(Role, models.CASCADE, related_name="steps_out")
    to_role = models.ForeignKey(Role, models.CASCADE, related_name="steps_in")
    kind = models.CharField(max_length=30, choices=choices(StepKind))
    typical_years = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Only if the source states it; leave empty otherwise and the report says unknown.",
    )
    years_note = models.CharField(max_length=120, blank=True, help_text="How far the years can be trusted.")
    note = models.CharField(max_length=160, help_text="What changes on this step.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = StepManager()

    class Meta:
        ordering = ["from_role__slug", "to_role__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_role", "to_role"],
                name="roles_step_once",
                violation_error_message="There is already a step between these two roles.",
            ),
            models.CheckConstraint(
                condition=~Q(from_role=F("to_role")),
                name="roles_step_goes_somewhere",
                violation_error_message="A step leads from one role to another one.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=one_of(StepKind)),
                name="roles_step_known_kind",
                violation_error_message="Choose one of the listed kinds of step.",
            ),
            models.CheckConstraint(
                condition=Q(typical_years__isnull=True) | Q(typical_years__gte=0),
                name="roles_step_years_not_negative",
                violation_error_message="A step takes 0 years or more. Leave it empty if no source says.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_role} to {self.to_role}"

    def natural_key(self) -> tuple[str, str]:
        return (self.from_role.slug, self.to_role.slug)

    natural_key.dependencies = ["roles.role"]  # type: ignore[attr-defined]

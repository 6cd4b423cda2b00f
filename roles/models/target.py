"""What a role asks: a target per dimension, a level per skill."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from roles.models.measure import Dimension, Skill
from roles.models.role import Role


class PreferenceManager(models.Manager["Preference"]):
    def get_by_natural_key(self, role: str, dimension: str) -> "Preference":
        return self.get(role__slug=role, dimension__slug=dimension)


class Preference(models.Model):
    """Where on a dimension a role's work is, and how much that matters there."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="preferences")
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="preferences")
    target = models.PositiveSmallIntegerField(
        validators=[MaxValueValidator(100)], help_text="0 is the low pole, 100 the high pole, 50 neither."
    )
    weight = models.FloatField(
        validators=[MinValueValidator(0), MaxValueValidator(3)],
        help_text="0 does not matter, 1 some, 2 much, 3 decides.",
    )

    objects = PreferenceManager()

    class Meta:
        ordering = ["role", "dimension__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "dimension"],
                name="roles_preference_once",
                violation_error_message="This role already has a target on that dimension.",
            ),
            models.CheckConstraint(
                condition=Q(target__gte=0, target__lte=100),
                name="roles_preference_target_0_to_100",
                violation_error_message="The target is a number from 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=3),
                name="roles_preference_weight_0_to_3",
                violation_error_message="The weight is a number from 0 to 3.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.dimension}"

    def natural_key(self) -> tuple[str, str]:
        return (self.role.slug, self.dimension.slug)

    natural_key.dependencies = ["roles.role", "roles.dimension"]  # type: ignore[attr-defined]


class DemandManager(models.Manager["Demand"]):
    def get_by_natural_key(self, role: str, skill: str) -> "Demand":
        return self.get(role__slug=role, skill__slug=skill)


class Demand(models.Model):
    """The level of a skill that a role asks for, and how much it matters there."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="demands")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="demands")
    level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text="1 with help, 2 alone, 3 for hard problems, 4 guides others. "
        "Leave the skill out if the role does not need it.",
    )
    weight = models.FloatField(
        validators=[MinValueValidator(1), MaxValueValidator(3)], help_text="1 useful, 2 important, 3 decides."
    )

    objects = DemandManager()

    class Meta:
        ordering = ["role", "skill__position"]
        verbose_name = "skill demand"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill"],
                name="roles_demand_once",
                violation_error_message="This role already asks for that skill.",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4),
                name="roles_demand_level_1_to_4",
                violation_error_message="The level is a whole number from 1 to 4. "
                "Leave the skill out if the role does not need it.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=3),
                name="roles_demand_weight_1_to_3",
                violation_error_message="The weight is a number from 1 to 3.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.skill}"

    def natural_key(self) -> tuple[str, str]:
        return (self.role.slug, self.skill.slug)

    natural_key.dependencies = ["roles.role", "roles.skill"]  # type: ignore[attr-defined]

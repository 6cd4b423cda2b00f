"""What a reader says of single roles after the verdict. It checks the quiz and never moves a ranking."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.models.sitting import Sitting

DECILES = 10


class Appeal(models.Model):
    """Whether one role appeals to the owner of a sitting, and how well it fitted them at the time."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        UNSURE = "unsure", _("Not sure")
        NO = "no", _("No")

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="appeals")
    role = models.CharField(max_length=60, help_text=_("Slug of the role in the sitting’s edition."))
    answer = models.CharField(max_length=6, choices=Answer)
    fit_decile = models.PositiveSmallIntegerField(
        help_text=_("Tenth of the ranking that the role stood in when it was answered: 10 holds the first.")
    )

    class Meta:
        ordering = ["sitting", "role"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "role"], name="quiz_appeal_one_per_role"),
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "unsure", "no"]),
                name="quiz_appeal_known_answer",
                violation_error_message=_("Not one of the answers that the question takes."),
            ),
            models.CheckConstraint(
                condition=Q(fit_decile__gte=1, fit_decile__lte=DECILES),
                name="quiz_appeal_decile_1_to_10",
                violation_error_message=_("A tenth of the ranking is a number from 1 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.answer}"

"""What was changed in the draft, by whom and when: written once for each row that is saved, and kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

REASON_LENGTH = 300
REFUSAL = _("The history is only added to.")


class ChangeQuerySet(models.QuerySet["Change"]):
    def of_row(self, model: str, names: list[str]) -> "ChangeQuerySet":
        """The changes of one row under all ``names`` that it went by, and of the rows that it owns."""
        owned = Q(owner__in=names) if model == "roles.role" else Q()
        return self.filter(Q(model=model, key__in=names) | owned)

    def former_names(self, model: str, key: str) -> list[str]:
        """``key`` and what the row was called before, newest first."""
        names, renamed = [key], self.filter(model=model).exclude(key_before="")
        before = dict(renamed.order_by("pk").values_list("key", "key_before"))
        while (former := before.get(names[-1])) and former not in names:
            names.append(former)
        return names

    def update(self, **fields: Any) -> int:
        raise ValidationError(REFUSAL)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ValidationError(REFUSAL)


class Change(models.Model):
    """One row, added, changed or removed in one act of one person.

    Rows are named as fixtures name them, so that a row that was removed and put back keeps its history.
    """

    class Action(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    act = models.UUIDField(db_index=True, help_text=_("The same for all that was saved at once."))
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=150, blank=True, help_text=_("Empty: a command."))
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    model = models.CharField(max_length=60)
    key = models.CharField(max_length=250, help_text=_("The name of the row, afterwards."))
    key_before = models.CharField(max_length=250, blank=True, help_text=_("If it was another."))
    owner = models.CharField(max_length=60, blank=True, help_text=_("The role that the row belongs to."))
    title = models.CharField(max_length=300)
    action = models.CharField(max_length=7, choices=Action)
    fields = models.JSONField(help_text=_("Each field with its value before and after, and both in words."))

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()  # Whoever may see a row may see its history.
        indexes = [
            models.Index(fields=["model", "key"], name="roles_change_row"),
            models.Index(fields=["owner"], name="roles_change_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["added", "changed", "removed"]),
                name="roles_change_known_action",
                violation_error_message=_("A row is added, changed or removed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a change that is stored."""
        if not self._state.adding:
            raise ValidationError(REFUSAL)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError(REFUSAL)

"""Published, immutable content.

The refusals here speak to programmers and editors; what goes past them meets the triggers of
quiz/migrations/0003_editions_never_change.py.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

REFUSAL = "An edition never changes. Publish a new one."
KEPT = "An edition is never deleted: sittings and shared reports rest on it. Publish a new one instead."


class EditionQuerySet(models.QuerySet["Edition"]):
    def newest(self) -> "Edition | None":
        """The edition that a quiz started now is pinned to."""
        return self.order_by("-number").first()

    def update(self, **fields: Any) -> int:
        raise ValidationError(REFUSAL)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ValidationError(KEPT)


class Edition(models.Model):
    """A snapshot of roles, items, skills, figures and constants, as canonical JSON text."""

    number = models.PositiveIntegerField(unique=True)
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the document.")
    document = models.TextField(help_text="Canonical JSON; see quiz/editions/document.py.")
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for an edition that is stored, IntegrityError if its key is taken."""
        if self.pk and not self._state.adding:
            raise ValidationError(REFUSAL)
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError(KEPT)

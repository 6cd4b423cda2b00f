"""What was shipped, the base that a later release is merged against, and what that left to editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentPack(models.Model):
    """The shipped rows as they were last loaded, keyed by model and natural key."""

    digest = models.CharField(max_length=64, unique=True)
    rows = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.digest[:12]


class ContentConflict(models.Model):
    """A field (or a row, if ``field`` is "") changed here and in a release, until an editor settles it.

    What it says here is in the draft itself; that is what stays while nobody decides.
    """

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=240, help_text=_("The natural key, its parts joined by slashes."))
    field = models.CharField(max_length=60, blank=True)
    then = models.JSONField(null=True, help_text=_("What was shipped before."))
    now = models.JSONField(null=True, help_text=_("What is shipped now."))
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["model", "key", "field"]
        verbose_name = _("conflict with a release")
        verbose_name_plural = _("conflicts with a release")
        constraints = [
            models.UniqueConstraint(fields=["model", "key", "field"], name="quiz_contentconflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key} {self.field}".strip()

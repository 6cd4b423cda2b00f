"""What was shipped: the base that a later release is merged against."""

from django.db import models


class ContentPack(models.Model):
    """The shipped rows as they were last loaded, keyed by model and natural key."""

    digest = models.CharField(max_length=64, unique=True)
    rows = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.digest[:12]

"""What the shipped groups were once given, so that what an operator takes away stays away."""

from django.db import models


class GroupGrant(models.Model):
    """One permission that a shipped group has been given by us, once."""

    group = models.CharField(max_length=150)
    permission = models.CharField(max_length=100)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["group", "permission"], name="quiz_groupgrant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.permission}"

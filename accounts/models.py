"""What an account has beside its password."""

from django.contrib.auth.models import User
from django.db import models


class RecoveryCode(models.Model):
    """One way in without the authenticator, for once. Only its SHA-256 is kept: it has 118 random bits."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"A recovery code of {self.user}"

"""Who looked into a verdict at a reader's request, and when. Never whose verdict it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quiz.models.edition import Edition


class Explanation(models.Model):
    """One look into a sitting. Neither the code nor the sitting is kept."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    reason = models.CharField(_("what the reader asked"), max_length=300)
    explained_at = models.DateTimeField(_("when"))
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )

    class Meta:
        ordering = ["-explained_at"]
        default_permissions = ("add", "view")
        verbose_name = _("explained verdict")
        verbose_name_plural = _("explained verdicts")

    def __str__(self) -> str:
        return f"{self.explained_at:%Y-%m-%d %H:%M}"

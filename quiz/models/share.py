"""Links that show a finished sitting's report to others, and nothing else."""

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from quiz.models.sitting import CODE_BYTES, Sitting, hash_code

MOST_LINKS = 20  # Live ones of a sitting; more are a slip or an attack.


class TooManyLinks(Exception):
    """The sitting has as many live links as it may have."""


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def live(self, now: datetime) -> Self:
        """Links that open something: not revoked, not expired, of a sitting that is finished."""
        return self.filter(revoked_at=None, expires_at__gt=now, sitting__finished_at__isnull=False)

    def ended(self, now: datetime) -> Self:
        """Links that opened something once."""
        return self.filter(Q(revoked_at__isnull=False) | Q(expires_at__lte=now))

    def numbered(self) -> Self:
        """With ``number``, from 1 in the order in which the links of a sitting were made."""
        earlier = ShareLink.objects.filter(sitting=OuterRef("sitting"), pk__lte=OuterRef("pk"))
        counted = earlier.order_by().values("sitting").annotate(number=Count("pk")).values("number")
        return self.annotate(number=Subquery(counted))

    def with_token(self, token: str) -> Self:
        """The link that this token belongs to, if any."""
        return self.filter(token_hash=hash_code(token))

    def make(
        self, sitting: Sitting, days: int, now: datetime, *, shows_name: bool, shows_about: bool = False
    ) -> str:
        """A new link for ``days`` days; returns its token, which is stored nowhere. Raises TooManyLinks."""
        if self.filter(sitting=sitting).live(now).count() >= MOST_LINKS:
            raise TooManyLinks
        token = secrets.token_urlsafe(CODE_BYTES)
        self.create(
            sitting=sitting,
            token_hash=hash_code(token),
            created_at=now,
            expires_at=now + timedelta(days=days),
            shows_name=shows_name,
            shows_about=shows_about,
        )
        return token


class ShareLink(models.Model):
    """Opens the report of one sitting for reading. Its token differs from the sitting's private code."""

    token_hash = models.CharField(max_length=64, unique=True)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="share_links")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    shows_name = models.BooleanField(default=False)
    shows_about = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Shows what its owner said about themselves, and their must-haves.",
    )

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="quiz_sharelink_expires_after_it_is_made",
                violation_error_message=_("A link expires after it is made."),
            ),
        ]

    def __str__(self) -> str:
        return f"Link {self.pk} to sitting {self.sitting_id}"

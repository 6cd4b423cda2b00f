"""One person's run through one edition, and the answers in it."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q

from quiz.models.edition import Edition

MARK_LENGTH = 12  # Of 64 hexadecimal digits: tells a browser's few sittings apart and opens none.
VISIT = timedelta(hours=1)  # How long a sitting that leaves no trace outlives its last answer.
CODE_BYTES = 32  # 256 random bits: nobody finds a sitting by trying.


def hash_code(code: str) -> str:
    """The form in which a code is stored. Random input needs no salt and no slow hash."""
    return hashlib.sha256(code.encode()).hexdigest()


class Path(models.TextChoices):
    """Which questions a sitting asks."""

    SHORT = "short", "The short way"
    ALL = "all", "All questions"


class SittingQuerySet(models.QuerySet["Sitting"]):
    def with_code(self, code: str) -> Self:
        """The sitting that this private code opens, if any."""
        return self.filter(code_hash=hash_code(code))

    def finished(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def untouched_since(self, moment: datetime) -> Self:
        """Sittings whose last answer is older than ``moment``: their retention is over."""
        return self.filter(touched_at__lt=moment)

    def abandoned_visits(self, now: datetime) -> Self:
        """Sittings that leave no trace and whose last answer is an hour old or older."""
        return self.filter(leaves_no_trace=True, touched_at__lte=now - VISIT)

    def start(self, edition: Edition, now: datetime, **fields: Any) -> "tuple[Sitting, str]":
        """A new sitting and its private code, which is shown to nobody but its owner."""
        code = secrets.token_urlsafe(CODE_BYTES)
        sitting = self.create(
            edition=edition, code_hash=hash_code(code), started_at=now, touched_at=now, **fields
        )
        return sitting, code


class Sitting(models.Model):
    """Owns its responses; pinned to the edition that it started on."""

    code_hash = models.CharField(max_length=64, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sittings")
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True, help_text="Last answer; retention counts from here.")
    finished_at = models.DateTimeField(null=True, blank=True)
    former = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later", help_text="The take before."
    )
    # Defaults of the database, so that a release that doesn't know a column yet can go on serving.
    path = models.CharField(max_length=5, choices=Path, default=Path.ALL, db_default=Path.ALL)
    pages = models.JSONField(
        default=list,
        db_default=[],
        blank=True,
        help_text="Item slugs, page by page, as shown on the short way.",
    )
    goes_on = models.BooleanField(
        default=False, db_default=False, help_text="Went on after the first offer to stop."
    )
    leaves_no_trace = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Erased when its owner ends it, or an hour after the last answer.",
    )
    version = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Grows with each write of answers."
    )
    about = models.JSONField(default=dict, blank=True, help_text="About-you answers; never scored.")
    must_haves = models.JSONField(default=dict, blank=True)
    balance = models.FloatField(null=True, blank=True, help_text="Share of preferences in the fit, 0 to 1.")
    compare = models.JSONField(
        default=list,
        db_default=[],
        blank=True,
        help_text="Slugs of the roles set side by side; empty: the leading ones.",
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            # The desk counts those of an edition; it reads no row for it.
            models.Index(fields=["edition", "finished_at", "leaves_no_trace"], name="quiz_sitting_counted"),
            # Looked for every minute: few of a million, which nobody is to search through.
            models.Index(
                fields=["touched_at"], condition=Q(leaves_no_trace=True), name="quiz_sitting_visits"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__isnull=True) | Q(balance__gte=0, balance__lte=1),
                name="quiz_sitting_balance_0_to_1",
                violation_error_message="The balance is a number from 0 to 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"Sitting {self.pk} on {self.edition}"

    @property
    def mark(self) -> str:
        """What a form of this sitting carries, so that it can't act on another one."""
        return self.code_hash[:MARK_LENGTH]

    @property
    def visit_ends_at(self) -> datetime:
        """When a sitting that leaves no trace is erased at the latest."""
        return self.touched_at + VISIT


class Response(models.Model):
    """One stored answer: "1" to "5", "a" or "b", "0" to "4", or "unsure"."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="responses")
    item = models.CharField(max_length=60, help_text="Slug of the item in the sitting's edition.")
    value = models.CharField(max_length=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "item"], name="quiz_response_one_per_item"),
            models.CheckConstraint(
                condition=Q(value__in=["0", "1", "2", "3", "4", "5", "a", "b", "unsure"]),
                name="quiz_response_known_value",
                violation_error_message="Not one of the answers that an item takes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"

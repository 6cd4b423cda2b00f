"""On the way from draft to edition: reviews, appointments for later, copies of drafts that were replaced."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.models.edition import Edition


class PlannedEdition(models.Model):
    """What is to be published at a time, just as it was reviewed when it was scheduled.

    ``after`` is the edition it was compared with: if another one is published in between, the plan is
    held, since carrying it out would silently undo that one.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PUBLISHED = "published", _("published")
        HELD = "held", _("held: another edition came in between")
        CANCELLED = "cancelled", _("cancelled")

    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the document."))
    document = models.TextField()
    note = models.CharField(max_length=300)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    after = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-due_at"]
        default_permissions = ()  # Whoever may publish may schedule.
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="waiting"),
                name="quiz_plannededition_one_waiting",
                violation_error_message=_("A publication is already scheduled. Cancel it first."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "published", "held", "cancelled"]),
                name="quiz_plannededition_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="published", edition__isnull=False)
                | (~Q(state="published") & Q(edition__isnull=True)),
                name="quiz_plannededition_published_names_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M}: {self.note}"


class DraftReview(models.Model):
    """What a reviewer says of the draft as it was: it speaks of one digest and no later one."""

    digest = models.CharField(max_length=64, db_index=True)
    approves = models.BooleanField(_("approves"))
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-reviewed_at"]
        default_permissions = ("add", "view")
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(approves=True) | ~Q(comment=""),
                name="quiz_draftreview_objection_says_why",
                violation_error_message=_("Say what has to change."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]}: {self.comment}"


class DraftCopy(models.Model):
    """The draft as it was before it was reset: every row, so that it can be taken back."""

    rows = models.JSONField()
    covers = models.JSONField(default=list, db_default=[], help_text=_("The models it is complete in."))
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ("add",)  # Whoever may make one may reset the draft.
        verbose_name = _("copy of the draft")
        verbose_name_plural = _("copies of the draft")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"

"""Which PDFs are asked for, being made or made, and which workers are alive to make them.

The queue only wakes a worker; what is to be done stands here. So a task that is lost, doubled or left
behind by a killed worker does no harm, whatever engine the queue runs on.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from quiz.models import Sitting


class Worker(models.Model):
    """A process that makes PDFs. It says every few seconds that it lives and goes when it stops."""

    name = models.CharField(max_length=32, primary_key=True)
    host = models.CharField(max_length=255)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"Worker {self.name} on {self.host}"


class Stage(models.TextChoices):
    """How far a printing has come."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    MADE = "made", "Made"
    FAILED = "failed", "Failed"


OPEN = (Stage.WAITING, Stage.RUNNING)


class PrintingQuerySet(models.QuerySet["Printing"]):
    def open(self) -> Self:
        """What somebody still waits for."""
        return self.filter(stage__in=OPEN)

    def waiting_since(self, moment: datetime) -> Self:
        """Asked for before ``moment`` and taken up by nobody."""
        return self.filter(stage=Stage.WAITING, asked_at__lt=moment)

    def left_behind(self, moment: datetime, stuck: datetime) -> Self:
        """Taken up by a worker that was not seen since ``moment``: it was killed, or its machine was.

        Or taken up before ``stuck`` by whomever: a live worker could not write down how it ended.
        """
        alive = Worker.objects.filter(seen_at__gte=moment).values("name")
        of_the_dead = Q(started_at__lt=moment) & ~Q(worker__in=alive)
        return self.filter(of_the_dead | Q(started_at__lt=stuck), stage=Stage.RUNNING)


class Printing(models.Model):
    """The PDF of one sitting on one paper in one language: at most one is asked for at a time."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="printings")
    paper = models.CharField(max_length=6)
    language = models.CharField(max_length=16)
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.WAITING)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=32, blank=True, help_text="Who took it up last.")
    task = models.CharField(max_length=64, blank=True, help_text="Its number in the queue.")
    report = models.CharField(max_length=9, blank=True, help_text="Code of the report that was printed last.")
    digest = models.CharField(max_length=64, blank=True, help_text="Names the file that was made last.")

    objects = PrintingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "paper", "language"], name="reports_printing_one_per_paper_and_language"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="reports_printing_known_stage"),
        ]
        indexes = [
            # Workers look every few seconds for the few that are open. One of these alone would do, but
            # SQLite doesn't use it where the stage is an argument of the statement.
            models.Index(fields=["stage", "asked_at"], name="reports_printing_by_stage")
        ]

    def __str__(self) -> str:
        return f"{self.paper} of sitting {self.sitting_id}: {self.stage}"

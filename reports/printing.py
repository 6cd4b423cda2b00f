"""Asking for PDFs, taking them up, and taking over what a dead worker left: the rules of the queue."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from reports import queue
from reports.models import OPEN, Printing, Stage, Worker

ALIVE = timedelta(seconds=20)  # A worker says every five that it lives; one silent for longer is dead.
UNCLAIMED = timedelta(seconds=60)  # By then a task that waits is looked for in the queue.
LOOKED_FOR = 20  # The oldest so many; those behind them come up in their turn.
STUCK = timedelta(seconds=60)  # Beyond the limits of waiting for the renderer and of rendering.
ATTEMPTS = 2  # Once more, then whoever wants the PDF has to ask again.
KEPT_DEAD = timedelta(days=1)

logger = logging.getLogger(__name__)


def ask(sitting: int, paper: str, language: str) -> Printing:
    """Has the PDF made, unless it is waited for already: asked twice, it is made once."""
    now = timezone.now()
    printing, is_new = Printing.objects.get_or_create(
        sitting_id=sitting, paper=paper, language=language, defaults={"asked_at": now}
    )
    ended = Printing.objects.filter(pk=printing.pk).exclude(stage__in=OPEN)
    if is_new or ended.update(stage=Stage.WAITING, asked_at=now, attempts=0, task=""):
        send(printing.pk)
        printing.refresh_from_db()
    return printing


def is_under_way(asked: Printing) -> bool:
    """Whether a worker has it or will be woken for it: nobody is while the queue is away."""
    return asked.stage != Stage.WAITING or queue.holds(asked.task)


def send(printing: int) -> None:
    """Wakes a worker for a waiting printing; once the queue is back, if it is away (see take_over)."""
    try:
        task = queue.enqueue(printing)
    except queue.Unreachable as error:
        logger.error("printing %d is not queued yet: %s", printing, error)
        return
    Printing.objects.filter(pk=printing).update(task=task)


def note_made(sitting: int, paper: str, language: str, *, report: str, digest: str) -> None:
    """Writes down a PDF that was made without the queue; an open printing of it stays open."""
    now = timezone.now()
    made = {"stage": Stage.MADE, "ended_at": now, "report": report, "digest": digest}
    printing, is_new = Printing.objects.get_or_create(
        sitting_id=sitting, paper=paper, language=language, defaults={"asked_at": now, **made}
    )
    if not is_new:
        Printing.objects.filter(pk=printing.pk).exclude(stage__in=OPEN).update(**made)


def take_up(printing: int, worker: str) -> Printing | None:
    """Claims a waiting printing; None when it is gone, or another worker was first."""
    claimed = Printing.objects.filter(pk=printing, stage=Stage.WAITING).update(
        stage=Stage.RUNNING, worker=worker, started_at=timezone.now(), attempts=F("attempts") + 1
    )
    return Printing.objects.select_related("sitting__edition").get(pk=printing) if claimed else None


def end(printing: Printing, stage: Stage, **found: str) -> None:
    """Writes down how it went, unless another worker took it over meanwhile."""
    ours(printing).update(stage=stage, ended_at=timezone.now(), **found)


def give_back(printing: Printing) -> None:
    """After a failure: once more, then it has failed."""
    if printing.attempts >= ATTEMPTS:
        end(printing, Stage.FAILED)
    elif ours(printing).update(stage=Stage.WAITING, task=""):
        send(printing.pk)


def ours(printing: Printing) -> "models.QuerySet[Printing]":
    """The row as we took it up: empty once somebody else took it over."""
    return Printing.objects.filter(
        pk=printing.pk, stage=Stage.RUNNING, worker=printing.worker, attempts=printing.attempts
    )


def workers_alive(now: datetime | None = None) -> "models.QuerySet[Worker]":
    return Worker.objects.filter(seen_at__gte=(now or timezone.now()) - ALIVE)


def take_over(now: datetime) -> int:
    """Puts back what dead workers held, what any holds for too long and what the queue lost.

    Returns how many were put back.
    """
    stuck = now - 2 * timedelta(seconds=settings.RENDER_SECONDS) - STUCK
    left = list(Printing.objects.left_behind(now - ALIVE, stuck)[:LOOKED_FOR])
    for printing in left:
        lives = workers_alive(now).filter(name=printing.worker).exists()
        queue.forget(printing.task) if lives else queue.clear(printing.task)
        logger.warning("taking over printing %d from a worker that is gone or stuck", printing.pk)
        give_back(printing)
    lost = [printing for printing in oldest_waiting(now) if not queue.still_waits(printing.task)]
    for printing in lost:
        # Only one of those who see it lost may queue it again.
        if Printing.objects.filter(pk=printing.pk, stage=Stage.WAITING, task=printing.task).update(task=""):
            queue.forget(printing.task)
            send(printing.pk)
    Worker.objects.filter(seen_at__lt=now - KEPT_DEAD).delete()
    return len(left) + len(lost)


def oldest_waiting(now: datetime) -> "models.QuerySet[Printing]":
    return Printing.objects.waiting_since(now - UNCLAIMED).order_by("asked_at")[:LOOKED_FOR]

"""The loop of the database's worker, which outlives what is done to its queue by hand."""

import logging
from typing import Any

from django.db import DatabaseError
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

LOOK_SECONDS = 0.5  # How often an idle worker looks into the queue.

logger = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """Goes on where the row of the task under way is gone; the engine's own would end with an error."""

    def run_task(self, db_task_result: Any) -> None:
        try:
            super().run_task(db_task_result)
        except DatabaseError:
            if DBTaskResult.objects.filter(pk=db_task_result.pk).exists():
                raise
            logger.warning("task %s was removed while it ran: nothing is written down", db_task_result.pk)


def work(name: str) -> None:
    """Works off the queue until a signal asks us to stop; the task under way is brought to its end."""
    db_worker.Command().configure_logging(0)  # Failures are told by what failed (reports/tasks.py).
    worker = Worker(
        queue_names=["default"],
        interval=LOOK_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()

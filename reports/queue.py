"""The door to the queue's engine: the database, Redis, or none that waits.

Only what Django's tasks interface leaves open is said per engine: whether a task still waits, removing
one, how long the queue is, and the worker's loop.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command

RUNNING = "RUNNING"  # As the tasks interface names a task that a worker has.


class Unreachable(RuntimeError):
    """Redis does not answer."""


def enqueue(printing: int) -> str:
    """Queues the making of one printing. Returns the task's number. Raises Unreachable."""
    from reports.tasks import print_report  # It makes what this module queues.

    with reached():
        return str(print_report.enqueue(printing).id)


def holds(task: str) -> bool:
    """Whether a waiting printing's task is in the queue: not where Redis is away or has forgotten it.

    The database keeps tasks as safely as printings.
    """
    if not settings.QUEUE.redis:
        return True
    try:
        with reached():
            return bool(task) and redis_job(task) is not None
    except Unreachable:
        return False


def still_waits(task: str) -> bool:
    """Whether some worker will still come to this task."""
    if not task:
        return False
    if settings.QUEUE.redis:
        job = redis_job(task)
        return job is not None and job.get_status() in ("queued", "scheduled", "deferred")
    from django_tasks_db.models import DBTaskResult

    return bool(DBTaskResult.objects.ready().filter(pk=task).exists())


def forget(task: str) -> None:
    """Removes a task that nobody is at from the queue; none is fine too.

    The database's worker writes down how a task ended. So a running one stays until it is old (see
    forget_ended); Redis' worker minds nothing.
    """
    if not task:
        return
    if settings.QUEUE.redis:
        if job := redis_job(task):
            job.delete()
        return
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(pk=task).exclude(status=RUNNING).delete()


def clear(task: str) -> None:
    """Removes the task of a worker that is dead, in whatever state."""
    forget(task)
    if task and not settings.QUEUE.redis:
        from django_tasks_db.models import DBTaskResult

        DBTaskResult.objects.filter(pk=task).delete()


def forget_ended(before: datetime) -> None:
    """Removes the database's tasks that ended before, or began before with a worker that is gone by now.

    Redis lets go of its own in time.
    """
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    DBTaskResult.objects.running().filter(started_at__lt=before).delete()


def run(name: str) -> None:
    """Works off the queue until a signal asks us to stop; the task under way is brought to its end."""
    if settings.QUEUE.redis:
        # One process: the renderer has one of its own, and forking beside a thread is asking for trouble.
        call_command(
            "rqworker", "default", name=name, job_class="django_tasks_rq.Job", worker_class="rq.SimpleWorker"
        )
        return
    from reports.working import work

    work(name)


@contextmanager
def reached() -> Iterator[None]:
    """Raises Unreachable in place of Redis' own errors, which aren't there where it isn't installed."""
    if not settings.QUEUE.redis:
        yield
        return
    from redis.exceptions import RedisError

    try:
        yield
    except RedisError as error:
        raise Unreachable(f"Redis does not answer: {error}") from error


def redis_job(task: str) -> Any:
    """The job behind a task in Redis, None if it is gone."""
    import django_rq
    from django_tasks_rq import Job
    from rq.exceptions import NoSuchJobError

    try:
        return Job.fetch(task, connection=django_rq.get_connection())
    except NoSuchJobError:
        return None

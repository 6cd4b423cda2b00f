"""Who deletes everything while the PDF is being made: nothing is kept of it, and its worker goes on."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from quiz.erasure import erase
from quiz.models import Sitting
from reports import cache, printing, queue

LONG_AGO = timedelta(days=2)


@pytest.fixture
def worker() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="a-worker",
        excluded_queue_names=[],
    )


@pytest.fixture
def task(sitting: tuple[Sitting, str]) -> DBTaskResult:
    """The task of the sitting's PDF, claimed by a worker."""
    asked = printing.ask(sitting[0].pk, "a4", "en")
    task = DBTaskResult.objects.get(pk=asked.task)
    task.claim("a-worker")
    return task


def test_an_erasure_while_it_is_printed_leaves_no_file_and_a_worker_that_goes_on(
    worker: Worker,
    task: DBTaskResult,
    own_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    kept: list[Path] = []

    def erased_meanwhile(printout: object) -> bytes:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            erase(Sitting.objects.all())
        return b"%PDF-of-somebody-gone"

    monkeypatch.setattr("reports.tasks.close_old_connections", lambda: None)  # This test's is the only one.
    monkeypatch.setattr(cache, "print_out", erased_meanwhile)
    monkeypatch.setattr(cache, "write_whole", lambda files: kept.extend(files))

    worker.run_task(task)

    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"
    assert kept == [] and not [*own_folder.rglob("*.pdf")]


def test_an_erasure_takes_a_task_that_nobody_has_begun(
    sitting: tuple[Sitting, str], django_capture_on_commit_callbacks: object
) -> None:
    printing.ask(sitting[0].pk, "a4", "en")

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase(Sitting.objects.all())

    assert not DBTaskResult.objects.exists()


def test_a_task_whose_worker_was_killed_goes_when_it_is_old(task: DBTaskResult) -> None:
    now = timezone.now()

    queue.forget_ended(now - LONG_AGO)
    assert DBTaskResult.objects.exists()

    queue.forget_ended(now + LONG_AGO)
    assert not DBTaskResult.objects.exists()

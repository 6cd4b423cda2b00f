"""What the queue and its workers come through: a database or a Redis that goes away for a while."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisIsAway

from config.queue import engine
from quiz.models import Sitting
from reports import heartbeat, queue, tasks
from reports.models import Printing, Stage, Worker
from reports.pdf import RenderError
from reports.printing import STUCK, end, take_over, take_up

NOW = timezone.now


def is_taken_up(found: Sitting, **fields: object) -> Printing:
    """Somebody's PDF, in the hands of a worker that lives."""
    Worker.objects.create(name="busy", host="here", started_at=NOW(), seen_at=NOW())
    asked = Printing.objects.create(sitting=found, paper="a4", language="en-gb", asked_at=NOW())
    taken = take_up(asked.pk, "busy")
    assert taken
    Printing.objects.filter(pk=asked.pk).update(**fields)
    return taken


def test_what_a_live_worker_holds_for_too_long_is_given_to_another(
    sitting: tuple[Sitting, str],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
):
    longest = 2 * timedelta(seconds=settings.RENDER_SECONDS) + STUCK
    taken = is_taken_up(sitting[0], started_at=NOW() - longest + timedelta(seconds=5))
    monkeypatch.setattr(queue, "enqueue", lambda number: f"again {number}")

    assert take_over(NOW()) == 0
    assert take_over(NOW() + timedelta(seconds=6)) == 1

    taken.refresh_from_db()
    assert (taken.stage, taken.task) == (Stage.WAITING, f"again {taken.pk}")


@pytest.mark.parametrize(("silent", "left"), [(True, 0), (False, 1)])
def test_the_task_of_a_dead_worker_goes_and_that_of_one_that_lives_stays(
    sitting: tuple[Sitting, str], monkeypatch: pytest.MonkeyPatch, silent: bool, left: int
):
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr(queue, "enqueue", lambda number: "again")
    task = DBTaskResult.objects.create(
        task_path="reports.tasks.print_report",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        queue_name="default",
        status="RUNNING",
        run_after=NOW(),
    )
    is_taken_up(sitting[0], task=str(task.pk), started_at=NOW() - timedelta(hours=3))
    if silent:
        Worker.objects.update(seen_at=NOW() - timedelta(minutes=1))

    assert take_over(NOW()) == 1

    assert DBTaskResult.objects.count() == left


def test_who_held_it_for_too_long_writes_nothing_down_any_more(
    sitting: tuple[Sitting, str],
    monkeypatch: pytest.MonkeyPatch,
):
    taken = is_taken_up(sitting[0], started_at=NOW() - timedelta(hours=3))
    monkeypatch.setattr(queue, "enqueue", lambda number: "again")
    take_over(NOW())
    again = take_up(taken.pk, "busy")

    end(taken, Stage.MADE, digest="of the first")

    assert again
    again.refresh_from_db()
    assert (again.stage, again.digest) == (Stage.RUNNING, "")


def test_the_heart_goes_on_beating_whatever_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    heart = heartbeat.Heartbeat()
    troubles = [RedisIsAway("no Redis"), RuntimeError("no idea"), DatabaseError("no database")]

    def beat() -> None:
        if not troubles:
            return heart.stopping.set()
        raise troubles.pop()

    monkeypatch.setattr(heartbeat, "beat", beat)
    monkeypatch.setattr(heartbeat, "BEAT_SECONDS", 0.001)
    monkeypatch.setattr("reports.heartbeat.connection.close", lambda: None)
    heart.run()

    assert [said in caplog.text for said in ("no Redis", "no idea", "no database")] == [True] * 3


@pytest.fixture
def no_redis(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The queue is in a Redis that doesn't answer."""
    settings.QUEUE = engine(f"unix://{tmp_path}/nobody")

    def refuse(*_: object) -> None:
        raise RedisIsAway("connection refused")

    monkeypatch.setattr(queue, "redis_job", refuse)
    monkeypatch.setattr(tasks.print_report.__class__, "enqueue", refuse)


@pytest.mark.usefixtures("no_redis", "own_folder")
@pytest.mark.parametrize("task", ["", "of before"])
def test_a_download_is_made_at_once_while_redis_is_away(
    owner: Client,
    sitting: tuple[Sitting, str],
    quick_pdf: list[int],
    task: str,
):
    Worker.objects.create(name="idle", host="here", started_at=NOW(), seen_at=NOW())
    if task:
        Printing.objects.create(sitting=sitting[0], paper="a4", language="en-gb", asked_at=NOW(), task=task)

    answer = owner.get("/result/verdict.pdf")

    assert (answer.status_code, answer.content) == (200, b"%PDF-quick")
    assert quick_pdf == [1]
    assert Printing.objects.get().stage == Stage.WAITING  # For when Redis is back.


@pytest.mark.usefixtures("own_folder")
def test_a_pdf_that_was_thrown_away_to_make_room_is_made_again(
    owner: Client, settings: Settings, quick_pdf: list[int]
):
    first = owner.get("/result/verdict.pdf")
    (kept,) = settings.DATA_DIR.rglob("*.pdf")
    kept.unlink()

    again = owner.get("/result/verdict.pdf")

    assert (again.status_code, again.content) == (200, first.content)
    assert quick_pdf == [1, 1]


def cut_off() -> None:
    """Ends our connection to the database as its server does: behind our back."""
    assert connection.connection is not None
    connection.connection.close()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no server that could drop us")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [RenderError("no"), ValueError("bug")])
def test_a_worker_comes_back_from_a_dropped_connection(
    sitting: tuple[Sitting, str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
):
    asked = Printing.objects.create(sitting=sitting[0], paper="a4", language="en-gb", asked_at=NOW())
    monkeypatch.setattr(queue, "enqueue", lambda number: "again")

    def make(taken: Printing) -> None:
        cut_off()
        raise error

    monkeypatch.setattr(tasks, "make", make)
    cut_off()
    if isinstance(error, RenderError):
        assert tasks.print_report.call(asked.pk) == "failed"
    else:
        with pytest.raises(ValueError, match="bug"):
            tasks.print_report.call(asked.pk)

    asked.refresh_from_db()
    assert (asked.stage, asked.attempts, asked.task) == (Stage.WAITING, 1, "again")

"""Redis in place of the database's queue, by setting alone: a real server, a real worker."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.queue import engine
from tests.operations.site import Browser, Site, free_port, until

ASK = """
import time
from reports import queue
begun = time.monotonic()
try:
    queue.enqueue(1)
except queue.Unreachable:
    print(time.monotonic() - begun < 4)
"""
A_WORKER_LIVES = """
from django.utils import timezone
from reports.models import Worker
Worker.objects.create(name="idle", host="here", started_at=timezone.now(), seen_at=timezone.now())
"""


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis server of our own, on a socket in a temporary folder."""
    program = shutil.which("redis-server")
    assert program, "This test needs Redis: apt-get install redis-server"
    socket = tmp_path / "redis"
    words = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path))
    server = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL)
    until(socket.exists, 10)
    yield f"unix://{socket}"
    server.terminate()
    server.wait()


def test_redis_holds_the_queue_when_the_setting_says_so(site: Site, redis: str):
    site.variables["TASKS"] = redis
    site.finish(2)
    assert site.count("django_tasks_database_dbtaskresult") == 0
    worker = site.worker()

    until(lambda: site.count("reports_printing", "stage = 'made'") == 2, 90, every=0.5)
    assert len(list((site.folder / "pdf").rglob("*.pdf"))) == 2
    worker.terminate()
    assert worker.wait(timeout=30) == 0
    assert site.count("reports_worker") == 0


def test_what_redis_forgot_is_queued_again(site: Site, redis: str):
    site.variables["TASKS"] = redis
    site.finish()
    site.script("import django_rq; django_rq.get_connection().flushall()")
    site.script(
        "from datetime import timedelta\nfrom django.utils import timezone\n"
        "from reports.models import Printing\n"
        "Printing.objects.update(asked_at=timezone.now() - timedelta(minutes=5))"
    )
    site.worker()

    until(lambda: site.count("reports_printing", "stage = 'made'") == 1, 90, every=0.5)


@pytest.fixture
def hanging() -> Iterator[str]:
    """The address of a Redis that takes connections and says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.parametrize("where", ["hanging", "gone"])
def test_a_redis_that_is_away_keeps_nobody_waiting_and_a_download_makes_its_pdf(
    site: Site, hanging: str, where: str
):
    (code,) = site.finish()
    site.variables["TASKS"] = hanging if where == "hanging" else f"unix://{site.folder}/nobody"
    site.script(A_WORKER_LIVES)
    port = free_port()
    site.web(port)

    assert site.script(ASK) == "True"
    status, pdf = Browser(port, code).get("/result/verdict.pdf")
    assert (status, pdf[:4]) == (200, b"%PDF")
    assert site.rows("SELECT stage FROM reports_printing") == [("waiting",)]  # For when it is back.


def test_who_names_a_patience_of_their_own_is_heard():
    told = [
        engine(url).redis["default"]["URL"]
        for url in ("redis://a/1", "redis://a/1?db=2", "unix:///run/redis?socket_timeout=9")
    ]

    assert told == [
        "redis://a/1?socket_connect_timeout=2&socket_timeout=2",
        "redis://a/1?db=2&socket_connect_timeout=2&socket_timeout=2",
        "unix:///run/redis?socket_timeout=9",
    ]

"""Redis in place of the database's queue, by setting alone: a real server, a real worker."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.site import Site, until


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

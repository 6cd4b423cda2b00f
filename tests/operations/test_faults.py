"""R7 and R9: migrations there and back; a read-only database, a missing library."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.operations.site import PYTHON, Site, until

FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from django.core.management import call_command
from django.test import Client
from django.db import connection
from quiz.models import Edition, Response, Sitting
from django.utils import timezone

client = Client()
client.post("/quiz/start/", {"path": "all"})
sitting = Sitting.objects.get()
before = Response.objects.count()
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.close()
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
answer = client.post("/quiz/1/", {"coach-or-build": "a"})
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
told = answer.content.decode()
print(answer.status_code, "Nothing can be stored" in told, "Traceback" in told)
connection.close()
again = client.get("/quiz/1/")
print(again.status_code, Response.objects.count() == before)
"""
READ_ONLY = """
from django.db import connection
from django.test import Client

client = Client()
client.post("/quiz/start/", {"path": "all"})
connection.cursor().execute("PRAGMA query_only=ON")
answer = client.post("/quiz/1/", {"item": "4"})
start = Client().post("/quiz/start/", {"path": "all"})
home = client.get("/")
print(answer.status_code, start.status_code, home.status_code, answer["Retry-After"])
print("Nothing can be stored" in answer.content.decode(), "Traceback" in answer.content.decode())
"""
NO_PANGO = '''
import subprocess, sys
import reports.pdf as door
from django.test import Client
from django.conf import settings
NO_LIBRARY = """
import runpy, cffi
def missing(*words, **options):
    raise OSError("no pango")
cffi.FFI.dlopen = missing
runpy.run_module("reports.render", run_name="__main__")
"""
run = subprocess.run
door.subprocess.run = lambda command, **options: run([sys.executable, "-c", NO_LIBRARY], **options)
client = Client()
client.cookies[settings.SITTING_COOKIE_NAME] = sys.argv[1]
answer = client.get("/result/verdict.pdf")
told = answer.content.decode()
print(answer.status_code, "answers are safe" in told, "Traceback" in told)
'''


def manage(site: Site, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=site.environment(),
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_migrations_go_forward_back_to_nothing_and_forward(tmp_path: Path):
    site = Site(tmp_path / "data")
    (tmp_path / "data").mkdir()

    steps = [manage(site, "migrate", "--verbosity", "0")]
    steps += [
        manage(site, "migrate", app, "zero", "--verbosity", "0") for app in ("reports", "quiz", "roles")
    ]
    steps += [
        manage(site, "migrate", "--verbosity", "0"),
        manage(site, "makemigrations", "--check", "--dry-run"),
    ]

    assert [(step.returncode, step.stderr) for step in steps] == [(0, "")] * len(steps)


def test_a_full_disk_is_told_as_what_it_is_and_loses_nothing(site: Site):
    said = site.script(FULL).splitlines()

    assert said[0] == "503 True False"
    assert said[-1] == "200 True"


def test_a_read_only_database_still_shows_pages_and_says_what_it_refuses(site: Site):
    said = site.script(READ_ONLY).splitlines()

    assert said == ["503 503 200 30", "True False"]


def test_a_command_that_cannot_write_ends_with_a_message_and_a_code(site: Site):
    copy = site.folder / "no-such-folder" / "copy"

    done = manage(site, "backup", str(copy))

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No such file or directory" in done.stderr


def test_a_worker_without_its_database_ends_with_a_message_and_a_code(tmp_path: Path):
    site = Site(tmp_path / "data")
    (tmp_path / "data").mkdir()

    done = manage(site, "worker")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "manage.py doctor" in done.stderr


def test_a_worker_that_is_stopped_before_it_looks_into_the_queue_leaves_no_sign_of_life(site: Site):
    slow = (
        "import django, time; django.setup(); from django.core.management import call_command; "
        "from reports import queue; queue.run = lambda name: time.sleep(60); call_command('worker', nice=0)"
    )
    worker = site.start("-c", slow)
    until(lambda: site.count("reports_worker") == 1, 60)
    worker.terminate()

    assert worker.wait(timeout=30) == 0
    assert site.count("reports_worker") == 0


def test_missing_pango_is_told_without_a_traceback(site: Site):
    (code,) = site.finish()

    assert site.script(NO_PANGO, code) == "503 True False"


def test_missing_fonts_are_told_without_a_traceback(site: Site):
    (code,) = site.finish()
    (site.folder / "fonts").unlink()
    (site.folder / "fonts").mkdir()

    said = site.script(
        "import sys\nfrom django.conf import settings\nfrom django.test import Client\nclient = Client()\n"
        "client.cookies[settings.SITTING_COOKIE_NAME] = sys.argv[1]\n"
        "answer = client.get('/result/verdict.pdf')\n"
        "print(answer.status_code, 'Traceback' in answer.content.decode())",
        code,
    )
    assert said == "503 False"


@pytest.mark.parametrize("level", ["line", "json"])
def test_a_journey_leaves_no_code_and_no_answer_in_the_logs(site: Site, level: str):
    site.variables |= {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": level}
    done = subprocess.run(
        [PYTHON, "-c", JOURNEY],
        cwd=settings.BASE_DIR,
        env=site.environment(),
        capture_output=True,
        text=True,
        timeout=180,
    )

    assert done.returncode == 0, done.stderr
    (code,) = done.stdout.split()
    assert "quiz:page" in done.stderr
    assert code not in done.stderr
    assert "Canary" not in done.stderr
    assert "coach-or-build" not in done.stderr


JOURNEY = """
import django; django.setup()
import logging; logging.getLogger("django.db.backends").setLevel(logging.INFO)
from django.test import Client
client = Client()
client.post("/quiz/start/", {"path": "all"})
code = client.cookies["sitting"].value
client.post("/quiz/about/", {"name": "Canary"})
client.post("/quiz/1/", {"coach-or-build": "a"})
client.get(f"/resume/{code}/")
client.get("/quiz/check/")
client.post("/quiz/finish/")
client.get("/result/")
print(code)
"""

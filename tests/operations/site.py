"""A real site for tests: a data folder of its own, real web and worker processes, a browser of sorts."""

import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError

from django.conf import settings

from tests.trust.sizes import size

PYTHON = sys.executable
PUBLISH = """
import sys
from django.core.management import call_command
from django.utils import timezone
from quiz.editions.document import canonical, digest, write_document
from quiz.models import Edition
from tests.builders import small_content

call_command("migrate", verbosity=0)
document = write_document(small_content())
Edition(number=1, digest=digest(document), document=canonical(document), published_at=timezone.now()).save()
"""
FINISHED = """
import sys
from django.utils import timezone
from quiz.answering import finish
from quiz.editions.store import as_value
from quiz.models import Edition, Response, Sitting
from tests.reports.builders import a_submission

for _ in range(int(sys.argv[1])):
    sitting, code = Sitting.objects.start(Edition.objects.newest(), timezone.now())
    answers = a_submission().answers
    Response.objects.bulk_create(
        Response(sitting=sitting, item=item, value=as_value(answer)) for item, answer in answers.items()
    )
    finish(sitting, timezone.now())
    print(code)
"""


@dataclass
class Site:
    """What runs on one data folder; everything is stopped by ``stop``."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    code: Path = settings.BASE_DIR  # Of this release, or of another one.
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        usual = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        ours = {
            "DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "HTTPS": "false",
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
        }
        return usual | ours | self.variables

    def collect(self) -> "Site":
        """Fonts, styles and scripts: the same for every site."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "fonts").symlink_to(settings.FONT_DIR)
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        return self

    def publish(self) -> "Site":
        """The database, with an edition of the small content."""
        self.script(PUBLISH)
        return self

    def script(self, text: str, *words: str) -> str:
        """Runs Python with Django set up. Returns what it printed."""
        done = subprocess.run(
            [PYTHON, "-c", f"import django; django.setup()\n{text}", *words],
            cwd=self.code,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=size(120, 600),
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def manage(self, *words: str) -> str:
        """Runs one of our commands. Returns what it printed."""
        done = subprocess.run(
            [PYTHON, "manage.py", *words],
            cwd=self.code,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, f"{' '.join(words)} of {self.code}: {done.stderr}"
        return done.stdout

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What the database answers, without Django's start."""
        if url := self.variables.get("DATABASE_URL"):
            import psycopg

            found = urllib.parse.urlsplit(url)
            words = dict(urllib.parse.parse_qsl(found.query))
            with psycopg.connect(dbname=found.path[1:], **words) as connection:
                return connection.execute(sql.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "rolewise.sqlite3", timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def write(self, sql: str) -> None:
        """What somebody does to SQLite's tables by hand."""
        with closing(sqlite3.connect(self.folder / "rolewise.sqlite3", timeout=20)) as connection:
            connection.execute(sql)
            connection.commit()

    def count(self, table: str, condition: str = "1 = 1") -> int:
        ((number,),) = self.rows(f"SELECT count(*) FROM {table} WHERE {condition}")
        assert isinstance(number, int)
        return number

    def open_printings(self) -> int:
        return self.count("reports_printing", "stage IN ('waiting', 'running')")

    def finish(self, people: int = 1) -> list[str]:
        """So many people finish the quiz. Returns their codes."""
        return self.script(FINISHED, str(people)).split()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Starts one of our programs."""
        with (self.folder / f"log-{len(self.processes)}").open("wb") as log:
            process = subprocess.Popen(
                [PYTHON, *command],
                cwd=self.code,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("manage.py", "worker", "--nice", "0")

    def web(self, port: int) -> subprocess.Popen[bytes]:
        bind = ("--bind", f"127.0.0.1:{port}", "--workers", "1")
        process = self.start("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *bind, "config.wsgi")
        until(lambda: answers(port), 30)
        return process

    def logs(self) -> str:
        return "\n".join(path.read_text("utf-8", "replace") for path in sorted(self.folder.glob("log-*")))

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


class Browser:
    """Keeps cookies, follows redirects and sends the forms' tokens."""

    def __init__(self, port: int, code: str = "") -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.at = ""  # The path of the page that was answered last, after redirects.
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        if code:
            self.opener.addheaders = [("Cookie", f"sitting={code}")]

    def get(self, path: str) -> tuple[int, bytes]:
        return self.send(urllib.request.Request(self.home + path))

    def post(self, path: str, page: bytes, /, **fields: str) -> tuple[int, bytes]:
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, "The page has no form."
        sent = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1].decode()}).encode()
        return self.send(urllib.request.Request(self.home + path, data=sent))

    def send(self, request: urllib.request.Request) -> tuple[int, bytes]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                self.at = urllib.parse.urlsplit(answer.url).path
                return answer.status, answer.read()
        except HTTPError as refused:
            with refused:
                self.at = urllib.parse.urlsplit(refused.url).path
                return refused.code, refused.read()


def answers(port: int) -> bool:
    try:
        return Browser(port).get("/health/live")[0] == 200
    except OSError:
        return False


def until(happened: Callable[[], object], seconds: float, every: float = 0.1) -> None:
    """Waits for something, and fails if it doesn't come."""
    limit = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < limit, f"not within {seconds} seconds"
        time.sleep(every)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

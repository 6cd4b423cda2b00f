"""S10: what is deleted is gone from the disk and was never in a log, not only from the tables."""

from pathlib import Path

import pytest

from tests.trust.surroundings import run_python

NAME = "Canary Zwitscherling"
# Runs in a process and on a database file of its own: the tests' database is in memory and has no
# log. A second connection stays open, as another worker's does; else closing would empty the log.
SCRIPT = """
import sqlite3, sys
from datetime import timedelta
from io import StringIO
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from quiz.editions.document import canonical, digest, write_document
from quiz.editions.store import content_of
from quiz.models import Edition, Response, ShareLink, Sitting
from quiz.retention import erase_overdue
from reports.cache import folder_of
from tests.builders import small_content

way, name = sys.argv[1:]
call_command("migrate", verbosity=0)
file = settings.DATA_DIR / "rolewise.sqlite3"
other_worker = sqlite3.connect(file)
other_worker.execute("SELECT count(*) FROM quiz_sitting").fetchall()
document = write_document(small_content())
now = timezone.now()
edition = Edition(number=1, digest=digest(document), document=canonical(document), published_at=now)
edition.save()

browser = Client()
browser.post("/quiz/start/", {"path": "all"} | ({"no_trace": "yes"} if way in ("visit", "hour") else {}))
browser.post("/quiz/about/", {"name": name, "salary_floor": "7654321"})
browser.post("/quiz/1/", dict.fromkeys(list(content_of(edition).items)[:5], "4"))
browser.post("/quiz/finish/")
assert browser.get("/result/").status_code == 200
browser.post("/result/share/", {"days": "30", "shows_name": "on"})
sitting, code = Sitting.objects.get(), browser.cookies[settings.SITTING_COOKIE_NAME].value
Response.objects.create(sitting=sitting, item="canary-item", value="4")
folder_of(sitting).mkdir(parents=True, exist_ok=True)
(folder_of(sitting) / "verdict.pdf").write_text(name)

def traces():
    files = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files)
    words = (name, "7654321", "canary-item", sitting.code_hash, code)
    return [word for word in words if word.encode() in held]

assert len(traces()) == 4, traces()
match way:
    case "owner" | "visit":
        assert browser.post("/quiz/delete/").status_code == 302
    case "hour":
        assert erase_overdue(timezone.now()) == 0
        assert erase_overdue(timezone.now() + timedelta(hours=1)) == 1
    case "purge":
        Sitting.objects.update(touched_at=timezone.now() - timedelta(days=999))
        call_command("sittings", "purge")
    case "erase":
        sys.stdin = StringIO(code)
        call_command("sittings", "erase")
assert not Sitting.objects.exists() and not ShareLink.objects.exists()
assert browser.get("/result/").status_code == 404
log = file.with_name(file.name + "-wal")
print("traces:", traces(), "log:", log.stat().st_size)
"""


@pytest.mark.parametrize("way", ["owner", "visit", "hour", "purge", "erase"])
def test_no_byte_of_an_erased_sitting_stays_in_the_data_folder_or_a_log(tmp_path: Path, way: str):
    done = run_python(
        SCRIPT,
        way,
        NAME,
        DATA_DIR=str(tmp_path),
        DEBUG="true",
        HTTPS="false",
        ALLOWED_HOSTS="testserver",
        LOG_LEVEL="INFO",
    )

    assert done.returncode == 0, done.stderr
    assert "traces: [] log: 0" in done.stdout
    assert not [word for word in (NAME, "7654321", "canary-item") if word in done.stdout + done.stderr]

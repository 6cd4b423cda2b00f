"""What is deleted is gone from the disk, not only from the tables."""

from pathlib import Path

import pytest

from tests.trust.surroundings import run_python

NAME = "Canary Zwitscherling"
MUST_HAVE = "canary-must-have"
# Runs in a process and on a database file of its own: the tests' database is in memory and has no
# log. A second connection stays open, as another worker's does; else closing would empty the log.
SCRIPT = """
import sqlite3, sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from quiz.models import Edition, Response, Sitting
from reports.cache import folder_of

way, name, must_have = sys.argv[1:]
call_command("migrate", verbosity=0)
file = settings.DATA_DIR / "rolewise.sqlite3"
other_worker = sqlite3.connect(file)
other_worker.execute("SELECT count(*) FROM quiz_sitting").fetchall()

edition = Edition.objects.create(number=1, digest="d", document="{}", published_at=timezone.now())
begun = timezone.now() - timedelta(days=999)
sitting, code = Sitting.objects.start(edition, begun, about={"name": name}, must_haves={must_have: 1})
Response.objects.create(sitting=sitting, item="canary-item", value="4")
folder_of(sitting).mkdir(parents=True)
(folder_of(sitting) / "verdict.pdf").write_text(name)

def traces():
    files = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files)
    return [word for word in (name, must_have, "canary-item") if word.encode() in held]

assert len(traces()) == 3, traces()
match way:
    case "owner":
        browser = Client()
        browser.cookies[settings.SITTING_COOKIE_NAME] = code
        assert browser.post("/quiz/delete/").status_code == 302
    case "purge":
        call_command("sittings", "purge")
    case "erase":
        sys.stdin = StringIO(code)
        call_command("sittings", "erase")
assert not Sitting.objects.exists()
log = file.with_name(file.name + "-wal")
print("traces:", traces(), "log:", log.stat().st_size)
"""


@pytest.mark.parametrize("way", ["owner", "purge", "erase"])
def test_no_byte_of_an_erased_sitting_stays_in_the_data_folder(tmp_path: Path, way: str):
    done = run_python(
        SCRIPT, way, NAME, MUST_HAVE, DATA_DIR=str(tmp_path), HTTPS="false", ALLOWED_HOSTS="testserver"
    )

    assert done.returncode == 0, done.stderr
    assert "traces: [] log: 0" in done.stdout

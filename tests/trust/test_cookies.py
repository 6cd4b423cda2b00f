"""Each cookie is for this host alone, over TLS, out of reach of scripts and of other sites' forms."""

import json
from pathlib import Path

import pytest
from django.test import Client

from tests.trust.surroundings import run_python

# Runs in a process of its own: the tests' settings are those of a machine without TLS.
SCRIPT = """
import json, re
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from quiz.editions.document import canonical, digest, write_document
from quiz.models import Edition
from tests.builders import small_content

call_command("migrate", verbosity=0)
document = write_document(small_content())
now = timezone.now()
Edition(number=1, digest=digest(document), document=canonical(document), published_at=now).save()
User.objects.create_superuser("editor", password="a long enough password")
browser, set_cookies = Client(SERVER_NAME="localhost"), {}

def ask(method, address, **fields):
    answer = getattr(browser, method)(address, fields, secure=True)
    set_cookies.update({name: dict(morsel) for name, morsel in answer.cookies.items() if morsel.value})
    return answer

ask("get", "/")
ask("post", "/language/", language="de", next="/")
ask("post", "/quiz/start/", path="all")
ask("post", "/quiz/finish/")
ask("post", "/result/share/", days="7")
page = ask("get", "/result/share/").content.decode()
ask("post", re.search("/shared/[^/]{43}/", page)[0])
ask("post", "/admin/login/", username="editor", password="a long enough password")
print(json.dumps(set_cookies))
"""
NAMES = {
    "__Host-sitting",
    "__Host-shared",
    "__Host-session",
    "__Host-csrf",
    "__Host-language",
    "__Host-newlink",
}


def test_every_cookie_is_for_this_host_over_tls_and_out_of_reach(tmp_path: Path):
    done = run_python(SCRIPT, DATA_DIR=str(tmp_path), DEBUG="true", ALLOWED_HOSTS="localhost")

    assert done.returncode == 0, done.stderr
    cookies = json.loads(done.stdout)
    assert set(cookies) == NAMES
    for name, said in cookies.items():
        kept = (said["secure"], said["httponly"], said["samesite"], said["path"], said["domain"])
        assert kept == (True, True, "Lax", "/", ""), name


@pytest.mark.parametrize("path", ["/", "/admin/", "/quiz/start/", "/nowhere/"])
def test_trace_is_not_answered(path: str, db: None):
    answer = Client().trace(path, headers={"X-Canary": "canary"})

    assert answer.status_code in (302, 404, 405)
    assert b"canary" not in answer.content

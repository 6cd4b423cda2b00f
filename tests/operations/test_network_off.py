"""Everything works on a machine without a network: from the first page to the PDF, and the commands."""

import platform
import sys

import pytest

from tests.operations.site import Site

# From here on this process and all it starts get no socket but those of files: Linux refuses the others.
NETWORK_OFF = """
import ctypes, errno, socket, struct, subprocess, sys

CALL = {"x86_64": 41, "aarch64": 198}[sys.argv[1]]  # The number of socket(2).
LOAD, EQUAL, END = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
steps = [
    (LOAD, 0, 0, 0), (EQUAL, 0, 3, CALL),  # Another call: allowed.
    (LOAD, 0, 0, 16), (EQUAL, 2, 0, socket.AF_INET), (EQUAL, 1, 0, socket.AF_INET6),
    (END, 0, 0, ALLOW), (END, 0, 0, REFUSE),
]
held = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(held)))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0, ctypes.get_errno()

TRY = "import socket; socket.socket()"
for tried in (TRY, f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {TRY!r}]))"):
    refused = subprocess.run([sys.executable, "-c", tried], capture_output=True, text=True)
    assert "PermissionError" in refused.stderr, refused
"""
JOURNEY = """
from django.core.management import call_command
from django.test import Client
from quiz.models import Response
from tests.operations.test_sharing import fields_in

client = Client()
seen, stored, before = {}, 0, Response.objects.count()

def ask(path, /, **posted):
    answer = client.post(path, posted, follow=True) if posted else client.get(path, follow=True)
    seen[path] = answer.status_code
    return b"".join(answer) if answer.streaming else answer.content

ask("/"), ask("/quiz/start/", path="all"), ask("/quiz/about/", name="Ada")
for number in range(1, 6):
    slugs = [name.decode() for name in fields_in(ask(f"/quiz/{number}/"))]
    ask(f"/quiz/{number}/", **dict.fromkeys(slugs, "unsure"))
    stored += len(slugs)
ask("/quiz/check/"), ask("/quiz/finish/", sure="yes")
assert Response.objects.count() == stored + before
client.cookies["sitting"] = sys.argv[2]  # Somebody who had more to say.
for path in ("/roles/", "/compare/", "/method/", "/sources/", "/admin/login/", "/health/ready", "/metrics"):
    ask(path)
ask("/result/"), ask("/result/answers.json")
pdf = ask("/result/verdict.pdf")
call_command("sittings", "purge", verbosity=0)
call_command("edition", "list")
print({path: status for path, status in seen.items() if status != 200}, len(seen), pdf[:5])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the network is taken away by Linux' own means")
def test_nothing_needs_a_network_from_the_first_page_to_the_pdf(site: Site):
    (code,) = site.finish()

    said = site.script(NETWORK_OFF + JOURNEY, platform.machine(), code).splitlines()

    assert said[-1] == "{} 20 b'%PDF-'"

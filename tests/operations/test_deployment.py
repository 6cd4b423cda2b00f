"""The commands of systemd's units, run in the order that it runs them, on the example's settings."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from reports.faces import make_fonts
from tests.operations.site import Browser, Site, answers, free_port, until

DEPLOY = settings.BASE_DIR / "deploy"
INSTALLED = "/opt/rolewise"


def command(unit: str, key: str, **known: str) -> list[str]:
    """A command line of a unit, as it would be here."""
    lines = (DEPLOY / "systemd" / unit).read_text("utf-8").splitlines()
    (line,) = (line.partition("=")[2] for line in lines if line.startswith(f"{key}="))
    for name, value in known.items():
        line = line.replace(f"${name}", value)
    words = shlex.split(line)
    return [sys.executable if word.startswith(INSTALLED) else word for word in words]


def example() -> dict[str, str]:
    lines = (DEPLOY / "example.env").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Site]:
    """A machine on which nothing was run yet but the making of fonts, which takes half a minute."""
    make_fonts(settings.FONT_DIR)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "fonts").symlink_to(settings.FONT_DIR)
    (tmp_path / "metrics").mkdir()
    variables = example() | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics")}
    site = Site(tmp_path / "data", variables)
    yield site
    site.stop()


def status(port: int, path: str) -> int:
    """What a proxy with TLS is answered."""
    seen = {"Host": "careers.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    with urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=seen)
    ) as answer:
        return int(answer.status)


def test_the_units_commands_prepare_serve_reload_work_purge_and_stop(machine: Site, tmp_path: Path):
    port, notices = free_port(), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notices.bind(str(tmp_path / "notify"))
    notices.settimeout(60)
    machine.variables |= {"NOTIFY_SOCKET": str(tmp_path / "notify"), "BIND": f"127.0.0.1:{port}"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        usual = {"cwd": settings.BASE_DIR, "env": machine.environment(), "text": True, "timeout": 300}
        return subprocess.run(words, capture_output=True, **usual)

    prepared = run(*command("rolewise-web.service", "ExecStartPre"))
    assert (prepared.returncode, "Published edition 1" in prepared.stdout) == (0, True), prepared.stderr
    web = machine.start(*command("rolewise-web.service", "ExecStart")[1:])
    with notices:
        assert b"READY=1" in notices.recv(500)
    until(lambda: answers(port), 30)
    assert Browser(port).get("/health/ready")[0] == 200
    assert status(port, "/") == 200

    worker = machine.start(*command("rolewise-worker@.service", "ExecStart")[1:])
    until(lambda: machine.count("reports_worker") == 1, 60, every=0.5)
    before = children(web)
    assert run(*command("rolewise-web.service", "ExecReload", MAINPID=str(web.pid))).returncode == 0
    until(lambda: children(web) and not set(before) & set(children(web)), 60, every=0.5)
    assert status(port, "/") == 200

    purged = run(*command("rolewise-purge.service", "ExecStart"))
    assert (purged.returncode, purged.stderr) == (0, "")
    for process in (worker, web):
        process.send_signal(signal.SIGTERM)
    assert (worker.wait(timeout=60), web.wait(timeout=60)) == (0, 0)
    assert machine.count("reports_worker") == 0


def children(process: subprocess.Popen[bytes]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def test_every_unit_keeps_what_it_writes_in_one_folder_and_runs_as_nobody_special():
    units = sorted((DEPLOY / "systemd").glob("*.service"))
    told = [unit.read_text("utf-8").splitlines() for unit in units]

    assert len(units) == 3
    for lines in told:
        assert {
            "User=rolewise",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "ReadWritePaths=/var/lib/rolewise",
        } <= set(lines)
    assert os.access(DEPLOY / "gunicorn.conf.py", os.R_OK)

"""What several web processes counted is told by each of them, a killed one's too."""

import os
import re
import signal

from tests.operations.site import Browser, Site, answers, free_port, until
from tests.operations.test_background import children_of

ASKED = 12


def told(port: int) -> int:
    """How many requests for the first page the metrics of whoever answers know of."""
    _, metrics = Browser(port).get("/metrics")
    line = rb'rolewise_requests_total\{method="GET",route="home",status="200"\} (\d+)'
    counted = re.findall(line, metrics)
    return sum(map(int, counted))


def test_each_process_tells_what_all_of_them_counted(site: Site):
    counts = site.folder / "metrics"
    counts.mkdir()
    site.variables["PROMETHEUS_MULTIPROC_DIR"] = str(counts)
    port = free_port()
    bind = ("--bind", f"127.0.0.1:{port}", "--workers", "2")
    server = site.start("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *bind, "config.wsgi")
    until(lambda: answers(port), 60)
    statuses = {Browser(port).get("/")[0] for _ in range(ASKED)}
    before = {told(port) for _ in range(6)}
    victim = children_of(server)[0]

    os.kill(victim, signal.SIGKILL)
    until(lambda: len(children_of(server)) == 2 and victim not in children_of(server), 30)
    assert statuses == {200}
    assert before == {ASKED}
    assert {told(port) for _ in range(6)} == {ASKED}

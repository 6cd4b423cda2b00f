"""``python -m config.serve PORT``: web server and PDF worker side by side, for one machine.

Ctrl-C or a signal stops both, each bringing to its end what it has begun. A worker that dies is started
again; without the web server there is nothing to serve, so its end is ours. What killed processes left
behind is tidied up every hour.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

PYTHON = sys.executable
WORKER = (PYTHON, "manage.py", "worker")
PURGE = (PYTHON, "manage.py", "sittings", "--verbosity", "0", "purge")
PATIENCE = 40.0  # Seconds to end in, more than gunicorn gives requests and less than a slow PDF may take.
AGAIN_SECONDS = 3.0  # Between the starts of a worker that keeps dying.
PURGE_SECONDS = 3_600.0
LOOK_SECONDS = 0.2
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody asked us to stop."""


class Regular:
    """A command that is started again once it has ended and so many seconds have gone by since its start."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self.command, self.seconds = command, seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.begun = time.monotonic()

    def start(self) -> None:
        self.process, self.begun = start(self.command), time.monotonic()

    def look(self) -> None:
        has_ended = self.process is None or self.process.poll() is not None
        if has_ended and time.monotonic() - self.begun > self.seconds:
            self.start()


def main(port: str) -> int:
    """Serves until told to stop. Returns the exit code."""
    for number in STOPPING:
        signal.signal(number, stop)
    web = start(web_server(port))
    worker, purge = Regular(WORKER, AGAIN_SECONDS), Regular(PURGE, PURGE_SECONDS)
    worker.start()
    try:
        while (ended := web.poll()) is None:
            worker.look()
            purge.look()
            time.sleep(LOOK_SECONDS)
        return ended
    except Stopped:
        return 0
    finally:
        end(*(child for child in (web, worker.process, purge.process) if child))


def web_server(port: str) -> tuple[str, ...]:
    bind = ("--bind", f"127.0.0.1:{port}")
    return (PYTHON, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *bind, "config.wsgi")


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A child that Ctrl-C reaches only through us, and that does not outlive us."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)  # noqa: S603


def end_with_parent() -> None:
    """Has Linux tell this child to stop should its parent be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(number: int, frame: FrameType | None) -> None:
    for again in STOPPING:
        signal.signal(again, signal.SIG_IGN)
    raise Stopped


def end(*children: subprocess.Popen[bytes]) -> None:
    """Asks the children to end, and ends those that don't with all that they started."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""What a real server on this machine answers: gunicorn, 2 workers of 4 threads, clients on loopback.

Clients are threads of the bench, beside the server, and take CPU too, so requests per second are of
the machine, and requests per CPU second of the server alone. The empty view is in this bench's own
addresses (benchmarks.wsgi), behind the same middleware.
"""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from threading import Thread
from urllib.parse import urlencode

from benchmarks.pages import Ask
from benchmarks.surroundings import PROJECT

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024
CLIENTS = (1, 10, 50)
PORT = 8765
PAPERS = [(paper, language) for language in ("en-gb", "de") for paper in ("a4", "letter")]


@dataclass(frozen=True)
class Figures:
    """Seconds of each request, CPU seconds of the server, and wall seconds."""

    taken: Sequence[float]
    cpu: float
    wall: float

    def row(self, name: str, clients: int) -> str:
        cuts = quantiles(self.taken, n=100)
        ms = "".join(f"{1000 * cuts[at - 1]:>9.1f}" for at in (50, 95, 99))
        number = len(self.taken)
        return f"{name:22}{clients:>8}{number:>9}{ms}{number / self.wall:>10.0f}{number / self.cpu:>12.0f}"

    @property
    def p95(self) -> float:
        return quantiles(self.taken, n=100)[94]


HEAD = f"{'served':22}{'clients':>8}{'requests':>9}{'p50 ms':>9}{'p95':>9}{'p99':>9}" + (
    f"{'per s':>10}{'per CPU s':>12}"
)


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """gunicorn on the bench's data folder; yields the number of its first process."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}", "--workers", "2"]
    command += ["--threads", "4", "--worker-class", "gthread", "--log-level", "error", "benchmarks.wsgi"]
    child = subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"DATA_DIR": str(folder)})
    try:
        wait_for(f"127.0.0.1:{PORT}")
        yield child.pid
    finally:
        child.terminate()
        child.wait()


def wait_for(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection(address, timeout=5)
            connection.request("GET", "/bench/empty/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server doesn't answer.")


def load(ask: Ask, clients: int, seconds: float, pid: int) -> Figures:
    """So many clients, each asking again once it has its answer."""
    taken: list[float] = []
    until = time.monotonic() + seconds
    threads = [Thread(target=ask_until, args=(ask, until, taken)) for _ in range(clients)]
    began, used = time.monotonic(), family_cpu(pid)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Figures(taken, family_cpu(pid) - used, time.monotonic() - began)


def ask_until(ask: Ask, until: float, taken: list[float]) -> None:
    connection = http.client.HTTPConnection(f"127.0.0.1:{PORT}", timeout=60)
    body = urlencode(ask.posted) if ask.posted is not None else None
    while time.monotonic() < until:
        started = time.perf_counter()
        connection.request("POST" if body is not None else "GET", ask.path, body, headers_of(ask))
        answer = connection.getresponse()
        answer.read()
        assert answer.status == ask.expected, f"{ask.name}: {answer.status}"
        taken.append(time.perf_counter() - started)


def headers_of(ask: Ask) -> Mapping[str, str]:
    cookies = "; ".join(f"{name}={value}" for name, value in ask.cookies.items())
    headers = {"Cookie": cookies, "Accept-Encoding": "gzip"}
    if ask.posted is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    return headers | ({"X-Partial": "1"} if ask.partial else {})


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def family_cpu(pid: int) -> float:
    """CPU seconds that a process and its living children have used."""
    fields = (Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in family(pid))
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


def memory_mb(pid: int) -> list[float]:
    """Private and shared memory in use by each process of the server, MB."""
    sizes = (Path(f"/proc/{each}/statm").read_text().split()[1] for each in family(pid))
    return [int(size) * PAGE_KB / 1024 for size in sizes]


def table(folder: Path, asks: Sequence[Ask], seconds: float, say: Callable[[str], None] = print) -> None:
    empty = Ask("empty view", "/bench/empty/", {})
    control = Ask("empty view (A-A)", "/bench/empty/", {})
    with server(folder) as pid:
        say(HEAD)
        for ask in (empty, *asks):
            load(ask, 4, min(1.0, seconds), pid)
        for clients in CLIENTS:
            for ask in (empty, control, *asks):
                say(load(ask, clients, seconds, pid).row(ask.name, clients))
        say(f"memory of each process, MB: {', '.join(f'{each:.0f}' for each in memory_mb(pid))}")
        beside_printing(folder, asks, seconds, pid, say)


def beside_printing(
    folder: Path, asks: Sequence[Ask], seconds: float, pid: int, say: Callable[[str], None]
) -> None:
    """Quiz pages by one client, while a worker makes PDFs one after the other and while it waits."""
    quiz = next(ask for ask in asks if ask.name == "page of five")
    with worker(folder) as worker_pid:
        made = printed(PAPERS[:1])  # Its renderer is loaded with the first.
        without, control = (load(quiz, 1, 2 * seconds, pid).p95 for _ in range(2))
        printing = Thread(target=lambda: made.extend(printed(PAPERS[1:])))
        printing.start()
        taken: list[float] = []
        while printing.is_alive():
            taken += load(quiz, 1, 0.5, pid).taken
        held = memory_mb(worker_pid)
    p95 = quantiles(taken, n=100)[94]
    say(f"seconds from the finish to the PDF: {', '.join(f'{each:.1f}' for each, _ in made)}")
    say(f"MB of the worker and of the renderer it keeps ready: {', '.join(f'{each:.0f}' for each in held)}")
    twice = f"{1000 * without:.1f} and {1000 * control:.1f} ms alone (A-A)"
    say(f"quiz p95: {twice}, {1000 * p95:.1f} ms beside printing: x {p95 / without:.2f}")
    rendering = [each for _, each in made[1:]]
    say(f"reports an hour and worker: {3600 / (sum(rendering) / len(rendering)):.0f}")


@contextmanager
def worker(folder: Path) -> Iterator[int]:
    """A worker as it ships: it gives way to the web where both want a core. Yields its number."""
    command = [sys.executable, "manage.py", "worker"]
    child = subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"DATA_DIR": str(folder)})
    try:
        yield child.pid
    finally:
        child.terminate()
        child.wait(60)


def printed(papers: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
    """Has the finished sitting's PDF made on each paper in each language: the seconds from asking for it, and
    from being taken up."""
    from quiz.models import Sitting
    from reports import printing
    from reports.models import Printing, Stage

    sitting = Sitting.objects.filter(finished_at__isnull=False).latest("pk").pk
    numbers: list[int] = []
    done: list[tuple[float, ...]] = []
    for paper, language in papers:
        number = printing.ask(sitting, paper, language).pk
        while Printing.objects.filter(pk=number).open().exists():
            time.sleep(0.05)
        numbers.append(number)
    for each in Printing.objects.filter(pk__in=numbers):
        assert each.stage == Stage.MADE and each.started_at and each.ended_at
        since = (each.asked_at, each.started_at)
        done.append(tuple((each.ended_at - moment).total_seconds() for moment in since))
    return done

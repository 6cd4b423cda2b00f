"""``python -m benchmarks.upgrade FORMER``: an upgrade while people answer, and the way back.

FORMER is a folder with the code of an earlier release; ``scripts/rehearse-upgrade`` makes one of any commit.
Both releases run with this one's packages. The order is that of docs/operating.md: the former release
serves, this one takes a backup, migrates and prepares beside it, web processes are changed one by one, the
former ones stop; then the same backwards, and forth again. Visitors (``tests.operations.visitors``) answer
all the while. On SQLite, or on the PostgreSQL that DATABASE_URL names.
Ends with 1 if one of them met an error, or misses an answer that was acknowledged.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import django

django.setup()

from tests.operations.site import Browser, Site, free_port, until  # noqa: E402
from tests.operations.visitors import Visitor  # noqa: E402

STAYING, COMING = 3, 2
DATABASE = ("DATABASE_URL", "DATABASE_POOL")
SECONDS = 3.0  # That each release serves alone.
HEAD = f"{'stage':40}{'seconds':>9}{'saves':>7}{'longest save, s':>17}{'errors':>8}"


@dataclass(frozen=True, slots=True)
class Stage:
    """What was done, from when to when (of ``time.monotonic``)."""

    name: str
    begun: float
    ended: float

    def row(self, visitors: Sequence[Visitor]) -> str:
        saves = [save.seconds for visitor in visitors for save in visitor.saves if self.has(save.at)]
        faults = [fault for visitor in visitors for fault in visitor.faults if self.has(fault.at)]
        seconds = self.ended - self.begun
        return f"{self.name:40}{seconds:>9.1f}{len(saves):>7}{max(saves, default=0):>17.2f}{len(faults):>8}"

    def has(self, at: float) -> bool:
        return self.begun <= at < self.ended


@dataclass
class Rehearsal:
    """Two releases on one data folder, and people who answer."""

    former: Site
    present: Site
    ended: Event = field(default_factory=Event)
    stages: list[Stage] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)

    def run(self) -> None:
        self.former.manage("prepare")
        first = self.serve(self.former)
        self.visitors = [
            Visitor((first.port,), number < STAYING, self.ended, number) for number in range(STAYING + COMING)
        ]
        for visitor in self.visitors:
            visitor.start()
        with self.stage("the former release alone"):
            time.sleep(SECONDS)
        with self.stage("backup"):
            self.present.manage("backup", str(self.present.folder / "copy"))
        with self.stage("migrate"):
            self.present.manage("migrate", "--verbosity", "0")
        with self.stage("prepare"):
            self.present.manage("prepare")
        second = self.change(first, self.present, "this release")
        with self.stage("back: prepare of the former release"):
            self.former.manage("prepare")
        third = self.change(second, self.former, "back: the former release")
        with self.stage("forth again: prepare"):
            self.present.manage("prepare")
        self.change(third, self.present, "forth again: this release")
        self.ended.set()
        for visitor in self.visitors:
            visitor.join()

    def change(self, before: "Web", site: Site, name: str) -> "Web":
        """Starts a release's web beside the other one, sends people to both by chance, stops the other."""
        with self.stage(f"{name} starts"):
            after = self.serve(site)
        with self.stage(f"{name} beside the other"):
            self.send_to(before, after)
            time.sleep(2 * SECONDS)
            self.send_to(after)
            time.sleep(SECONDS)  # What was begun with the other one is ended there.
        with self.stage(f"{name} alone"):
            before.process.send_signal(signal.SIGTERM)
            time.sleep(SECONDS)
            before.process.wait(timeout=60)
        return after

    def send_to(self, *webs: "Web") -> None:
        for visitor in self.visitors:
            visitor.ports = tuple(web.port for web in webs)

    def serve(self, site: Site) -> "Web":
        port, config = free_port(), site.code / "deploy" / "gunicorn.conf.py"
        how = (
            ("--config", str(config)) if config.exists() else ("--threads", "4", "--worker-class", "gthread")
        )
        bind = ("--bind", f"127.0.0.1:{port}", "--workers", "2")
        process = site.start("-m", "gunicorn", *how, *bind, "config.wsgi")
        until(lambda: serves(port), 60)
        return Web(port, process)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.stages.append(Stage(name, begun, time.monotonic()))


@dataclass(frozen=True)
class Web:
    """A release that serves."""

    port: int
    process: "subprocess.Popen[bytes]"


def main(former: Path) -> int:
    """Rehearses, and prints what was measured. Returns the exit code."""
    with TemporaryDirectory() as home:
        folder = Path(home) / "data"
        (folder / "fonts").mkdir(parents=True)
        named = {name: os.environ[name] for name in DATABASE if name in os.environ}
        site = Site(folder, named, code=former)
        rehearsal = Rehearsal(site, Site(folder, named, processes=site.processes))
        try:
            rehearsal.run()
        finally:
            site.stop()
        return told(rehearsal)


def told(rehearsal: Rehearsal) -> int:
    print(HEAD)
    for stage in rehearsal.stages:
        print(stage.row(rehearsal.visitors))
    faults = sorted((f for visitor in rehearsal.visitors for f in visitor.faults), key=lambda f: f.at)
    began = rehearsal.stages[0].begun
    for fault in faults:
        print(f"after {fault.at - began:.1f} s: {fault.told}")
    for line in rehearsal.present.logs().splitlines():
        if "Error" in line or "refuses" in line:
            print(line)
    visits = sum(visitor.visits for visitor in rehearsal.visitors)
    saves = sum(len(visitor.saves) for visitor in rehearsal.visitors)
    print(f"{visits} visits, {saves} saves acknowledged, {len(faults)} errors")
    return 1 if faults or not saves else 0


def serves(port: int) -> bool:
    try:
        return Browser(port).get("/")[0] == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))

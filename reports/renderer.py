"""Starting the rendering process: one for each report, or one that is kept ready. Knows no Django."""

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic

from reports.render_ready import ANSWER, SIZE

CHUNK = 1 << 16

Done = subprocess.CompletedProcess[bytes]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the rendering process runs: its folder, the variables it sees, and for how many seconds; and what
    one that stays may read beforehand: the address of a style sheet and the files behind it."""

    folder: Path
    variables: Mapping[str, str]
    seconds: float
    styles: Sequence[str] = ()


@dataclass(slots=True)
class ReadyRenderer:
    """A rendering process that waits for jobs; started with the first and again after it was ended."""

    process: subprocess.Popen[bytes] | None = None
    lock: Lock = field(default_factory=Lock)

    def run(self, job: bytes, around: Surroundings) -> Done:
        """What came of the job, as of a process of its own. Raises TimeoutExpired."""
        with self.lock:
            for _ in range(2):
                try:
                    return self.ask(job, around)
                except (
                    BrokenPipeError,
                    EOFError,
                ):  # Ended since the last job, by hand or for want of memory.
                    self.end()
            return once(job, around)

    def ask(self, job: bytes, around: Surroundings) -> Done:
        process = self.started(around)
        assert process.stdin and process.stdout
        until = monotonic() + around.seconds
        process.stdin.write(SIZE.pack(len(job)) + job)
        process.stdin.flush()
        try:
            code, *lengths = ANSWER.unpack(self.read(ANSWER.size, until))
            out, told = (self.read(length, until) for length in lengths)
        except TimeoutError as error:
            self.end()
            raise subprocess.TimeoutExpired(process.args, around.seconds) from error
        return subprocess.CompletedProcess(process.args, code, out, told)

    def started(self, around: Surroundings) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.end()
            self.process = subprocess.Popen(  # noqa: S603 - our own module and our own files
                [sys.executable, "-m", "reports.render_ready", *around.styles],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # What is told of a job comes with its answer.
                cwd=around.folder,
                env=dict(around.variables),
                start_new_session=True,  # So that its copies can be ended with it.
            )
        return self.process

    def read(self, length: int, until: float) -> bytes:
        """Exactly ``length`` bytes of the answer. Raises TimeoutError; EOFError where the process ended."""
        assert self.process and self.process.stdout
        stream, parts = self.process.stdout.fileno(), bytearray()
        with selectors.DefaultSelector() as waiting:
            waiting.register(stream, selectors.EVENT_READ)
            while len(parts) < length:
                if not waiting.select(max(until - monotonic(), 0)):
                    raise TimeoutError
                part = os.read(stream, min(CHUNK, length - len(parts)))
                if not part:
                    raise EOFError
                parts += part
        return bytes(parts)

    def end(self) -> None:
        """Ends the process and the copy that may be printing."""
        if not self.process:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(BrokenPipeError):
                if stream:
                    stream.close()
        self.process.wait()
        self.process = None


kept: list[ReadyRenderer] = []  # Of this process: at most one.


def keep_ready() -> ReadyRenderer:
    """From now on one process that stays prints the reports of this one; it ends with it at the latest."""
    kept.append(ReadyRenderer())
    return kept[-1]


@contextmanager
def kept_ready() -> Iterator[None]:
    """Reports inside are printed by one process that stays: for those who print many, one after the other."""
    ready = keep_ready()
    try:
        yield
    finally:
        kept.remove(ready)
        ready.end()


def run(job: bytes, around: Surroundings) -> Done:
    """What came of a job. Raises TimeoutExpired."""
    return kept[-1].run(job, around) if kept else once(job, around)


def once(job: bytes, around: Surroundings) -> Done:
    """The same by a process that starts for it and ends with it."""
    return subprocess.run(
        [sys.executable, "-m", "reports.render"],
        input=job,
        capture_output=True,
        cwd=around.folder,
        env=dict(around.variables),
        timeout=around.seconds,
        check=False,
    )

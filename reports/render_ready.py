"""A rendering process that waits with its libraries loaded: ``python -m reports.render_ready``.

Loading them takes as long as rendering does. Each job is printed by a copy of this process, so the limits and
the crash of one touch no other, and nothing of a person's report stays behind. It reads jobs from stdin and
ends when that is closed, as it is when whoever started it ends. Its arguments are the address of the style
sheet of reports and the files behind it. Knows no Django; see ``reports.renderer``.
"""

import gc
import io
import os
import signal
import struct
import sys
import tempfile
import traceback
from typing import BinaryIO

from reports.render import NO_LIBRARY, as_one, collect_warnings, load, own_defaults, print_job
from reports.shortcuts.sheets import read_once

SIZE = struct.Struct(">Q")  # Before a job: its length. Before an answer: exit code and two lengths.
ANSWER = struct.Struct(">qQQ")


def main() -> int:
    if not load():
        return NO_LIBRARY
    own_defaults()
    read_beforehand(*sys.argv[1:])
    gc.freeze()  # What is loaded stays as it is: a copy shares its memory and needn't look through it.
    while job := read_job(sys.stdin.buffer):
        sys.stdout.buffer.write(printed_apart(job))
        sys.stdout.buffer.flush()
    return 0


def read_beforehand(address: str = "", *paths: str) -> None:
    """Reads the style sheet that all reports share. One that the renderer warns of is read again with each
    report, so that each is told."""
    warnings = collect_warnings()
    if paths:
        read_once(as_one(paths).decode(), address)
    if warnings:
        read_once.cache_clear()


def read_job(stream: BinaryIO) -> bytes:
    """The next job, empty when there is no further one."""
    length = stream.read(SIZE.size)
    return stream.read(SIZE.unpack(length)[0]) if len(length) == SIZE.size else b""


def printed_apart(job: bytes) -> bytes:
    """The answer of a copy of this process: its exit code (negative: the signal that ended it), what it wrote
    to stdout, and to stderr. Files, not pipes, hold them: nobody need read while it writes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        copy = os.fork()
        if not copy:
            become_a_renderer(job, out, told)
        code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        written = [whole(stream) for stream in (out, told)]
    return ANSWER.pack(code, *map(len, written)) + b"".join(written)


def become_a_renderer(job: bytes, out: BinaryIO, told: BinaryIO) -> None:
    """Prints one job and ends, whatever happens: a copy must never go on to the next job."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.dup2(out.fileno(), sys.stdout.fileno())
        os.dup2(told.fileno(), sys.stderr.fileno())
        code = print_job(job)
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def whole(stream: BinaryIO) -> bytes:
    stream.seek(0, io.SEEK_SET)
    return stream.read()


if __name__ == "__main__":
    sys.exit(main())

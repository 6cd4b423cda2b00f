"""``make bench-report``: our PDF beside others of the same document, in pairs in turn.

Times on a shared machine swing by a factor of two, so ratios of pairs taken in turn decide, with a
control of ours against ours; Python calls and line layouts don't swing at all.
"""

import argparse
import base64
import gc
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.contenders import (
    Contender,
    Ready,
    Typst,
    bare,
    chromium,
    cold,
    family_memory,
    family_seconds,
    typst_source,
    warm,
)
from benchmarks.editions import PROJECT, shipped_content
from reports.render import MEGABYTE, Job

PAIRS = 9
MANY = 200  # Renders in one process.
FINISHED = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass
class Measured:
    """One contender: seconds of each turn, megabytes at its peak, and the PDF."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: float = 0.0
    pdf: bytes = b""

    def take_turn(self, make: Contender) -> None:
        gc.collect()
        started, used = perf_counter(), cpu_seconds()
        self.pdf = make()
        self.wall.append(perf_counter() - started)
        self.cpu.append(cpu_seconds() - used)

    def __str__(self) -> str:
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(self.pdf))
        tagged = "yes" if "/MarkInfo" in reader.trailer["/Root"] else "no"
        memory = f"{self.memory:9.0f}" if self.memory else f"{'-':>9}"
        return (
            f"{self.name:<28}{median(self.wall):8.2f}{median(self.cpu):8.2f}{memory}"
            f"{len(self.pdf):10,}{len(reader.pages):7}{tagged:>8}"
        )


def main() -> None:
    told = arguments()
    data = Path(os.environ.get("DATA_DIR", str(PROJECT / "data")))
    content = shipped_content()
    from django.conf import settings

    from reports.faces import make_fonts

    settings.FONT_DIR = data / "fonts"
    make_fonts(settings.FONT_DIR)
    job = job_of(content, told.persona)
    os.environ["SOURCE_DATE_EPOCH"] = str(job.created)
    with tempfile.TemporaryDirectory() as folder:
        compare(job, Path(folder), told.pairs)
    print(f"\n{'own code over bare, CPU of HTML included':<48}{own_share(content, told.persona, job):8.1%}")
    calls, lines = counted(job)
    print(f"{'Python calls, ours warm':<40}{calls:16,}\n{'line layouts, ours warm':<40}{lines:16,}")
    for roles in (20, 1000):
        calls, lines = counted(job_of(with_roles(content, roles), told.persona))
        print(f"{f'{roles:,} roles: calls, lines':<40}{calls:16,}{lines:8,}")
    if told.many:
        flat_memory(job)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persona", default="systems-thinker")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--many", action="store_true", help=f"also make {MANY} reports by one process")
    parser.add_argument("--quick", action="store_const", dest="pairs", const=3, help="three pairs")
    return parser.parse_args()


def report_of(content: Any, persona: str) -> Any:
    from quiz.submission import read_submission
    from reports.report import Stamp, build_report

    answers = json.loads((PROJECT / "tests/personas" / f"{persona}.json").read_text("utf-8"))
    return build_report(content, read_submission(answers, content), Stamp(1, "0" * 64, FINISHED, 730))


def job_of(content: Any, persona: str) -> Job:
    from reports.pdf import prepare, served_files

    printout = prepare(report_of(content, persona))
    attachment = base64.b64encode(printout.attachment).decode()
    return Job(printout.html, served_files(), attachment, printout.created, 120, 4000)


def with_roles(content: Any, count: int) -> Any:
    """The content with so many scored roles: the last ones again under other names."""
    from dataclasses import replace

    scored = [role.slug for role in content.scored_roles]
    further = {
        f"{slug}-{number}": replace(content.roles[slug], slug=f"{slug}-{number}", name=f"Role {number}")
        for number, slug in zip(range(count - len(scored)), scored[-5:] * count, strict=False)
    }
    return replace(content, roles={**content.roles, **further})


def compare(job: Job, folder: Path, pairs: int) -> None:
    """Every contender against ours warm, in turn; printed as a table and as ratios."""
    source = typst_source(job.html, folder / "report.typ")
    fonts = Path(next(path for [path, *_] in job.files.values() if path.endswith(".ttf"))).parent
    kept = Ready(job)
    with chromium(job, folder) as browser:
        others: dict[str, Contender] = {
            "ours warm (control)": partial(warm, job),
            "bare WeasyPrint": partial(bare, job),
            "ours, process kept ready": kept,
            "ours cold": partial(cold, job),
            "Chromium warm": browser,
            "Typst, like content": Typst(source, fonts),
        }
        measured = {name: Measured(name) for name in others}
        ours = Measured("ours warm")
        for make in (partial(warm, job), *others.values()):
            make()
        ratios: dict[str, list[float]] = {name: [] for name in others}
        for _ in range(pairs):
            for name, make in others.items():
                ours.take_turn(partial(warm, job))
                measured[name].take_turn(make)
                ratios[name].append(ours.wall[-1] / measured[name].wall[-1])
        kept.renderer.end()  # It is no part of the browser.
        browser_memory = family_memory(os.getpid())
    ours.memory = measured["ours cold"].memory = peak_of(job)
    measured["Chromium warm"].memory = browser_memory
    table([ours, *measured.values()])
    print(f"\n{'wall time of ours warm over':<28}{'median':>8}{'least':>8}{'most':>8}   ({pairs} pairs)")
    for name, told in ratios.items():
        print(f"{name:<28}{median(told):8.2f}{min(told):8.2f}{max(told):8.2f}")
    bars(ours, measured["Chromium warm"], ratios["Chromium warm"])


def table(rows: Sequence[Measured]) -> None:
    print(f"{'':<28}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}{'bytes':>10}{'pages':>7}{'tagged':>8}")
    for row in rows:
        print(row)


def bars(ours: Measured, browser: Measured, ratios: Sequence[float]) -> None:
    print()
    for name, reached, bar in (
        ("wall time over warm Chromium", median(ratios), 1.5),
        ("memory over warm Chromium", ours.memory / browser.memory, 0.35),
        ("bytes over Chromium", len(ours.pdf) / len(browser.pdf), 0.5),
    ):
        print(f"{name:<40}{reached:8.2f} <= {bar:<6}{'pass' if reached <= bar else 'FAIL'}")


def cpu_seconds() -> float:
    """Of this process, the ones that ended and the ones that live."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime + family_seconds(os.getpid())


def peak_of(job: Job) -> float:
    """Megabytes that the rendering process holds at most. Its usage would count ours before it began."""
    code = (
        "import sys; from pathlib import Path; from reports.render import main; main(); "
        "sys.stderr.write('\\n' + Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=job.encoded(), capture_output=True, cwd=PROJECT, check=True
    )
    return int(done.stderr.split()[-1]) / 1024


def own_share(content: Any, persona: str, job: Job) -> float:
    """CPU of building the report and its HTML, over that of the bare renderer; the lower of three each."""
    from reports.html import print_document

    def build() -> object:
        return print_document(report_of(content, persona))

    def lowest(act: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            started = process_time()
            act()
            times.append(process_time() - started)
        return min(times)

    return (lowest(build) + lowest(partial(warm, job))) / lowest(partial(bare, job)) - 1


def counted(job: Job) -> tuple[int, int]:
    """Python calls and line layouts of one warm render."""
    from weasyprint.text import line_break

    warm(job)
    lines, calls, create = 0, 0, line_break.create_layout

    def create_layout(*told: Any, **named: Any) -> Any:
        nonlocal lines
        lines += 1
        return create(*told, **named)

    def count(frame: object, event: str, told: object) -> None:
        nonlocal calls
        calls += event == "call"

    line_break.create_layout = create_layout
    warm(job)
    line_break.create_layout = create
    sys.setprofile(count)
    try:
        warm(job)
    finally:
        sys.setprofile(None)
    return calls, lines


def flat_memory(job: Job) -> None:
    """What a worker's rendering process holds after many reports."""
    from reports.pdf import surroundings
    from reports.renderer import ReadyRenderer

    renderer, told = ReadyRenderer(), job.encoded()
    for number in range(1, MANY + 1):
        assert renderer.run(told, surroundings()).returncode == 0
        if number in (1, 10, 50, 100, MANY) and renderer.process:
            pages = Path(f"/proc/{renderer.process.pid}/statm").read_text().split()[1]
            held = int(pages) * resource.getpagesize() / MEGABYTE
            print(f"{f'after {number} reports, process kept ready':<44}{held:8.1f} MB", flush=True)
    renderer.end()


if __name__ == "__main__":
    main()

"""``manage.py assess --cohort answers.csv --out reports/``: what it says, and how it ends."""

import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from quiz.editions.store import content_of
from quiz.models import Edition
from reports.cohort.rows import LARGEST, BadCohort, Row, read_rows
from reports.cohort.run import Outcome, day_of, run_cohort
from reports.pdf import RenderError

SOME_LEFT_OUT = 3  # Exit code when there are reports, but not for every row.
WIDTH = 30  # Of the bar, in characters.


class Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self, output: Any) -> None:
        self.output, self.began, self.first, self.told = output, monotonic(), -1, -1

    def __call__(self, done: int, total: int) -> None:
        if self.first < 0:  # What an earlier run made tells nothing of how long the rest takes.
            self.first = done - 1 if done else 0
        if self.output.isatty():
            filled = WIDTH * done // total if total else WIDTH
            bar = "#" * filled + "." * (WIDTH - filled)
            end = "\n" if done >= total else ""
            self.output.write(f"\r[{bar}] {done} of {total}{self.left(done, total):24}", ending=end)
            self.output.flush()
        elif total and 10 * done // total > self.told:
            self.told = 10 * done // total
            self.output.write(f"{done} of {total} reports")

    def left(self, done: int, total: int) -> str:
        """How long the rest takes at the pace so far."""
        made = done - self.first
        if made < 1 or done >= total:
            return ""
        seconds = (monotonic() - self.began) / made * (total - done)
        return f", about {seconds / 60:.0f} min left" if seconds > 90 else f", about {seconds:.0f} s left"


def assess_cohort(options: dict[str, Any], out: Any, err: Any) -> None:
    """The whole job. Raises CommandError: 2 for a file that can't be read, 1 for what can't be made, 3 where
    some rows were left out."""
    folder, cohort = options["out"], options["cohort"]
    if folder is None:
        raise CommandError("Say with --out in which folder the reports are to be.", returncode=2)
    if options["jobs"] < 1:
        raise CommandError("--jobs takes a whole number from 1.", returncode=2)
    edition = edition_for(options["edition"])
    rows = rows_in(cohort, edition)
    day = options["date"] or day_of(folder) or timezone.now().date()
    try:
        outcome = run_cohort(rows, edition, folder, day, options["paper"], options["jobs"], Progress(out))
    except OSError as error:
        raise CommandError(f"{error.filename}: can't be written: {error.strerror}.", returncode=1) from error
    except RenderError as error:
        raise CommandError(f"The cohort's report: {error}", returncode=1) from error
    except BrokenProcessPool as error:
        told = "A process that makes reports was ended from outside. Run the same again to go on from here."
        raise CommandError(told, returncode=1) from error
    except KeyboardInterrupt:
        err.write("Interrupted. Run the same again to go on from here.")
        sys.exit(130)
    report_outcome(outcome, cohort, folder, out, err)


def edition_for(number: int | None) -> Edition:
    found = Edition.objects.newest() if number is None else Edition.objects.filter(number=number).first()
    if found is None:
        known = ", ".join(map(str, Edition.objects.order_by("number").values_list("number", flat=True)))
        raise CommandError(f"No such edition is published here; there is {known or 'none'}.", returncode=2)
    return found


def rows_in(path: Path, edition: Edition) -> tuple[Row, ...]:
    try:
        with path.open("rb") as file:
            rows = read_rows(file.read(LARGEST + 1), content_of(edition))
    except OSError as error:
        raise CommandError(f"{path.name}: can't be read: {error.strerror}.", returncode=2) from error
    except BadCohort as error:
        raise CommandError(f"{path.name}: {error}", returncode=2) from error
    if not rows:
        raise CommandError(f"{path.name}: has no rows below its header.", returncode=2)
    return rows


def report_outcome(outcome: Outcome, cohort: Path, folder: Path, out: Any, err: Any) -> None:
    for line, reason in outcome.left_out:
        err.write(f"{cohort.name}, line {line}: {reason}")
    before = f", {outcome.kept} were there before" if outcome.kept else ""
    made = "1 report made" if outcome.made == 1 else f"{outcome.made} reports made"
    out.write(f"{made}{before}. {folder / 'cohort.pdf'} is about all of them, index.csv lists them.")
    if lines := {line for line, _reason in outcome.left_out}:
        rows = "1 row was" if len(lines) == 1 else f"{len(lines)} rows were"
        raise CommandError(f"{rows} left out, for the reasons above.", returncode=SOME_LEFT_OUT)

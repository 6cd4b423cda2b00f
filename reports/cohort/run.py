"""A whole cohort: the rows in parallel, and once all are there, the report on all of them."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings

from quiz.editions.store import content_of
from quiz.models import Edition
from reports.cohort.document import cohort_files
from reports.cohort.make import DONE, RowJob, begin_worker, job_of, make_row
from reports.cohort.rows import Row, written
from reports.cohort.summary import first_role, summarise
from reports.files import write_whole
from reports.report import Stamp
from reports.verdict import Standing, Verdict, reach_verdict
from roles.language import ORIGINAL, get_language

DATE = "date"  # Beside the marks: the day of the first run, so that going on tomorrow makes nothing anew.
AHEAD = 2  # Rows handed out per process.

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a cohort: how many reports are there, made now or before, and what was left out."""

    made: int
    kept: int
    left_out: list[tuple[int, str]] = field(default_factory=list)


def run_cohort(
    rows: Sequence[Row], edition: Edition, folder: Path, day: date, paper: str, jobs: int, told: Told
) -> Outcome:
    """Makes every report that isn't there yet. ``told`` hears how many of how many are done.

    Raises OSError where nothing can be written, and BrokenProcessPool where a process was killed.
    """
    (folder / DONE).mkdir(parents=True, exist_ok=True)
    write_whole({folder / DONE / DATE: day.isoformat().encode()})
    moment = datetime.combine(day, time(), UTC)
    stamp = Stamp(edition.number, edition.digest, moment, settings.STALE_AFTER_DAYS)
    good = [job_for(row, stamp, paper, folder) for row in rows if row.submission]
    left_out = [(row.line, problem) for row in rows for problem in row.problems]
    forget_others(folder, good)
    todo = [job for job in good if not job.is_done]
    kept = len(good) - len(todo)
    document = Edition.objects.values_list("document", flat=True).get(pk=edition.pk)
    failed = list(make_all(todo, document, jobs, lambda done: told(kept + done, len(good))))
    content = content_of(edition)
    verdicts = [reach_verdict(content, row.submission) for row in rows if row.submission]
    write_whole(cohort_files(summarise(verdicts, content), content, stamp, folder, paper))
    left_out += failed
    write_whole({folder / "index.csv": index_of(rows, verdicts, left_out)})
    return Outcome(len(todo) - len(failed), kept, sorted(left_out))


def day_of(folder: Path) -> date | None:
    """The day on the reports that an earlier run began, if there was one."""
    with suppress(OSError, ValueError):
        return date.fromisoformat((folder / DONE / DATE).read_text("ascii"))
    return None


def job_for(row: Row, stamp: Stamp, paper: str, folder: Path) -> RowJob:
    assert row.submission
    return job_of(
        row.line,
        row.submission,
        stamp.edition,
        digest=stamp.digest,
        finished_at=stamp.finished_at,
        stale_after_days=stamp.stale_after_days,
        paper=paper,
        language=get_language() or ORIGINAL,
        folder=folder,
    )


def forget_others(folder: Path, jobs: Iterable[RowJob]) -> None:
    """Removes what earlier runs made for lines that are gone or changed, and what they left half done."""
    for draft in [*folder.glob(".line-*"), *(folder / DONE).glob(".line-*")]:
        draft.unlink(missing_ok=True)
    current = {job.name for job in jobs if job.is_done}
    for mark in (folder / DONE).glob("line-*"):
        if mark.name not in current:
            for path in (folder / f"{mark.name}.pdf", folder / f"{mark.name}.json", mark):
                path.unlink(missing_ok=True)


def make_all(
    todo: Sequence[RowJob], document: str, jobs: int, told: Callable[[int], None]
) -> Iterator[tuple[int, str]]:
    """Makes the rows of an edition's document in processes; yields line and reason of each that failed."""
    if not todo:
        told(0)
        return
    spawn = multiprocessing.get_context("spawn")  # A fork would share our connection to the database.
    with ProcessPoolExecutor(min(jobs, len(todo)), spawn, begin_worker, (document,)) as pool:
        waiting: dict[Future[str], RowJob] = {}
        queue, done = iter(todo), 0
        try:
            while True:
                while len(waiting) < AHEAD * jobs and (job := next(queue, None)):
                    waiting[pool.submit(make_row, job)] = job
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    job, reason, done = waiting.pop(future), future.result(), done + 1
                    told(done)
                    if reason:
                        yield job.line, reason
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def index_of(rows: Sequence[Row], verdicts: Sequence[Verdict], left_out: list[tuple[int, str]]) -> bytes:
    """Who got which file, and who none and why."""
    reasons: dict[int, list[str]] = {}
    for line, reason in left_out:
        reasons.setdefault(line, []).append(reason)
    table: list[list[object]] = [["line", "name", "first role", "certainty", "file", "left out because"]]
    reached = iter(verdicts)
    for row in rows:
        why = " ".join(reasons.get(row.line, []))
        if row.submission is None:
            table.append([row.line, "", "", "", "", why])
            continue
        verdict = next(reached)
        decided = verdict.standing is Standing.DECIDED and verdict.suggested
        sure = verdict.certainty.value if decided else ""
        file = "" if why else f"line-{row.line:05d}.pdf"
        table.append([row.line, row.submission.about.name, first_role(verdict), sure, file, why])
    return written(table)

"""``manage.py assess answers.json --pdf verdict.pdf``: the whole job without a browser, or for a cohort."""

import os
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from quiz.answers_file import LARGEST, parse_answers
from quiz.editions.store import content_of
from quiz.models import Edition
from quiz.submission import BadSubmission, Submission, read_submission
from reports.cohort.command import assess_cohort
from reports.files import write_whole
from reports.html import render_document
from reports.pdf import RenderError, render_pdf
from reports.report import Report, Stamp, build_report
from reports.save_file import written
from reports.verdict import Standing, Verdict


class Command(BaseCommand):
    help = "Scores an answers file and writes the verdict as PDF, JSON or HTML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", type=Path, nargs="?", help="the answers file (JSON)")
        parser.add_argument("--cohort", type=Path, help="a CSV with a person in each row; needs --out")
        parser.add_argument("--out", type=Path, help="the folder for a cohort's reports")
        parser.add_argument("--edition", type=int, help="the edition of a cohort (the newest if left out)")
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="processes for a cohort (one per core)"
        )
        parser.add_argument("--pdf", type=Path, help="write the report here")
        parser.add_argument("--json", type=Path, help="write the save file, answers and working, here")
        parser.add_argument("--html", type=Path, help="write the report as one HTML file here")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="the language of the report",
        )
        parser.add_argument("--paper", choices=["a4", "letter"], default="a4")
        parser.add_argument(
            "--date", type=date.fromisoformat, help="the date on the report (today if left out)"
        )

    def handle(self, *args: Any, answers: Path | None, **options: Any) -> None:
        if (options["cohort"] is None) == (answers is None):
            raise CommandError("Name an answers file, or a table of many with --cohort.", returncode=2)
        if answers is None:
            with translation.override(options["language"]):
                assess_cohort(options, self.stdout, self.stderr)
        else:
            self.assess(answers, options)

    def assess(self, answers: Path, options: dict[str, Any]) -> None:
        try:
            edition, submission = read_file(answers)
        except BadSubmission as error:
            lines = "\n".join(f"{answers.name}: {problem}" for problem in error.problems)
            raise CommandError(lines, returncode=2) from error
        day = options["date"] or timezone.now().date()
        stamp = Stamp(
            edition.number, edition.digest, datetime.combine(day, time(), UTC), settings.STALE_AFTER_DAYS
        )
        try:
            with translation.override(options["language"]):
                report = build_report(content_of(edition), submission, stamp)
                files = self.render(report, options)
        except RenderError as error:
            raise CommandError(str(error), returncode=1) from error
        try:
            write_whole(files)
        except OSError as error:
            raise CommandError(
                f"{error.filename}: can't be written: {error.strerror}.", returncode=1
            ) from error
        self.summarise(report.outcome)

    def render(self, report: Report, options: dict[str, Any]) -> dict[Path, bytes]:
        """Every file asked for, complete before the first one is written."""
        files: dict[Path, bytes] = {}
        if options["pdf"]:
            files[options["pdf"]] = render_pdf(report, paper=options["paper"])
        if options["json"]:
            files[options["json"]] = written(report.document)
        if options["html"]:
            files[options["html"]] = render_document(report, paper=options["paper"]).encode()
        return files

    def summarise(self, verdict: Verdict) -> None:
        if verdict.standing is Standing.TOO_FEW:
            questions = "1 question" if verdict.answered == 1 else f"{verdict.answered} questions"
            self.stdout.write(f"Not enough to say: {questions} answered.")
            return
        if verdict.standing is Standing.UNDECIDED:
            self.stdout.write("These answers favour no role yet. Nearest, and too close to call:")
        for ranked in verdict.suggested[:3]:
            self.stdout.write(f"{ranked.rank}. {ranked.role.name}  {ranked.match.fit:.1f} points")
        if len(verdict.suggested) > 1:
            chance = f"{100 * verdict.chance:.0f} in 100"
            self.stdout.write(f"First before second: {verdict.certainty.value} ({chance})")
        if aside := len(verdict.ranking) - len(verdict.suggested):
            roles = "1 role fails" if aside == 1 else f"{aside} roles fail"
            self.stdout.write(f"{roles} a must-have; the report says which and why.")


def read_file(path: Path) -> tuple[Edition, Submission]:
    """The edition that an answers file names, and what it submits. Raises BadSubmission."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b" " * (LARGEST + 1)
    except OSError as error:
        raise BadSubmission([f"can't be read: {error.strerror}."]) from error
    document = parse_answers(raw)
    edition = edition_of(document.get("edition") if isinstance(document, dict) else None)
    return edition, read_submission(document, content_of(edition))


def edition_of(number: object) -> Edition:
    """The edition with that number, the newest for None. Raises BadSubmission."""
    if number is None:
        newest = Edition.objects.newest()
        if newest is None:
            raise BadSubmission(["No edition is published yet. Run: manage.py edition publish"])
        return newest
    numbers = list(Edition.objects.values_list("number", flat=True))
    if isinstance(number, bool) or not isinstance(number, int) or number not in numbers:
        known = ", ".join(str(known) for known in sorted(numbers)) or "none"
        raise BadSubmission([f"edition {number!r} is not published here; there is {known}."])
    return Edition.objects.get(number=number)

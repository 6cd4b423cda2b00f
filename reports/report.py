"""The report: a verdict written out in sections, from which page and PDF are both made."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from quiz.content import EditionContent
from quiz.editions.store import content_of, submission_of
from quiz.models import Sitting
from quiz.submission import Submission
from reports import written
from reports.case import Case, Stamp
from reports.citations import SourceMarks
from reports.names import PrintedName, printed_name
from reports.save_file import save_document
from reports.sections.method import MethodSection, write_method
from reports.sections.plan import PlanSection, write_plan
from reports.sections.progression import ProgressionSection, write_progression
from reports.sections.ranking import RankingSection, write_ranking
from reports.sections.salaries import SalariesSection, write_salaries
from reports.sections.side_by_side import SideBySideSection, write_side_by_side
from reports.sections.verdict import VerdictSection, write_too_few, write_verdict
from reports.sections.you import YouSection, write_you
from reports.since import SinceLastTime, Take, since_last_time
from reports.verdict import Standing, Verdict, reach_verdict
from reports.words import sections as words
from roles.brand import Brand

__all__ = ["Report", "Stamp", "build_report", "generate_report"]

Section = (
    VerdictSection
    | RankingSection
    | YouSection
    | SideBySideSection
    | SalariesSection
    | ProgressionSection
    | PlanSection
    | SinceLastTime
    | MethodSection
)


Shown = Callable[[Submission], Submission]


def whole(submission: Submission) -> Submission:
    """All that was said, for its owner."""
    return submission


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is printed. ``sections`` are in print order, the verdict first.

    ``code`` names this report without opening anything. ``kept_as`` is what it is kept by in memory,
    None if it isn't.
    """

    title: str
    code: str
    stamp: Stamp
    date: str
    name: PrintedName
    said: Submission
    outcome: Verdict
    sections: tuple[Section, ...]
    brand: Brand | None
    kept_as: written.Key | None = None

    @property
    def standing(self) -> Standing:
        return self.outcome.standing

    @property
    def document(self) -> dict[str, Any]:
        """The save file, which gives the same report again. Written when it is asked for: it holds the
        working of every role, of which a page shows twenty at most."""
        return save_document(self.outcome, self.said, self.stamp)

    @property
    def verdict(self) -> VerdictSection:
        first = self.sections[0]
        assert isinstance(first, VerdictSection)
        return first


def generate_report(sitting: Sitting, shown: Shown = whole) -> Report:
    """The report of a finished sitting: behind its page, its download and its cached PDF.

    What the take before said is part of it, as long as that take is kept. ``shown`` may leave things out
    of what was said, in either take.
    """
    former = former_of(sitting)
    prefetch_related_objects([sitting, former] if former else [sitting], "responses")
    then = take_of(former, shown) if former else None
    content, submission, stamp = content_of(sitting.edition), shown(submission_of(sitting)), stamp_of(sitting)
    key = written.key_of(sitting, fingerprint(submission.document(stamp.edition), stamp, then).hex())
    if key is None:
        return build_report(content, submission, stamp, then)
    return written.reports.get(key, lambda: build_report(content, submission, stamp, then, kept_as=key))


def case_of(sitting: Sitting) -> Case:
    """What questions about a finished sitting's verdict are answered from."""
    return build_case(content_of(sitting.edition), submission_of(sitting), stamp_of(sitting))


def former_of(sitting: Sitting) -> Sitting | None:
    """The take before, if there was one and it is kept and finished."""
    if sitting.former_id is None:
        return None
    kept = Sitting.objects.finished().select_related("edition").defer("edition__document")
    return kept.filter(pk=sitting.former_id).first()


def take_of(sitting: Sitting, shown: Shown = whole) -> Take:
    edition, finished_at = sitting.edition, sitting.finished_at
    assert finished_at, "Only finished takes are compared."
    return Take(content_of(edition), edition.number, shown(submission_of(sitting)), finished_at)


def stamp_of(sitting: Sitting) -> Stamp:
    edition, finished_at = sitting.edition, sitting.finished_at
    assert finished_at, "A sitting is reported on when it is finished."
    return Stamp(edition.number, edition.digest, finished_at, settings.STALE_AFTER_DAYS)


def build_report(
    content: EditionContent,
    submission: Submission,
    stamp: Stamp,
    then: Take | None = None,
    *,
    kept_as: written.Key | None = None,
) -> Report:
    """The report on one submission: behind sittings, the command line and the editors' preview alike.

    ``then`` is the take before, with which it is compared. Pure: the same values give the same report.
    """
    case = build_case(content, submission, stamp)
    code = report_code(submission.document(stamp.edition), stamp, then)
    sections = write_sections(case, code, then)
    verdict = sections[0]
    assert isinstance(verdict, VerdictSection)
    return Report(
        title=verdict.headline,
        code=code,
        stamp=stamp,
        date=words.day(stamp.finished_at),
        name=printed_name(submission.about.name),
        said=submission,
        outcome=case.verdict,
        sections=sections,
        brand=content.brand,
        kept_as=kept_as,
    )


def build_case(content: EditionContent, submission: Submission, stamp: Stamp) -> Case:
    """What sections are written from, the verdict reached. Pure."""
    return Case(content, submission, reach_verdict(content, submission), stamp, SourceMarks(content.sources))


def write_sections(case: Case, code: str, then: Take | None) -> tuple[Section, ...]:
    """The sections that have something to say, in print order, so that marks count upwards."""
    since = write_since(case, then)
    if case.verdict.has_ranking:
        written: tuple[Section | None, ...] = (
            write_verdict(case),
            write_ranking(case),
            write_you(case),
            write_side_by_side(case),
            write_salaries(case),
            write_progression(case),
            write_plan(case),
            since,
        )
    else:
        written = (write_too_few(case), write_you(case), since)
    told = tuple(section for section in written if section is not None)
    return (*told, write_method(case, code))


def write_since(case: Case, then: Take | None) -> SinceLastTime | None:
    if then is None:
        return None
    now = Take(case.content, case.stamp.edition, case.submission, case.stamp.finished_at)
    return since_last_time(then, now, case.verdict)


def report_code(document: dict[str, Any], stamp: Stamp, then: Take | None) -> str:
    """Eight letters and figures that name a report and give away nothing of it: "7QK4-M2TD"."""
    letters = base64.b32encode(fingerprint(document, stamp, then)).decode()
    return f"{letters[:4]}-{letters[4:8]}"


def fingerprint(document: dict[str, Any], stamp: Stamp, then: Take | None) -> bytes:
    """SHA-256 of everything that a report is made from, but for the reader's language."""
    parts = [document, stamp.digest, stamp.finished_at.isoformat()]
    if then:
        parts += [then.submission.document(then.edition), then.finished_at.isoformat()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).digest()

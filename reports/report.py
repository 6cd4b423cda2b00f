"""The report: a verdict written out in sections, from which page and PDF are both made."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from quiz.content import EditionContent
from quiz.editions.store import content_of, submission_of
from quiz.models import Sitting
from quiz.submission import Submission
from reports.case import Case, Stamp
from reports.citations import SourceMarks
from reports.names import PrintedName, printed_name
from reports.sections.method import MethodSection, write_method
from reports.sections.plan import PlanSection, write_plan
from reports.sections.progression import ProgressionSection, write_progression
from reports.sections.ranking import RankingSection, write_ranking
from reports.sections.salaries import SalariesSection, write_salaries
from reports.sections.side_by_side import SideBySideSection, write_side_by_side
from reports.sections.verdict import VerdictSection, write_too_few, write_verdict
from reports.sections.you import YouSection, write_you
from reports.verdict import Standing, Verdict, reach_verdict
from reports.words import sections as words

__all__ = ["Report", "Stamp", "build_report", "generate_report"]

Section = (
    VerdictSection
    | RankingSection
    | YouSection
    | SideBySideSection
    | SalariesSection
    | ProgressionSection
    | PlanSection
    | MethodSection
)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is printed. ``sections`` are in print order, the verdict first.

    ``code`` names this report without opening anything; ``document`` is the answers file that
    gives the same report again.
    """

    title: str
    code: str
    stamp: Stamp
    date: str
    name: PrintedName
    outcome: Verdict
    sections: tuple[Section, ...]
    document: dict[str, Any]

    @property
    def standing(self) -> Standing:
        return self.outcome.standing

    @property
    def verdict(self) -> VerdictSection:
        first = self.sections[0]
        assert isinstance(first, VerdictSection)
        return first


def generate_report(sitting: Sitting) -> Report:
    """The report of a finished sitting: behind its page, its download and its cached PDF."""
    assert sitting.finished_at, "A sitting is reported on when it is finished."
    edition = sitting.edition
    stamp = Stamp(edition.number, edition.digest, sitting.finished_at, settings.STALE_AFTER_DAYS)
    return build_report(content_of(edition), submission_of(sitting), stamp)


def build_report(content: EditionContent, submission: Submission, stamp: Stamp) -> Report:
    """The report on one submission: behind sittings, the command line and the editors' preview alike.

    Pure: the same values give the same report.
    """
    case = Case(content, submission, reach_verdict(content, submission), stamp, SourceMarks(content.sources))
    document = submission.document(stamp.edition)
    code = report_code(document, stamp)
    sections = write_sections(case, code)
    verdict = sections[0]
    assert isinstance(verdict, VerdictSection)
    return Report(
        title=verdict.headline,
        code=code,
        stamp=stamp,
        date=words.day(stamp.finished_at),
        name=printed_name(submission.about.name),
        outcome=case.verdict,
        sections=sections,
        document=document,
    )


def write_sections(case: Case, code: str) -> tuple[Section, ...]:
    """The sections that have something to say, in print order, so that marks count upwards."""
    if case.verdict.standing is Standing.TOO_FEW or not case.verdict.ranking:
        return (write_too_few(case), write_you(case), write_method(case, code))
    sections = (
        write_verdict(case),
        write_ranking(case),
        write_you(case),
        write_side_by_side(case),
        write_salaries(case),
        write_progression(case),
        write_plan(case),
        write_method(case, code),
    )
    return tuple(section for section in sections if section is not None)


def report_code(document: dict[str, Any], stamp: Stamp) -> str:
    """Eight letters and figures that name a report and give away nothing of it: "7QK4-M2TD"."""
    told = json.dumps([document, stamp.digest, stamp.finished_at.isoformat()], sort_keys=True)
    letters = base64.b32encode(hashlib.sha256(told.encode()).digest()).decode()
    return f"{letters[:4]}-{letters[4:8]}"

"""What every section of a report is written from."""

from dataclasses import dataclass
from datetime import datetime

from quiz.content import EditionContent
from quiz.scoring.respondent import RespondentProfile
from quiz.submission import Submission
from reports.citations import SourceMarks
from reports.verdict import RankedRole, Verdict
from roles.language import gettext as _
from roles.profile import RoleProfile

COMPARED = 3  # Roles set beside each other: more don't fit a portrait page.


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which edition a report speaks of and when its answers were finished.

    Figures older than ``stale_after_days`` on that day are marked as stale.
    """

    edition: int
    digest: str
    finished_at: datetime
    stale_after_days: int


@dataclass(frozen=True, slots=True)
class Case:
    """One person's verdict with all that the sections read. ``marks`` grows while they are written."""

    content: EditionContent
    submission: Submission
    verdict: Verdict
    stamp: Stamp
    marks: SourceMarks

    @property
    def respondent(self) -> RespondentProfile:
        return self.verdict.respondent

    @property
    def compared(self) -> tuple[RankedRole, ...]:
        """The roles that the report dwells on: suggested ones, or the leading ones if none is."""
        return (self.verdict.suggested or self.verdict.ranking)[:COMPARED]

    @property
    def first(self) -> RankedRole:
        return self.compared[0]

    def cite(self, *slugs: str) -> tuple[str, ...]:
        """The marks of some sources, each once, in the order given."""
        return tuple(dict.fromkeys(self.marks.mark(slug) for slug in slugs))

    def place_name(self, code: str) -> str:
        """The name of a place, or that none is stated."""
        return self.content.places.get(code, code) or _("place not stated")

    def role(self, slug: str) -> RoleProfile:
        return self.content.roles[slug]

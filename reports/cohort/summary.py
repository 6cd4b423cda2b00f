"""What may be said of a cohort without telling anything of fewer than five people.

Each table parts all people, so that nobody can subtract one from another; what is too rare is put
together, and where the rest would still be fewer than five, the rarest that is shown joins it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.certainty import Certainty
from reports.verdict import Standing, Verdict
from roles.language import gettext as _

FEWEST = 5  # People behind anything that is shown.


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the cohort something holds for; ``percent`` is rounded."""

    name: str
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill that people's first roles ask more of than they rated. ``people`` is None where all but
    fewer than five have the gap: then only that is said."""

    skill: str
    people: int | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class CohortSummary:
    """Everything printed about a cohort; empty tables where it is too small."""

    people: int
    first_roles: tuple[Share, ...]
    certainty: tuple[Share, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_shown(self) -> bool:
        return self.people >= FEWEST


def summarise(verdicts: Sequence[Verdict], content: EditionContent) -> CohortSummary:
    """The cohort in three tables. Pure, and the same in whatever order people come."""
    if len(verdicts) < FEWEST:
        return CohortSummary(len(verdicts), (), (), ())
    return CohortSummary(
        people=len(verdicts),
        first_roles=shares(Counter(map(first_role, verdicts))),
        certainty=shares(Counter(map(how_sure, verdicts))),
        gaps=tuple(shared_gaps(verdicts, content)),
    )


def first_role(verdict: Verdict) -> str:
    if verdict.standing is Standing.TOO_FEW:
        return _("No verdict: too few answers")
    if verdict.standing is Standing.UNDECIDED:
        return _("Undecided: the answers favour nothing")
    return verdict.suggested[0].role.name if verdict.suggested else _("No role meets the must-haves")


def how_sure(verdict: Verdict) -> str:
    if verdict.standing is not Standing.DECIDED or not verdict.suggested:
        return first_role(verdict)  # The same parts as in the other table: their difference tells nothing.
    match verdict.certainty:
        case Certainty.CLEAR:
            return _("Clear")
        case Certainty.LEANING:
            return _("Leaning to one role")
        case Certainty.TOO_CLOSE:
            return _("Tied: too close to call")


def shares(counts: Mapping[str, int]) -> tuple[Share, ...]:
    """The counts, most first, with what is too rare put together at the end."""
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = [entry for entry in ordered if entry[1] >= FEWEST]
    rest = total - sum(count for _name, count in shown)
    while 0 < rest < FEWEST and shown:
        rest += shown.pop()[1]
    told = [share(name, count, total) for name, count in shown]
    rare = _("All others together") if told else _("Each too rare to be told apart")
    return (*told, *([share(rare, rest, total)] if rest >= FEWEST else []))


def share(name: str, people: int, total: int) -> Share:
    return Share(name, people, round(100 * people / total))


def shared_gaps(verdicts: Sequence[Verdict], content: EditionContent) -> Iterable[Gap]:
    """Skills by how many lack them, of all people; how many are asked for one would tell their roles."""
    lacking = Counter(skill for verdict in verdicts for skill in gaps_of(verdict))
    for slug, people in sorted(lacking.items(), key=lambda entry: (-entry[1], entry[0])):
        name = content.skills[slug].name
        if len(verdicts) - FEWEST < people < len(verdicts):
            yield Gap(name, None, None)
        elif people >= FEWEST:
            yield Gap(name, people, round(100 * people / len(verdicts)))


def gaps_of(verdict: Verdict) -> Iterable[str]:
    """Rated skills that the first role asks more of."""
    if verdict.standing is not Standing.DECIDED or not verdict.suggested:
        return
    for slug, demand in verdict.suggested[0].role.skills.items():
        rating = verdict.respondent.skills[slug].rating
        if rating is not None and rating < demand.level:
            yield slug

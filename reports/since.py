"""Since last time: what two takes of one person have in common, and what changed by more than noise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from quiz.content import EditionContent
from quiz.retaking import comparable_answers
from quiz.scoring.change import Change, fit_changes, preference_changes, skill_changes
from quiz.submission import Submission
from reports.verdict import Standing, Verdict, reach_verdict
from reports.words.sections import day
from roles.language import gettext as _

FIRST = 3


@dataclass(frozen=True, slots=True)
class Take:
    """A finished take: what was said, on which content, and when."""

    content: EditionContent
    edition: int
    submission: Submission
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as it is printed; figures are rounded, ``noise`` as in Change."""

    name: str
    then: str
    now: str
    noise: bool


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """Changes of one kind, with what their figures are."""

    title: str
    figures: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class SinceLastTime:
    """Two takes side by side, as a section. ``first_then`` and ``first_now`` are empty where no verdict
    is given; ``told`` are the tables without what is within noise, which is all that paper shows.

    ``other_edition`` is the former take's edition number if it was another one.
    """

    date: str
    first_then: tuple[str, ...]
    first_now: tuple[str, ...]
    real: tuple[str, ...]
    tables: tuple[ChangeTable, ...]
    told: tuple[ChangeTable, ...]
    other_edition: int | None
    key: str = "since"
    title: str = field(default_factory=lambda: _("Since last time"))


def since_last_time(then: Take, now: Take, today: Verdict) -> SinceLastTime:
    """Both takes scored by today's edition and today's choices, so that only answers differ.

    ``today`` is the verdict on ``now``.
    """
    answers = comparable_answers(then.submission.answers, then.content, now.content)
    before = reach_verdict(now.content, replace(now.submission, answers=answers))
    tables = tuple(table for table in tables_of(then.content, now.content, before, today) if table.rows)
    return SinceLastTime(
        date=day(then.finished_at),
        first_then=first_roles(before),
        first_now=first_roles(today),
        real=tuple(row.name for table in tables for row in table.rows if not row.noise),
        tables=tables,
        told=tuple(told for each in tables if (told := without_noise(each)).rows),
        other_edition=then.edition if then.edition != now.edition else None,
    )


def without_noise(table: ChangeTable) -> ChangeTable:
    return replace(table, rows=tuple(row for row in table.rows if not row.noise))


def first_roles(verdict: Verdict) -> tuple[str, ...]:
    """The first suggested roles, none without a verdict."""
    if verdict.standing is not Standing.DECIDED:
        return ()
    return tuple(ranked.role.name for ranked in verdict.suggested[:FIRST])


def tables_of(
    former: EditionContent, content: EditionContent, before: Verdict, today: Verdict
) -> Iterable[ChangeTable]:
    then, now = before.respondent, today.respondent
    dimensions = {slug: each.name for slug, each in content.dimensions.items()}
    skills = {slug: each.name for slug, each in content.skills.items()}
    ranked = {role.slug for role in former.scored_roles}
    roles = [role for role in content.scored_roles if role.slug in ranked]
    fits = fit_changes(then, now, roles, content.constants, today.balance)
    yield table(_("Fit of each role"), _("points"), fits, {role.slug: role.name for role in roles})
    likes = preference_changes(then, now)
    yield table(_("What you prefer"), _("0 to 100 between the poles"), likes, dimensions, scale=100)
    rated = skill_changes(then, now, content.constants)
    yield table(_("What you can do"), _("levels 0 to 4, as you rated them"), rated, skills)


def table(
    title: str, figures: str, changes: Iterable[Change], names: Mapping[str, str], scale: int = 1
) -> ChangeTable:
    rows = (
        ChangeRow(
            names[change.slug],
            f"{scale * change.then:.0f}",
            f"{scale * change.now:.0f}",
            change.within_noise,
        )
        for change in changes
    )
    return ChangeTable(title, figures, tuple(rows))

"""Everything an edition says about one role, as its public page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quiz.content import EditionContent
from reports.citations import SourceMark, SourceMarks
from reports.comparison import Cell, Group, read_cell, read_groups
from reports.comparison_rows import Basis, said
from reports.labels import SKILL_LEVELS
from reports.public.dots import DottedLine, dotted_lines
from reports.public.moves import Moves, ways_in_to, ways_out_of
from reports.public.pairs import Pair, pair_of
from reports.public.payment import PayBasis, PayPanel, pay_panels
from roles.dates import is_stale
from roles.language import gettext as _
from roles.language import gettext_noop
from roles.profile import RoleProfile, Source, StatementKind

LINK_ONLY = "link only"  # The licence of sources that we point to and take nothing from.
IMPORTANCE = (
    (1.0, gettext_noop("useful")),
    (2.0, gettext_noop("important")),
    (3.0, gettext_noop("decides")),
)
# The groups that the page lists; skills, pay and paths it shows in a form of their own.
WORK = (
    "glance",
    "responsibilities",
    "workflows",
    "experience",
    "tools",
    "languages",
    "frameworks",
    "performance",
    "use-cases",
    "ecosystem",
    "benefits",
    "companies",
    "education",
    "context",
)


@dataclass(frozen=True, slots=True)
class Pip:
    """One of four dots in a row 60 wide; filled up to the level asked."""

    x: float
    is_filled: bool


@dataclass(frozen=True, slots=True)
class SkillAsked:
    """A skill at the level a role asks, with what people at that level say they do."""

    name: str
    level: int
    words: str
    importance: str
    anchor: str
    pips: tuple[Pip, ...]


@dataclass(frozen=True, slots=True)
class RolePage:
    """A role written out. ``rivals`` pair it with near roles, then the other scored ones."""

    role: RoleProfile
    mark: str
    facts: Group
    sections: tuple[Group, ...]
    targets: tuple[DottedLine, ...]
    skills: tuple[SkillAsked, ...]
    practice: Cell
    verdicts: Cell
    pay: tuple[PayPanel, ...]
    ways_out: tuple[Moves, ...]
    ways_in: tuple[Moves, ...]
    rivals: tuple[Pair, ...]
    reading: tuple[Source, ...]
    sources: tuple[SourceMark, ...]


def role_page_of(content: EditionContent, slug: str, today: date, old_after_days: int) -> RolePage:
    """The page of one role, figures older than ``old_after_days`` marked as of ``today``.

    Raises KeyError for a role that the edition lacks.
    """
    role = content.roles[slug]
    marks = SourceMarks(content.sources)
    mark = marks.mark(role.source)
    basis = Basis(content, None, "")
    verdicts = read_cell(said(StatementKind.VERDICT), basis, role, marks)
    practice = read_cell(said(StatementKind.KEY_SKILL), basis, role, marks)
    facts, *sections = read_groups(WORK, basis, (role,), marks, None)
    fresh_from = today - timedelta(days=old_after_days)
    pay = pay_panels(
        PayBasis(content, marks, lambda figure: is_stale(figure.as_of, fresh_from)),
        role,
    )
    ways_out, ways_in = ways_out_of(content, slug, marks), ways_in_to(content, slug, marks)
    sources = marks.used()
    return RolePage(
        role=role,
        mark=mark,
        facts=replace(facts, rows=tuple(row for row in facts.rows if row.heading != _("Also called"))),
        sections=tuple(sections),
        targets=dotted_lines(content, role),
        skills=tuple(skills_asked(content, role)),
        practice=practice,
        verdicts=verdicts,
        pay=pay,
        ways_out=ways_out,
        ways_in=ways_in,
        rivals=tuple(rivals(content, role)),
        reading=tuple(used.source for used in sources if used.source.licence == LINK_ONLY),
        sources=sources,
    )


def skills_asked(content: EditionContent, role: RoleProfile) -> Iterator[SkillAsked]:
    """The skills that weigh most first."""
    for slug, demand in sorted(role.skills.items(), key=lambda pair: (-pair[1].weight, -pair[1].level)):
        skill = content.skills[slug]
        importance = next(_(words) for limit, words in IMPORTANCE if demand.weight <= limit)
        anchor = skill.anchors[demand.level]
        words = SKILL_LEVELS[demand.level]
        yield SkillAsked(skill.name, demand.level, words, importance, anchor, pips(demand.level))


def pips(level: int) -> tuple[Pip, ...]:
    """Four dots, as many of them filled as the level says."""
    return tuple(Pip(6 + 15 * index, index < level) for index in range(4))


def rivals(content: EditionContent, role: RoleProfile) -> Iterator[Pair]:
    """The role with each other scored one and with those one step away, the latter first."""
    near = {step.to_role for step in content.steps if step.from_role == role.slug}
    near |= {step.from_role for step in content.steps if step.to_role == role.slug}
    others = (
        other
        for other in content.roles.values()
        if other.slug != role.slug and (other.is_scored or other.slug in near)
    )
    for other in sorted(others, key=lambda other: other.slug not in near):
        yield pair_of(role, other)

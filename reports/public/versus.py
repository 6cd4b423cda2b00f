"""Two roles against each other: the sections of their page, and when to choose which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.content import EditionContent
from reports.citations import SourceMark, SourceMarks
from reports.comparison import Cell, Comparison, Group, comparison_of, read_cell
from reports.comparison_rows import Basis, said
from reports.grammar import joined, lower
from reports.public.crossing import Crossing, crossings
from reports.public.dots import DottedLine, dotted_lines
from roles.language import gettext as _
from roles.language import gettext_noop
from roles.profile import Dimension, RoleProfile, StatementKind

TELLING = 15  # Points of difference between two targets below which we don't speak of one.
HIGH_SIDE, LOW_SIDE = 55, 45  # Targets beyond these lean to a pole; between them neither phrase is true.
MOST_REASONS = 4
MOST_NAMED = 3

SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "at-a-glance",
        gettext_noop("At a Glance"),
        ("glance", "best-for", "responsibilities", "seniority"),
    ),
    ("pay", gettext_noop("Pay and Benefits"), ("salary", "occupations", "benefits")),
    ("developer-experience", gettext_noop("Developer Experience"), ("experience",)),
    ("verdict", gettext_noop("Verdict"), ()),
    ("performance", gettext_noop("Performance"), ("performance",)),
    ("use-cases", gettext_noop("Use Cases"), ("use-cases",)),
    ("ecosystem", gettext_noop("Ecosystem"), ("ecosystem",)),
    (
        "skills-and-tools",
        gettext_noop("Key Skills and Tools"),
        ("skills", "tools", "languages"),
    ),
    ("career", gettext_noop("Career Progression"), ("origins", "progression", "adjacent")),
    ("workflows", gettext_noop("Common Workflows and Frameworks"), ("workflows", "frameworks")),
    ("companies", gettext_noop("Common Companies Hiring"), ("companies",)),
    ("education", gettext_noop("Education and Context"), ("education", "context")),
)
# Worth telling of one role alone, where the other is known from paths only: nothing stated is an answer too.
TOLD_ALONE = ("salary", "occupations", "origins", "progression", "adjacent")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its table; the comparison of the verdict may have no groups."""

    key: str
    heading: str
    comparison: Comparison

    @property
    def is_verdict(self) -> bool:
        return self.key == "verdict"

    @property
    def is_career(self) -> bool:
        return self.key == "career"

    @property
    def caption(self) -> str:
        one, other = self.comparison.roles
        said = {"heading": self.heading, "one": one.name, "other": other.name}
        return _("%(heading)s: %(one)s and %(other)s") % said


@dataclass(frozen=True, slots=True)
class Advice:
    """When to choose a role over the other: preferences that its work leans to, what the edition says."""

    role: RoleProfile
    rather: tuple[str, ...]
    deeper: tuple[str, ...]
    said: Cell

    @property
    def deeper_named(self) -> str:
        return joined(self.deeper)


@dataclass(frozen=True, slots=True)
class Versus:
    """One role against another, in alphabetical order of their slugs. ``mark`` cites the targets.

    Without the targets of both there are no ``differences`` and no ``lines``: nothing is said of how
    their work leans.
    """

    first: RoleProfile
    second: RoleProfile
    differences: tuple[Dimension, ...]
    advice: tuple[Advice, ...]
    lines: tuple[DottedLine, ...]
    sections: tuple[Section, ...]
    crossings: tuple[Crossing, ...]
    mark: str
    sources: tuple[SourceMark, ...]

    @property
    def on_paths_only(self) -> tuple[RoleProfile, ...]:
        """Which of the two the quiz doesn't rank."""
        return tuple(role for role in (self.first, self.second) if not role.is_scored)

    @property
    def unranked(self) -> str:
        return joined([role.name for role in self.on_paths_only])

    @property
    def leanings_known(self) -> bool:
        return bool(self.first.preferences and self.second.preferences)

    @property
    def differing(self) -> str:
        """The dimensions in which their work differs most, as a list inside a sentence."""
        return joined([lower(dimension.name) for dimension in self.differences])

    @property
    def name(self) -> str:
        return _("%(first)s versus %(second)s") % {"first": self.first.name, "second": self.second.name}


def versus_of(content: EditionContent, first: str, second: str) -> Versus:
    """Two different roles of the edition. Raises KeyError for an unknown one."""
    one, other = content.roles[first], content.roles[second]
    marks = SourceMarks(content.sources)
    mark = marks.mark(one.source)
    advised = (advice(content, one, other, marks), advice(content, other, one, marks))
    written = tuple(sections(content, one, other, marks))
    crossed = crossings(content, one, other, marks)
    return Versus(
        first=one,
        second=other,
        differences=tuple(largest_differences(content, one, other))[:MOST_NAMED],
        advice=advised,
        lines=dotted_lines(content, one, other) if one.preferences and other.preferences else (),
        sections=written,
        crossings=crossed,
        mark=mark,
        sources=marks.used(),
    )


def sections(
    content: EditionContent, one: RoleProfile, other: RoleProfile, marks: SourceMarks
) -> Iterator[Section]:
    """The sections that have anything to say; the verdict always has."""
    described = one.is_scored and other.is_scored
    for key, heading, groups in SECTIONS:
        told = groups if described else told_of_both(content, one, other, groups)
        part = comparison_of(content, (one.slug, other.slug), marks=marks, groups=told)
        if part.groups or not groups:
            yield Section(key, _(heading), part)


def told_of_both(
    content: EditionContent, one: RoleProfile, other: RoleProfile, groups: Iterable[str]
) -> tuple[str, ...]:
    """The groups that say something of each role: a column that is empty throughout compares nothing."""
    found = comparison_of(content, (one.slug, other.slug), groups=tuple(groups)).groups
    return tuple(group.key for group in found if group.key in TOLD_ALONE or tells_of_each(group))


def tells_of_each(group: Group) -> bool:
    columns = zip(*(row.cells for row in group.rows), strict=True)
    return all(any(cell.entries for cell in column) for column in columns)


def largest_differences(content: EditionContent, one: RoleProfile, other: RoleProfile) -> Iterator[Dimension]:
    """The dimensions whose targets differ tellingly, by difference times how much both count it."""

    def strength(slug: str) -> float:
        mine, theirs = one.preferences[slug], other.preferences[slug]
        return abs(mine.target - theirs.target) * (mine.weight + theirs.weight)

    shared = [slug for slug in content.dimensions if slug in one.preferences and slug in other.preferences]
    for slug in sorted(shared, key=lambda slug: -strength(slug)):
        difference = abs(one.preferences[slug].target - other.preferences[slug].target)
        if difference >= TELLING and strength(slug):
            yield content.dimensions[slug]


def advice(content: EditionContent, role: RoleProfile, rival: RoleProfile, marks: SourceMarks) -> Advice:
    rather = (phrase(dimension, role, rival) for dimension in largest_differences(content, role, rival))
    verdicts = read_cell(said(StatementKind.VERDICT), Basis(content, None, ""), role, marks)
    return Advice(
        role, tuple(filter(None, rather))[:MOST_REASONS], tuple(deeper(content, role, rival)), verdicts
    )


def phrase(dimension: Dimension, role: RoleProfile, rival: RoleProfile) -> str:
    """What the role's people would rather do, where its own target leans to a pole; else nothing."""
    own, theirs = role.preferences[dimension.slug].target, rival.preferences[dimension.slug].target
    if own > theirs and own >= HIGH_SIDE:
        return dimension.high_phrase
    return dimension.low_phrase if own < theirs and own <= LOW_SIDE else ""


def deeper(content: EditionContent, role: RoleProfile, rival: RoleProfile) -> Iterator[str]:
    """The skills that the role asks more of than its rival, most first; none if no demands are stated."""
    if not rival.skills:
        return iter(())

    def lead(slug: str) -> float:
        rival_level = rival.skills[slug].level if slug in rival.skills else 0
        return (role.skills[slug].level - rival_level) * role.skills[slug].weight

    ahead = sorted((slug for slug in role.skills if lead(slug) > 0), key=lambda slug: -lead(slug))
    return (content.skills[slug].name for slug in ahead[:MOST_NAMED])

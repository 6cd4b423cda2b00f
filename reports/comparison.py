"""Two to four roles side by side, every entry with its source. Shared by the report and the public pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.respondent import RespondentProfile
from quiz.submission import FEWEST_COMPARED, MOST_COMPARED
from reports.citations import SourceMark, SourceMarks
from reports.comparison_rows import GROUPS, MORE_GROUPS, Basis, GroupKind, Holding, RowKind, RowReader, Said
from roles.language import gettext as _
from roles.profile import RoleProfile

AT_ONCE = 5  # Entries of a cell that a screen shows before "more".


KINDS = {kind.key: kind for kind in (*GROUPS, *MORE_GROUPS)}
ALL_GROUPS = tuple(kind.key for kind in GROUPS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a cell. ``source`` is a slug and ``mark`` what is printed for it; ``role`` is the
    slug of the role it leads to, if any; ``holding`` says how the reader's skill stands to it."""

    text: str
    note: str
    source: str
    mark: str
    role: str
    holding: Holding | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row says about one role; ``hidden`` counts entries beyond the limit."""

    role: RoleProfile
    entries: tuple[Entry, ...]
    hidden: int

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that a screen shows at once."""
        return self.entries[:AT_ONCE] if len(self.entries) > AT_ONCE + 1 else self.entries

    @property
    def folded(self) -> tuple[Entry, ...]:
        """The entries that a screen keeps folded away; never a single one."""
        return self.entries[len(self.shown) :]


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect, a cell for each role; at least one of them has entries."""

    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; a group of one row needs no heading of its own."""

    key: str
    heading: str
    rows: tuple[Row, ...]

    @property
    def needs_heading(self) -> bool:
        return any(row.heading != self.heading for row in self.rows)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The roles, what is said about each of them, and the sources in order of first use."""

    roles: tuple[RoleProfile, ...]
    groups: tuple[Group, ...]
    sources: tuple[SourceMark, ...]

    @property
    def columns(self) -> int:
        """Columns of the table, the one of the headings included."""
        return len(self.roles) + 1

    def only(self, *keys: str) -> "Comparison":
        """The same comparison with some of its groups, in the order asked for."""
        groups = {group.key: group for group in self.groups}
        return Comparison(self.roles, tuple(groups[key] for key in keys if key in groups), self.sources)


def comparison_of(
    content: EditionContent,
    slugs: Sequence[str],
    respondent: RespondentProfile | None = None,
    *,
    limit: int | None = None,
    place: str = "",
    marks: SourceMarks | None = None,
    groups: Sequence[str] = ALL_GROUPS,
) -> Comparison:
    """The roles of ``slugs`` (2-4 different ones) side by side.

    A respondent's rated skills are marked as met or short; at most ``limit`` entries a cell are
    kept; ``place`` adds the pay figures of that place; ``marks`` continues the numbering of a page
    that cites more than the comparison; ``groups`` picks groups by key, in that order. Raises
    ValueError for a wrong number of roles and KeyError for a role that the edition lacks.
    """
    if not FEWEST_COMPARED <= len(set(slugs)) == len(slugs) <= MOST_COMPARED:
        raise ValueError(
            f"A comparison takes {FEWEST_COMPARED} to {MOST_COMPARED} different roles, "
            f"not {', '.join(slugs)}."
        )
    roles = tuple(content.roles[slug] for slug in slugs)
    basis = Basis(content, respondent, place)
    marks = marks or SourceMarks(content.sources)
    found = tuple(read_groups(groups, basis, roles, marks, limit))
    return Comparison(roles, found, marks.used())


def read_groups(
    keys: Iterable[str], basis: Basis, roles: Sequence[RoleProfile], marks: SourceMarks, limit: int | None
) -> Iterator[Group]:
    """The groups that have anything to say."""
    for kind in (KINDS[key] for key in keys):
        if rows := tuple(read_rows(kind, basis, roles, marks, limit)):
            yield Group(kind.key, _(kind.heading), rows)


def read_rows(
    group: GroupKind, basis: Basis, roles: Sequence[RoleProfile], marks: SourceMarks, limit: int | None
) -> Iterator[Row]:
    for kind in group.rows:
        row = Row(_(kind.heading), tuple(read_cells(kind, basis, roles, marks, limit)))
        if any(cell.entries for cell in row.cells):
            yield row


def read_cells(
    kind: RowKind, basis: Basis, roles: Iterable[RoleProfile], marks: SourceMarks, limit: int | None
) -> Iterator[Cell]:
    for role in roles:
        yield read_cell(kind.read, basis, role, marks, limit)


def read_cell(
    read: RowReader, basis: Basis, role: RoleProfile, marks: SourceMarks, limit: int | None = None
) -> Cell:
    """What one reader finds to say about one role."""
    said = tuple(read(basis, role))
    entries = tuple(read_entry(each, marks) for each in said[:limit])
    return Cell(role, entries, len(said) - len(entries))


def read_entry(said: Said, marks: SourceMarks) -> Entry:
    return Entry(said.text, said.note, said.source, marks.mark(said.source), said.role, said.holding)

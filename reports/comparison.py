"""Two to four roles side by side, every entry with its source. Shared by the report and the public pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.respondent import RespondentProfile
from reports.citations import SourceMark, SourceMarks
from reports.comparison_rows import GROUPS, Basis, GroupKind, Holding, RowKind, Said
from roles.profile import RoleProfile

FEWEST, MOST = 2, 4  # More columns than four can't be read on paper or on a phone.
ON_PAPER = 4  # Entries of a cell that the PDF prints; the page shows them all.


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
) -> Comparison:
    """The roles of ``slugs`` (2-4 different ones) side by side.

    A respondent's rated skills are marked as met or short; at most ``limit`` entries a cell are
    kept; ``place`` adds the pay figures of that place; ``marks`` continues the numbering of a page
    that cites more than the comparison. Raises ValueError for a wrong number of
    roles and KeyError for a role that the edition lacks.
    """
    if not FEWEST <= len(set(slugs)) == len(slugs) <= MOST:
        raise ValueError(f"A comparison takes {FEWEST} to {MOST} different roles, not {', '.join(slugs)}.")
    roles = tuple(content.roles[slug] for slug in slugs)
    basis = Basis(content, respondent, place)
    marks = marks or SourceMarks(content.sources)
    groups = tuple(read_groups(basis, roles, marks, limit))
    return Comparison(roles, groups, marks.used())


def read_groups(
    basis: Basis, roles: Sequence[RoleProfile], marks: SourceMarks, limit: int | None
) -> Iterator[Group]:
    """The groups that have anything to say."""
    for kind in GROUPS:
        if rows := tuple(read_rows(kind, basis, roles, marks, limit)):
            yield Group(kind.key, kind.heading, rows)


def read_rows(
    group: GroupKind, basis: Basis, roles: Sequence[RoleProfile], marks: SourceMarks, limit: int | None
) -> Iterator[Row]:
    for kind in group.rows:
        row = Row(kind.heading, tuple(read_cells(kind, basis, roles, marks, limit)))
        if any(cell.entries for cell in row.cells):
            yield row


def read_cells(
    kind: RowKind, basis: Basis, roles: Iterable[RoleProfile], marks: SourceMarks, limit: int | None
) -> Iterator[Cell]:
    for role in roles:
        said = tuple(kind.read(basis, role))
        entries = tuple(read_entry(each, marks) for each in said[:limit])
        yield Cell(role, entries, len(said) - len(entries))


def read_entry(said: Said, marks: SourceMarks) -> Entry:
    return Entry(said.text, said.note, said.source, marks.mark(said.source), said.role, said.holding)

"""Section 4: the compared roles side by side, with the reader's skills ticked or marked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from quiz.submission import FEWEST_COMPARED
from reports.case import Case
from reports.comparison import Cell, Comparison, Entry, Group, Row, comparison_of
from reports.grammar import joined
from roles.language import gettext as _

# Groups in print order, with the entries of a cell that fit on paper.
LIMITS = {
    "glance": 1,
    "best-for": 1,
    "responsibilities": 4,
    "skills": 12,
    "tools": 6,
    "languages": 6,
    "frameworks": 6,
    "workflows": 3,
    "experience": 2,
    "performance": 2,
    "use-cases": 3,
    "ecosystem": 2,
    "benefits": 3,
    "companies": 6,
}
NAMES_ONLY = ("tools", "languages", "frameworks", "companies")  # What each is for stands on the role's page.
SENTENCES = 3  # Entries of the cells of sentences beside the skill levels.
# What is cut first, an entry a cell at a time, until the table fits its two pages; the rest is kept.
CUT_FIRST = (
    "ecosystem",
    "workflows",
    "use-cases",
    "benefits",
    "responsibilities",
    "performance",
    "experience",
)
ROOM = 118  # Lines of a rough measure that two pages hold.
LINE, WRAPPED = 144, 13  # Characters of a line over all columns of roles; what wrapping loses in each.
PADDING, GROUP_HEADING = 0.6, 1.7  # Of a row and for a group, in lines.


@dataclass(frozen=True, slots=True)
class SideBySideSection:
    intro: str
    caption: str
    comparison: Comparison
    key: str = "side-by-side"
    title: str = field(default_factory=lambda: _("Side by side"))


def write_side_by_side(case: Case) -> SideBySideSection | None:
    """The comparison of two to four roles: those the reader chose, else the leading ones; None with fewer."""
    chosen = chosen_roles(case) or tuple(ranked.role.slug for ranked in case.compared)
    if len(chosen) < FEWEST_COMPARED:
        return None
    every = comparison_of(case.content, chosen, case.respondent).only(*LIMITS)
    names = joined([case.role(slug).name for slug in chosen])
    return SideBySideSection(
        intro=_(
            "What the work consists of, role by role. ✓ marks a skill that you have at the level asked, △ "
            "one where levels are missing, both by your own rating. A source mark stands for its line and "
            "for those above it that carry none."
        ),
        caption=_("%(roles)s compared") % {"roles": names},
        comparison=marked(case, fitted(every)),
    )


def chosen_roles(case: Case) -> tuple[str, ...]:
    """The reader's choice, as far as this edition has the roles; empty with fewer than two of them."""
    known = tuple(slug for slug in case.submission.compare if slug in case.content.roles)
    return known if len(known) >= FEWEST_COMPARED else ()


def fitted(comparison: Comparison) -> Comparison:
    """The comparison with cells as long as two pages allow; no group loses its last entry."""
    limits = dict(LIMITS)
    most = max(LIMITS.values())
    for key in ("", *(key for _round in range(most) for key in CUT_FIRST)):
        if key:
            limits[key] = max(1, limits[key] - 1)
        shorter = cut(comparison, limits)
        if lines(shorter) <= ROOM:
            break
    return shorter


def cut(comparison: Comparison, limits: Mapping[str, int]) -> Comparison:
    """The comparison with at most its group's limit of entries in a cell."""
    groups = (
        replace(group, rows=tuple(cut_row(group, row, limits[group.key]) for row in group.rows))
        for group in comparison.groups
    )
    return replace(comparison, groups=tuple(groups))


def cut_row(group: Group, row: Row, limit: int) -> Row:
    if group.key == "skills" and not any(entry.note for cell in row.cells for entry in cell.entries):
        limit = SENTENCES
    return replace(row, cells=tuple(cut_cell(group, cell, limit) for cell in row.cells))


def cut_cell(group: Group, cell: Cell, limit: int) -> Cell:
    kept = tuple(shortened(group, entry) for entry in cell.entries[:limit])
    return replace(cell, entries=kept, hidden=cell.hidden + len(cell.entries) - len(kept))


def shortened(group: Group, entry: Entry) -> Entry:
    """The entry without what stands on the role's own page."""
    if group.key in NAMES_ONLY:
        return replace(entry, note="")
    return replace(entry, note=entry.note.partition(",")[0]) if entry.holding else entry


def lines(comparison: Comparison) -> float:
    """About how many lines the printed table takes."""
    width = LINE / len(comparison.roles) - WRAPPED
    rows = [(group, row) for group in comparison.groups for row in group.rows]
    headings = sum(group.needs_heading for group in comparison.groups)
    return 1.7 * headings + sum(
        0.6 + max(cell_lines(group, cell, width) for cell in row.cells) for group, row in rows
    )


def cell_lines(group: Group, cell: Cell, width: float) -> int:
    texts = [len(entry.text) + len(entry.note) + 2 for entry in cell.entries]
    if group.key in NAMES_ONLY:
        return ceil(sum(texts) / width)
    return sum(ceil(length / width) for length in texts) + bool(cell.hidden)


def marked(case: Case, comparison: Comparison) -> Comparison:
    """The comparison with its marks in the numbering of this report."""
    groups = tuple(
        replace(group, rows=tuple(marked_row(case, row) for row in group.rows)) for group in comparison.groups
    )
    return replace(comparison, groups=groups, sources=())


def marked_row(case: Case, row: Row) -> Row:
    return replace(row, cells=tuple(marked_cell(case, cell) for cell in row.cells))


def marked_cell(case: Case, cell: Cell) -> Cell:
    """The cell with a mark where its source changes: after the last of its lines in a row."""
    following = [*(entry.source for entry in cell.entries), ""][1:]
    marks = [
        "" if entry.source == after else case.marks.mark(entry.source)
        for entry, after in zip(cell.entries, following, strict=True)
    ]
    entries = zip(cell.entries, marks, strict=True)
    return replace(cell, entries=tuple(replace(entry, mark=mark) for entry, mark in entries))

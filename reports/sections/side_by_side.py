"""Section 4: the compared roles side by side, with the reader's skills ticked or marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.case import Case
from reports.comparison import FEWEST, Cell, Comparison, Group, Row, comparison_of
from reports.grammar import joined

LIMIT = 4  # Entries a cell that fit on paper.
GROUPS = (
    "glance",
    "best-for",
    "responsibilities",
    "skills",
    "tools",
    "languages",
    "frameworks",
    "workflows",
    "experience",
    "performance",
    "use-cases",
    "ecosystem",
    "benefits",
    "companies",
)


@dataclass(frozen=True, slots=True)
class SideBySideSection:
    intro: str
    caption: str
    comparison: Comparison
    key: str = "side-by-side"
    title: str = "Side by side"


def write_side_by_side(case: Case, slugs: Sequence[str] = ()) -> SideBySideSection | None:
    """The comparison of two to four roles: those asked for, else the leading ones; None with fewer."""
    chosen = tuple(slugs) or tuple(ranked.role.slug for ranked in case.compared)
    if len(chosen) < FEWEST:
        return None
    every = comparison_of(case.content, chosen, case.respondent, limit=LIMIT)
    names = joined([case.role(slug).name for slug in chosen])
    return SideBySideSection(
        intro="What the work consists of, role by role. ✓ marks a skill that you have at the level asked, "
        "△ one where levels are missing, both by your own rating.",
        caption=f"{names} compared",
        comparison=marked(case, every.only(*GROUPS)),
    )


def marked(case: Case, comparison: Comparison) -> Comparison:
    """The comparison with its marks in the numbering of this report."""
    groups = tuple(
        Group(group.key, group.heading, tuple(marked_row(case, row) for row in group.rows))
        for group in comparison.groups
    )
    return replace(comparison, groups=groups, sources=())


def marked_row(case: Case, row: Row) -> Row:
    return Row(row.heading, tuple(marked_cell(case, cell) for cell in row.cells))


def marked_cell(case: Case, cell: Cell) -> Cell:
    entries = tuple(replace(entry, mark=case.marks.mark(entry.source)) for entry in cell.entries)
    return replace(cell, entries=entries)

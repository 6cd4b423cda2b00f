"""The rows of a table's difference as they are shown."""

from dataclasses import dataclass, replace
from itertools import islice

from quiz.admin.row_titles import row_title
from quiz.editions.draft import read_draft
from quiz.editions.naming import Names, names_of
from quiz.exchange.plan import FieldChange, Plan, PlannedRow, Status
from quiz.exchange.tables import columns_of

SHOWN = 200  # Rows of a difference on one page; the counts are of all.


@dataclass(frozen=True, slots=True)
class TitledRow:
    """A row that would be written, by name, and its fields by the words of their column."""

    title: str
    changes: tuple[FieldChange, ...]


def shortened(found: Plan | None, status: Status) -> list[TitledRow]:
    """The first rows of a difference as they are shown."""
    if found is None:
        return []
    names = names_of(read_draft())
    return [titled(names, row) for row in islice(found.those(status), SHOWN)]


def titled(names: Names, row: PlannedRow) -> TitledRow:
    columns = columns_of(row.name.model)
    changes = (replace(each, field=str(columns[each.field].verbose_name)) for each in row.changes)
    return TitledRow(row_title(names, row.name), tuple(each for each in changes if each.old or each.new))

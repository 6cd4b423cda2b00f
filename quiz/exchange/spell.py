"""Rows as CSV, as a table to paste, and as JSON."""

import csv
import io
import json
from collections.abc import Iterable

from quiz.exchange.cells import cell_of, guarded
from quiz.exchange.tables import columns_of
from quiz.packs.names import Name, Row


def as_csv(label: str, rows: Iterable[Row], delimiter: str = ",") -> str:
    """The rows under their columns; no cell is a formula."""
    columns = list(columns_of(label))
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell_of(row[column])) for column in columns] for row in rows)
    return sheet.getvalue()


def as_json(rows: Iterable[tuple[Name, Row]]) -> str:
    """The rows as a fixture holds them, one a line."""
    lines = (json.dumps({"model": name.model, "fields": row}, ensure_ascii=False) for name, row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"

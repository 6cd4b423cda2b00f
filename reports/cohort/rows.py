"""Reading a cohort: a CSV with a person in each row, one line of reasons for each that can't be read."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.content import EditionContent
from quiz.items import UNSURE
from quiz.submission import BadSubmission, Submission, quoted, read_submission
from roles.language import gettext as _
from roles.language import ngettext

LARGEST = 5_000_000  # Bytes; a thousand people with all answers are about 400,000.
MOST_ROWS = 10_000
MOST_PROBLEMS = 5  # Of a row; further ones tell nothing new.
ABOUT = ("name", "years", "current_role", "role_in_mind", "place")
MUST_HAVES = ("salary_floor", "no_on_call", "remote")
OTHER = ("balance",)
YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadCohort(ValueError):
    """The file as a whole can't be read; says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person. ``line`` is where the row begins in the file; exactly one of the others is filled."""

    line: int
    submission: Submission | None
    problems: tuple[str, ...] = ()


def read_rows(raw: bytes, content: EditionContent) -> tuple[Row, ...]:
    """Every row with something in it. Raises BadCohort."""
    text = as_text(raw)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        header = [name.strip() for name in next(lines)]
        check_header(header, content)
        return tuple(rows_of(lines, header, content))
    except StopIteration as error:
        raise BadCohort(_("The file is empty.")) from error
    except csv.Error as error:
        told = {"line": lines.line_num, "message": str(error)}
        raise BadCohort(_("Not a CSV at line %(line)d: %(message)s.") % told) from error


def as_text(raw: bytes) -> str:
    if len(raw) > LARGEST:
        refusal = _("The file has %(bytes)s bytes; at most %(most)s are read.")
        raise BadCohort(refusal % {"bytes": f"{len(raw):,}", "most": f"{LARGEST:,}"})
    if raw.startswith(b"PK\x03\x04"):
        raise BadCohort(_("This is a zip archive or a spreadsheet. Save the table as CSV."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = {"number": error.start}
        raise BadCohort(_("Not a text file in UTF-8 (byte %(number)d).") % told) from error
    if "\0" in text:
        raise BadCohort(_("Not a text file: it holds a zero byte."))
    return text


def delimiter_of(text: str) -> str:
    """What parts the columns of the first line: programs write commas, semicolons or tabs."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def check_header(header: list[str], content: EditionContent) -> None:
    known = {*content.items, *ABOUT, *MUST_HAVES, *OTHER}
    if unknown := [quoted(name) for name in header if name not in known]:
        told = {"columns": ", ".join(unknown[:MOST_PROBLEMS])}
        refusal = _("No question of this edition and no other column that is known: %(columns)s.")
        raise BadCohort(refusal % told)
    if twice := sorted({name for name in header if header.count(name) > 1}):
        raise BadCohort(_("Columns that are there twice: %(columns)s.") % {"columns": ", ".join(twice)})
    if not any(name in content.items for name in header):
        raise BadCohort(_("No column is a question of this edition."))


def rows_of(lines: Any, header: list[str], content: EditionContent) -> Iterator[Row]:
    """``lines`` is a CSV reader behind its header."""
    begins, count = lines.line_num + 1, 0
    for cells in lines:
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise BadCohort(_("More than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"})
            yield read_row(begins, cells, header, content)
        begins = lines.line_num + 1


def read_row(line: int, cells: list[str], header: list[str], content: EditionContent) -> Row:
    if len(cells) > len(header):
        told = {"cells": len(cells), "columns": len(header)}
        problem = ngettext(
            "%(cells)d cell, but %(columns)d columns.",
            "%(cells)d cells, but %(columns)d columns.",
            len(cells),
        )
        return Row(line, None, (problem % told,))
    given = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    try:
        return Row(line, read_submission(document_of(given, content), content))
    except BadSubmission as error:
        return Row(line, None, error.problems[:MOST_PROBLEMS])


def document_of(given: Mapping[str, str], content: EditionContent) -> dict[str, Any]:
    """The answers file that a row stands for; what doesn't fit stays as it is and is refused there."""
    return {
        "answers": {slug: as_answer(cell) for slug, cell in given.items() if slug in content.items},
        "about": {key: whole(given[key]) if key == "years" else given[key] for key in ABOUT if key in given},
        "must_haves": {
            key: whole(given[key]) if key == "salary_floor" else YES_OR_NO.get(given[key].lower(), given[key])
            for key in MUST_HAVES
            if key in given
        },
        "balance": share(given["balance"]) if "balance" in given else None,
    }


def as_answer(cell: str) -> int | str:
    answer = cell.lower()
    return whole(answer) if answer not in (UNSURE, "a", "b") else answer


def whole(cell: str) -> int | str:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else cell


def share(cell: str) -> float | str:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return cell


def neutral(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return "'" + text if text.startswith(FORMULA) else text


def written(rows: list[list[object]]) -> bytes:
    """A CSV that is safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

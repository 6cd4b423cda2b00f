"""Tables read with care: what can't be a table is refused at once, every bad cell is named."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from quiz.exchange.cells import BadCell, unguarded, value_of_cell
from quiz.exchange.tables import columns_of, label_for, named_columns, plain, title_of
from quiz.packs.files import refuse_constant, value_problem
from quiz.packs.rows import KEYS
from roles.models.role import short_name

LARGEST = 2_300_000  # Bytes: twice the largest table that ships, and small enough to be sent back and forth.
MOST_ROWS = 10_000


class Refused(ValueError):
    """What was sent is no table that can be read; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a row can't be taken; ``column`` is "" if it is about the whole row."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was sent: the line it came from and the fields it gives."""

    line: int
    label: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and what was not."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read(raw: bytes, label: str = "", shared: Mapping[str, str] | None = None) -> Reading:
    """A table as CSV, tab-separated or JSON. ``shared`` cells go into every row that does not have them.

    Raises Refused for what is too large, too deep, too long, no text or no table.
    """
    text = decoded(raw)
    if text.lstrip()[:1] in ("[", "{"):
        return read_json(text)
    return read_sheet(text, label, shared or {})


def decoded(raw: bytes) -> str:
    if len(raw) > LARGEST:
        raise Refused(
            _("This has %(size)s bytes; at most %(most)s are taken at once. Send it in parts.")
            % {"size": f"{len(raw):,}", "most": f"{LARGEST:,}"}
        )
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")):
        raise Refused(_("This is an archive or a spreadsheet file. Save the sheet as CSV and send that."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _("Byte %(place)d is not UTF-8. Save the table as CSV in UTF-8.") % {"place": error.start}
        ) from error
    if "\0" in text:
        raise Refused(_("This is not text. Save the table as CSV in UTF-8."))
    if not text.strip():
        raise Refused(_("There is nothing in it. Send a table with a line of headings."))
    return text


def read_sheet(text: str, label: str, shared: Mapping[str, str]) -> Reading:
    rows = sheet_rows(text)
    _line, headings = next(rows)
    label = label or label_for([*headings, *shared]) or ""
    if not label:
        raise Refused(_("The headings don’t say which table this is. Choose it from the list."))
    columns = heading_columns(label, headings)
    defaults = {name: cell for name, cell in shared.items() if name not in columns and cell}
    missing = [key for key in KEYS[label] if key not in columns and key not in defaults and key != "key"]
    if missing:
        raise Refused(
            _("There is no column %(names)s. Each row needs it, so that it is found again.")
            % {"names": ", ".join(missing)}
        )
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line, cells in rows:
        if len(entries) >= MOST_ROWS:
            raise Refused(
                _("There are more than %(most)s rows. Send it in parts.") % {"most": f"{MOST_ROWS:,}"}
            )
        if any(cell.strip() for cell in cells[len(columns) :]):
            problems.append(Problem(line, "", _("This row has more cells than there are headings.")))
            continue
        named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        entries.append(Entry(line, label, given_cells(label, line, named | defaults, problems)))
    return Reading(tuple(entries), tuple(problems))


def sheet_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers as a spreadsheet counts them."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield line, [cell.replace("\r\n", "\n") for cell in cells]
    except csv.Error as error:
        raise Refused(
            _("Line %(line)d can’t be read as a row: %(reason)s.")
            % {"line": reader.line_num, "reason": str(error)}
        ) from error


def heading_columns(label: str, headings: Sequence[str]) -> list[str]:
    """The column of each heading; "" for one that is empty. Raises Refused for others."""
    known = named_columns(label)
    strange = [heading for heading in headings if heading.strip() and plain(heading) not in known]
    if strange:
        raise Refused(
            _("%(table)s have no column “%(names)s”. They have: %(known)s.")
            % {
                "table": title_of(label),
                "names": "”, “".join(name[:40] for name in strange[:5]),
                "known": ", ".join(columns_of(label)),
            }
        )
    columns = [known.get(plain(heading), "") for heading in headings]
    doubled = next((name for name in columns if name and columns.count(name) > 1), "")
    if doubled:
        raise Refused(_("The column %(name)s is there twice. Keep one of them.") % {"name": doubled})
    return columns


def given_cells(label: str, line: int, cells: Mapping[str, str], problems: list[Problem]) -> dict[str, Any]:
    """The values of a row's good cells; the others are noted."""
    fields = columns_of(label)
    given: dict[str, Any] = {}
    for name, cell in cells.items():
        try:
            value = value_of_cell(fields[name], unguarded(cell))
        except BadCell as error:
            problems.append(Problem(line, name, str(error)))
            continue
        if (label, name, value) == ("roles.statement", "key", "") and cells.get("text"):
            value = short_name(cells["text"])
        if reason := reason_against(fields[name], value):
            problems.append(Problem(line, name, reason))
        else:
            given[name] = value
    return given


def reason_against(field: "models.Field[Any, Any]", value: Any) -> str:
    """What is wrong with a value and what may stand instead, or ""."""
    told = _("It can’t be empty.") if value == "" and not field.blank else value_problem(field, value)
    if told and field.choices:
        choices = ", ".join(str(choice) for choice, _label in field.flatchoices)
        return f"{told} Write one of these: {choices}."
    return told


def read_json(text: str) -> Reading:
    """Entries as a fixture holds them. The number of an entry counts as its line."""
    try:
        entries = json.loads(text, parse_constant=refuse_constant)
    except RecursionError as error:
        raise Refused(_("It is nested too deeply to be a table.")) from error
    except json.JSONDecodeError as error:
        raise Refused(
            _("It is not JSON at line %(line)d, column %(column)d: %(reason)s.")
            % {"line": error.lineno, "column": error.colno, "reason": error.msg}
        ) from error
    except ValueError as error:
        raise Refused(str(error)) from error
    if not isinstance(entries, list) or not entries:
        raise Refused(_("It holds no list of rows."))
    if len(entries) > MOST_ROWS:
        raise Refused(_("There are more than %(most)s rows. Send it in parts.") % {"most": f"{MOST_ROWS:,}"})
    found: list[Entry] = []
    problems: list[Problem] = []
    for line, entry in enumerate(entries, start=1):
        read_entry(line, entry, found, problems)
    return Reading(tuple(found), tuple(problems))


def read_entry(line: int, entry: Any, found: list[Entry], problems: list[Problem]) -> None:
    if not isinstance(entry, dict) or not isinstance(entry.get("fields"), dict):
        problems.append(Problem(line, "", _("A row is an object with “model” and “fields”.")))
        return
    label = entry.get("model")
    if not isinstance(label, str) or label not in KEYS:
        problems.append(Problem(line, "model", _("%s is not a kind of content row.") % repr(label)[:60]))
        return
    columns, given = columns_of(label), {}
    for name, value in entry["fields"].items():
        if name not in columns:
            problems.append(Problem(line, name[:60], _("There is no such field.")))
        elif reason := value_problem(columns[name], value):
            problems.append(Problem(line, name, reason))
        else:
            given[name] = value
    found.append(Entry(line, label, given))

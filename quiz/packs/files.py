"""Fixture files read with care: every fault is named by file, row and reason."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from quiz.packs.circles import promotions_in_circles
from quiz.packs.names import Name, Row
from quiz.packs.rows import KEYS, model_of, name_of
from roles.history.values import fields_of

LARGEST_FILE = 4_000_000  # Bytes; the shipped files are a tenth of it.


class BrokenContent(ValueError):
    """Content that can't be loaded; ``problems`` holds one clear line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_files(folder: Path) -> dict[Name, Row]:
    """All rows of the ``*.json`` files in a folder, complete and typed.

    Raises BrokenContent naming every faulty row.
    """
    return read_with_places(folder)[0]


def places_of(folder: Path) -> dict[str, str]:
    """Where each row of a folder stands, by its printed name: "30-items.json, row 7"."""
    return {str(name): place for name, place in read_with_places(folder)[1].items()}


def read_with_places(folder: Path) -> tuple[dict[Name, Row], dict[Name, str]]:
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise BrokenContent([f"{folder}: no fixture files (*.json) here."])
    rows: dict[Name, Row] = {}
    places: dict[Name, str] = {}
    problems: list[str] = []
    for path in paths:
        for place, entry in enumerate(read_entries(path, problems), start=1):
            where = f"{path.name}, row {place}"
            read = read_row(entry, where, problems)
            if read is None:
                continue
            name, row = read
            if name in rows:
                problems.append(f"{where}: {name} is there twice. Keep one of them.")
            rows[name], places[name] = row, where
    problems += unknown_references(rows, places)
    problems += [
        f"{places[name]} ({name}): to_role leads round in a circle of promotions: {circle}."
        for name, circle in promotions_in_circles(rows)
    ]
    if problems:
        raise BrokenContent(problems)
    return rows, places


def read_entries(path: Path, problems: list[str]) -> list[Any]:
    """The list in one file; an unreadable file is one problem and no entries."""
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST_FILE:
            raise ValueError(f"{len(raw):,} bytes are more than the {LARGEST_FILE:,} a fixture may have.")
        if raw.startswith(b"\xef\xbb\xbf"):
            raise ValueError("starts with a byte order mark. Save it as UTF-8 without one.")
        entries = json.loads(raw.decode("utf-8"), parse_constant=refuse_constant)
    except RecursionError:
        problems.append(f"{path.name}: nested too deeply.")
        return []
    except UnicodeDecodeError as error:
        problems.append(f"{path.name}: byte {error.start} is not UTF-8.")
        return []
    except json.JSONDecodeError as error:
        problems.append(f"{path.name}: not JSON at line {error.lineno}, column {error.colno}: {error.msg}.")
        return []
    except ValueError as error:
        problems.append(f"{path.name}: {error}")
        return []
    if not isinstance(entries, list):
        problems.append(f"{path.name}: holds no list of rows.")
        return []
    return entries


def refuse_constant(constant: str) -> Any:
    raise ValueError(f"{constant} is not a number that can be stored.")


def read_row(entry: Any, where: str, problems: list[str]) -> tuple[Name, Row] | None:
    """One entry as a complete row, or None with its problems noted."""
    if not isinstance(entry, dict) or not isinstance(entry.get("fields"), dict):
        problems.append(f'{where}: a row is an object with "model" and "fields".')
        return None
    label = entry.get("model")
    if not isinstance(label, str) or label not in KEYS:
        problems.append(f"{where}: {label!r} is not a kind of content row.")
        return None
    found = list(row_problems(label, entry["fields"]))
    problems += [f"{where} ({label}): {problem}" for problem in found]
    if found:
        return None
    row = completed(label, entry["fields"])
    return name_of(label, row), row


def row_problems(label: str, given: Mapping[str, Any]) -> Iterator[str]:
    fields = {field.name: field for field in fields_of(model_of(label))}
    yield from (f"{name}: there is no such field." for name in given if name not in fields)
    for name, field in fields.items():
        if name not in given:
            if not field.has_default() and not field.null and not field.blank:
                yield f"{name}: is missing."
        elif problem := value_problem(field, given[name]):
            yield f"{name}: {problem}"


def value_problem(field: "models.Field[Any, Any]", value: Any) -> str:
    """What is wrong with a JSON value for a field, or ""."""
    if value is None:
        return "" if field.null else "must not be null."
    wanted = wanted_type(field)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        return f"{value!r} is of the wrong type."
    if field.is_relation:
        is_key = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return "" if is_key else f"{value!r} is not a natural key."
    try:
        field.clean(value, None)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def wanted_type(field: "models.Field[Any, Any]") -> type | tuple[type, ...]:
    match field:
        case models.ForeignKey():
            return list
        case models.BooleanField():
            return bool
        case models.IntegerField():
            return int
        case models.FloatField():
            return (int, float)
        case _:
            return str


def completed(label: str, given: Mapping[str, Any]) -> Row:
    """The row with defaults for what the file leaves out, in the types of the database."""
    return {
        field.name: typed(field, given[field.name]) if field.name in given else default_of(field)
        for field in fields_of(model_of(label))
    }


def default_of(field: "models.Field[Any, Any]") -> Any:
    return None if field.null and not field.has_default() else field.get_default()


def typed(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None or field.is_relation:
        return value
    cleaned = field.to_python(value)
    return cleaned.isoformat() if isinstance(cleaned, date) else cleaned


def unknown_references(rows: Mapping[Name, Row], places: Mapping[Name, str]) -> Iterator[str]:
    """References to rows that no file holds."""
    for name, row in rows.items():
        for field in fields_of(model_of(name.model)):
            if isinstance(field, models.ForeignKey) and row[field.name] is not None:
                target = Name(field.related_model._meta.label_lower, tuple(row[field.name]))
                if target not in rows:
                    told = f"{field.name} names {'/'.join(target.key)}, which is not there."
                    yield f"{places[name]} ({name}): {told}"

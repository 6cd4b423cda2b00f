"""The draft as fixture files, spelled so that a load and an export give the same bytes."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from quiz.packs.names import Name, Row
from quiz.packs.rows import KEYS, stored_rows

FILES: Mapping[str, str] = {
    "roles.source": "01-sources.json",
    "roles.place": "02-places.json",
    "roles.dimension": "03-dimensions.json",
    "roles.skill": "04-skills.json",
    "roles.technology": "05-technologies.json",
    "roles.company": "06-companies.json",
    "roles.occupation": "07-occupations.json",
    "roles.step": "20-steps.json",
    "quiz.item": "30-items.json",
    "quiz.wording": "35-wordings.json",
}
"""Sorted by name, the files are in an order that a bare ``loaddata`` can take."""


def write_files(folder: Path) -> tuple[Path, ...]:
    """Writes the draft into ``folder``, a file per vocabulary, per source of figures and per role."""
    folder.mkdir(parents=True, exist_ok=True)
    entries: dict[str, list[tuple[Name, Row]]] = {}
    for label in KEYS:
        stored = ((name, row) for name, (_, row) in stored_rows(label).items())
        for name, row in sorted(stored, key=place):
            entries.setdefault(file_of(name, row), []).append((name, row))
    return tuple(write_file(folder / file, rows) for file, rows in sorted(entries.items()))


def file_of(name: Name, row: Row) -> str:
    if name.model == "roles.figure":
        return f"08-figures-{row['source'][0]}.json"
    if name.model == "quiz.translation":
        return f"40-translations-{row['language']}.json"
    return FILES.get(name.model) or f"10-role-{name.key[0]}.json"


def place(entry: tuple[Name, Row]) -> tuple[str, str, int, Name | tuple[str, ...]]:
    name, row = entry
    return (
        name.key[0] if "role" in row else "",
        row.get("kind", "") if "role" in row else "",
        row.get("position", 0),
        name.key,
    )


def write_file(path: Path, rows: list[tuple[Name, Row]]) -> Path:
    path.write_text("".join(spelled(rows)), encoding="utf-8")
    return path


def spelled(rows: list[tuple[Name, Row]]) -> Iterator[str]:
    """One field a line, so that a change of a word is a change of a line."""
    entries = [{"model": name.model, "fields": row} for name, row in rows]
    yield json.dumps(entries, ensure_ascii=False, indent=1)
    yield "\n"

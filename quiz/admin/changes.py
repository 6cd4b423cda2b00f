"""The difference between two editions in an editor's words, section by section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from quiz.content import EditionContent
from quiz.editions.difference import Change, Kind

TITLES = {
    "constants": "Scoring constants",
    "sources": "Sources",
    "dimensions": "Dimensions",
    "skills": "Skills",
    "roles": "Roles",
    "items": "Questions",
    "occupations": "Occupations",
    "figures": "Figures",
    "steps": "Steps",
    "places": "Places",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text; "" where it was or is empty."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is kept, with the fields that differ."""

    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """All that differs in one section."""

    title: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[EntryChange, ...]


def changed_sections(
    changes: Iterable[Change], old: EditionContent | None, new: EditionContent
) -> tuple[SectionChange, ...]:
    """The sections that differ, in the order of the changes."""
    names = {section: entry_names(section, old) | entry_names(section, new) for section in TITLES}
    return tuple(
        section_change(section, tuple(found), names.get(section, {}))
        for section, found in groupby(changes, key=lambda change: change.section)
    )


def section_change(section: str, changes: tuple[Change, ...], names: Mapping[str, str]) -> SectionChange:
    def named(kind: Kind) -> tuple[str, ...]:
        return tuple(names.get(c.entry, c.entry) for c in changes if c.kind is kind)

    kept = (change for change in changes if change.kind is Kind.CHANGED)
    return SectionChange(
        title=TITLES.get(section, section),
        added=named(Kind.ADDED),
        removed=named(Kind.REMOVED),
        changed=tuple(
            EntryChange(names.get(entry, entry), tuple(field_change(change) for change in fields))
            for entry, fields in groupby(kept, key=lambda change: change.entry)
        ),
    )


def entry_names(section: str, content: EditionContent | None) -> dict[str, str]:
    """What the entries of a section are called, by the key under which a change names them."""
    if content is None:
        return {}
    match section:
        case "sources":
            return {slug: source.title for slug, source in content.sources.items()}
        case "occupations":
            return {slug: occupation.title for slug, occupation in content.occupations.items()}
        case "items":
            return {slug: item.text for slug, item in content.items.items()}
        case "places":
            return dict(content.places)
        case "dimensions" | "skills" | "roles":
            return {slug: entry.name for slug, entry in getattr(content, section).items()}
        case _:
            return {}


def field_change(change: Change) -> FieldChange:
    return FieldChange(field_words(change.field), value_words(change.old), value_words(change.new))


def field_words(path: str) -> str:
    """ "preferences.data" as "preferences: data"."""
    return path.replace("_", " ").replace(".", ": ") or "the whole entry"


def value_words(value: Any) -> str:
    """A field's value for a reader: lists joined, yes and no, nothing for nothing."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(value_words(part) for part in value)
        case _:
            return str(value)

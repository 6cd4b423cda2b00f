"""What differs between two editions, entry by entry and field by field. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from quiz.content import EditionContent
from quiz.editions.document import Document, write_document

Entries = Mapping[str, Document]
MAPPINGS = (
    "sources",
    "dimensions",
    "skills",
    "roles",
    "items",
    "occupations",
    "places",
    "wordings",
    "translations",
)


class Kind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which section, of which entry, in which field ("" for a whole entry)."""

    kind: Kind
    section: str
    entry: str
    field: str = ""
    old: Any = None
    new: Any = None

    def __str__(self) -> str:
        if self.kind is not Kind.CHANGED:
            return f"{self.kind} {self.section}: {self.entry}"
        return f"{self.kind} {self.section}: {self.entry}, {self.field}: {self.old!r} -> {self.new!r}"


def difference(old: EditionContent | None, new: EditionContent) -> tuple[Change, ...]:
    """All changes from ``old`` (None: nothing was published yet) to ``new``, section by section."""
    before = write_document(left_over(old, new)) if old else {}
    after = write_document(left_over(new, old)) if old else write_document(new)
    sections = dict.fromkeys([*after, *before])
    return tuple(
        change
        for section in sections
        if section != "format"
        for change in section_changes(
            section, keyed(section, before.get(section, [])), keyed(section, after.get(section, []))
        )
    )


def left_over(content: EditionContent, other: EditionContent) -> EditionContent:
    """The content without what the other has just so: writing three thousand entries takes a while."""
    mappings: dict[str, Any] = {
        name: unlike(getattr(content, name), getattr(other, name)) for name in MAPPINGS
    }
    return replace(
        content,
        **mappings,
        figures=lacking(content.figures, other.figures),
        steps=lacking(content.steps, other.steps),
    )


def unlike(entries: Mapping[str, Any], others: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: entry for name, entry in entries.items() if name not in others or others[name] != entry}


def lacking(entries: Iterable[Any], others: Iterable[Any]) -> tuple[Any, ...]:
    held = set(others)
    return tuple(entry for entry in entries if entry not in held)


def section_changes(section: str, old: Entries, new: Entries) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield Change(Kind.REMOVED, section, name)
        elif name not in old:
            yield Change(Kind.ADDED, section, name)
        elif old[name] != new[name]:
            yield from field_changes(section, name, flat(old[name]), flat(new[name]))


def field_changes(
    section: str, name: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for field in [*old, *(field for field in new if field not in old)]:
        if old.get(field) != new.get(field):
            yield Change(Kind.CHANGED, section, name, field, old.get(field), new.get(field))


def keyed(section: str, entries: Any) -> Entries:
    """A section's entries by name; the constants are one entry, translations one for each language."""
    if isinstance(entries, Mapping):
        return {section: dict(entries)} if section == "constants" else dict(entries)
    return {name_of(entry): entry for entry in entries}


def name_of(entry: Document) -> str:
    if "from_role" in entry:
        return f"{entry['from_role']} to {entry['to_role']}"
    return str(entry.get("slug") or entry["code"])


def flat(entry: Any, path: str = "") -> dict[str, Any]:
    """Nested fields by their path, such as "preferences.data" or "statements.workflow/reviews.text"."""
    if isinstance(entry, Mapping):
        pairs = entry.items()
    elif isinstance(entry, list) and entry and all(isinstance(part, Mapping) for part in entry):
        pairs = {part_name(part): part for part in entry}.items()
    else:
        return {path: entry}
    return {
        inner: value
        for key, part in pairs
        for inner, value in flat(part, f"{path}.{key}" if path else str(key)).items()
    }


def part_name(part: Mapping[str, Any]) -> str:
    """What names an entry of a list inside an entry: a statement by kind and key, others by slug."""
    if "key" in part and "kind" in part:
        return f"{part['kind']}/{part['key']}"
    return str(part.get("slug") or part.get("occupation"))

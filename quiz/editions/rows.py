"""An edition's document as the draft rows that would be compiled into it. Pure.

Fields that a document lacks (positions) are kept from the draft where that gives the same order, and
counted out anew where it doesn't.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from quiz.editions.document import Document, read_document
from quiz.editions.texts import name_of, texts_of
from quiz.packs.names import Name, Row, Rows

# Rows of these models that the document doesn't mention are no part of it, and go.
COVERED = (
    "roles.source",
    "roles.place",
    "roles.dimension",
    "roles.skill",
    "roles.occupation",
    "roles.figure",
    "roles.role",
    "roles.preference",
    "roles.demand",
    "roles.statement",
    "roles.roletechnology",
    "roles.rolecompany",
    "roles.occupationmatch",
    "roles.step",
    "quiz.item",
    "quiz.wording",
    "quiz.translation",
)
# Sections that are compiled from those rows.
SECTIONS = (
    "sources",
    "places",
    "dimensions",
    "skills",
    "occupations",
    "figures",
    "roles",
    "steps",
    "items",
    "wordings",
    "translations",
)
# What stands for the wording that a stale translation was made from: no edition keeps it.
FORMER_WORDING = "An earlier wording, which the edition doesn’t keep."
GROUPED = ("roles.statement", "roles.roletechnology", "roles.rolecompany", "roles.occupationmatch")


def rows_of(document: Document, current: Rows) -> dict[Name, Row]:
    """The rows of a document, by name, with positions that fit beside ``current``."""
    rows = dict(all_rows(document))
    rows |= {Name("quiz.wording", (entry["slug"],)): entry for entry in document.get("wordings", [])}
    return rows | dict(positioned(rows, current)) | dict(translation_rows(document, current))


def all_rows(document: Document) -> Iterator[tuple[Name, Row]]:
    for entry in document["sources"]:
        yield Name("roles.source", (entry["slug"],)), entry | {"retrieved": entry["retrieved"] or None}
    for entry in document["places"]:
        yield Name("roles.place", (entry["code"],)), entry
    for entry in document["dimensions"]:
        yield Name("roles.dimension", (entry["slug"],)), entry
    for entry in document["skills"]:
        yield Name("roles.skill", (entry["slug"],)), skill_row(entry)
    for entry in document["occupations"]:
        yield Name("roles.occupation", (entry["slug"],)), entry | {"source": [entry["source"]]}
    for entry in document["figures"]:
        yield Name("roles.figure", (entry["slug"],)), figure_row(entry)
    for entry in document["roles"]:
        yield from role_rows(entry)
    for entry in document["steps"]:
        yield Name("roles.step", (entry["from_role"], entry["to_role"])), step_row(entry)
    for entry in document["items"]:
        yield Name("quiz.item", (entry["slug"],)), item_row(entry)


def translation_rows(document: Document, current: Rows) -> Iterator[tuple[Name, Row]]:
    """Translations; a stale one with the wording that the draft says it was made from, where it says so."""
    told = document.get("translations", {})
    texts = texts_of(read_document(document)) if told else {}
    for language, entry in told.items():
        for written, text in entry["texts"].items():
            named = name_of(written)
            name = Name("quiz.translation", (language, named.kind, named.key, named.field))
            source = texts[written]
            if written in entry["stale"]:
                known = current.get(name, {}).get("source", source)
                source = known if known != source else FORMER_WORDING
            parts = {"kind": named.kind, "key": named.key, "field": named.field}
            yield name, {"language": language, **parts, "text": text, "source": source}


def skill_row(entry: Document) -> Row:
    plain = {key: entry[key] for key in ("slug", "name", "summary")}
    anchors = {f"anchor_{level}": words for level, words in enumerate(entry["anchors"])}
    return plain | anchors | {f"practice_{level}": w for level, w in enumerate(entry["practice"], start=1)}


def figure_row(entry: Document) -> Row:
    place = [entry["place"]] if entry["place"] else None
    return entry | {"occupation": [entry["occupation"]], "place": place, "source": [entry["source"]]}


def step_row(entry: Document) -> Row:
    ends = {"from_role": [entry["from_role"]], "to_role": [entry["to_role"]]}
    return entry | ends | {"source": [entry["source"]]}


def role_rows(entry: Document) -> Iterator[tuple[Name, Row]]:
    """A role, and the rows that belong to it."""
    parts = ("preferences", "skills", "statements", "technologies", "companies", "occupations")
    slug, role = entry["slug"], {"role": [entry["slug"]]}
    fields = {key: value for key, value in entry.items() if key not in parts}
    yield Name("roles.role", (slug,)), fields | {"source": [entry["source"]]}
    for dimension, (target, weight) in entry["preferences"].items():
        row = role | {"dimension": [dimension], "target": target, "weight": weight}
        yield Name("roles.preference", (slug, dimension)), row
    for skill, (level, weight) in entry["skills"].items():
        row = role | {"skill": [skill], "level": level, "weight": weight}
        yield Name("roles.demand", (slug, skill)), row
    for said in entry["statements"]:
        row = role | said | {"source": [said["source"]]}
        yield Name("roles.statement", (slug, said["kind"], said["key"])), row
    for used in entry["technologies"]:
        named = {key: used[key] for key in ("slug", "name", "kind")}
        yield Name("roles.technology", (used["slug"],)), named
        row = role | {"technology": [used["slug"]], "purpose": used["purpose"], "source": [used["source"]]}
        yield Name("roles.roletechnology", (slug, used["slug"])), row
    for hiring in entry["companies"]:
        yield Name("roles.company", (hiring["slug"],)), {key: hiring[key] for key in ("slug", "name")}
        row = role | {"company": [hiring["slug"]], "reason": hiring["reason"], "source": [hiring["source"]]}
        yield Name("roles.rolecompany", (slug, hiring["slug"])), row
    for match in entry["occupations"]:
        row = role | match | {"occupation": [match["occupation"]]}
        yield Name("roles.occupationmatch", (slug, match["occupation"])), row


def item_row(entry: Document) -> Row:
    """An item with the fields of its kind filled and those of the other kinds empty."""
    a, b = entry.get("a", {}), entry.get("b", {})
    return {
        "slug": entry["slug"],
        "kind": entry["kind"],
        "text": entry["text"],
        "why": entry["why"],
        "dimension": reference(entry.get("dimension")),
        "key": entry.get("key"),
        "a_text": a.get("text", ""),
        "a_dimension": reference(a.get("dimension")),
        "b_text": b.get("text", ""),
        "b_dimension": reference(b.get("dimension")),
        "skill": reference(entry.get("skill")),
    }


def reference(slug: str | None) -> list[str] | None:
    return [slug] if slug else None


def positioned(rows: Mapping[Name, Row], current: Rows) -> Iterator[tuple[Name, Row]]:
    """The rows of models with an order of their own, with their positions."""
    for names in ordered_groups(rows):
        places = kept_places(names, current) or dict(zip(names, range(1, len(names) + 1), strict=True))
        for name in names:
            yield name, {**rows[name], "position": places[name]}


def ordered_groups(rows: Iterable[Name]) -> Iterable[Sequence[Name]]:
    """Names whose order is the editors': within a list, or within a role."""
    groups: dict[tuple[str, ...], list[Name]] = {}
    for name in rows:
        if name.model in GROUPED:
            groups.setdefault((name.model, name.key[0]), []).append(name)
        elif name.model in ("roles.dimension", "roles.skill", "roles.role", "quiz.item"):
            groups.setdefault((name.model,), []).append(name)
    return groups.values()


def kept_places(names: Sequence[Name], current: Rows) -> dict[Name, int] | None:
    """The present positions, if they put these rows in this order."""
    places: dict[Name, Any] = {name: current[name]["position"] for name in names if name in current}
    if len(places) < len(names):
        return None
    order = [(places[name], name.key) for name in names]
    ascending = all(left < right for left, right in pairwise(order))
    return (
        places if ascending or (names[0].model == "roles.statement" and by_section(names, places)) else None
    )


def by_section(names: Sequence[Name], places: Mapping[Name, int]) -> bool:
    """Whether statements stand in order within each section of their role."""
    sections: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        sections.setdefault(name.key[1], []).append((places[name], name.key[2]))
    return all(order == sorted(order) for order in sections.values())

"""An edition's content as one canonical JSON document, and back.

The document is what is digested, stored and exported; ``read_document(write_document(c)) == c``.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from quiz.content import EditionContent, Translated
from quiz.editions.once import once
from quiz.items import Agreement, Item, Side, SkillRating, TradeOff
from quiz.scoring.constants import Constants
from roles.brand import Brand
from roles.profile import (
    Demand,
    Dimension,
    Discipline,
    Figure,
    FigureKind,
    Frequency,
    Level,
    MatchQuality,
    Occupation,
    OccupationMatch,
    Preference,
    RoleCompany,
    RoleProfile,
    RoleTechnology,
    Skill,
    Source,
    Statement,
    StatementKind,
    Step,
    StepKind,
    TechnologyKind,
    Track,
)

FORMAT = 1

Document = dict[str, Any]


def canonical(document: Document) -> str:
    """The one spelling of a document: sorted keys, no spaces, no escapes, no NaN."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(document: Document) -> str:
    """SHA-256 of the canonical document, in hex."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


@once
def digest_of(content: EditionContent) -> str:
    """The digest of the document that the content makes."""
    return digest(write_document(content))


def write_document(content: EditionContent) -> Document:
    """The content as plain JSON values. What nobody has written has no key, as of old."""
    document = {
        "format": FORMAT,
        "constants": plain(content.constants),
        "sources": [plain(source) for source in content.sources.values()],
        "dimensions": [plain(dimension) for dimension in content.dimensions.values()],
        "skills": [plain(skill) for skill in content.skills.values()],
        "roles": [write_role(role) for role in content.roles.values()],
        "items": [write_item(item) for item in content.items.values()],
        "occupations": [plain(occupation) for occupation in content.occupations.values()],
        "figures": [plain(figure) for figure in content.figures],
        "steps": [plain(step) for step in content.steps],
        "places": [{"code": code, "name": name} for code, name in content.places.items()],
    }
    if content.translations:
        document["translations"] = plain(content.translations)
    if content.wordings:
        document["wordings"] = [{"slug": slug, "text": text} for slug, text in content.wordings.items()]
    if content.brand:  # Likewise: without one the document, and so its digest, is as of old.
        document["organisation"] = [{"slug": "organisation"} | plain(content.brand)]
    return document


def write_role(role: RoleProfile) -> Document:
    fields: Document = plain(role)
    return fields | {
        "preferences": {slug: [p.target, p.weight] for slug, p in role.preferences.items()},
        "skills": {slug: [d.level, d.weight] for slug, d in role.skills.items()},
    }


def write_item(item: Item) -> Document:
    match item:
        case Agreement():
            kind = "agreement"
        case TradeOff():
            kind = "trade-off"
        case SkillRating():
            kind = "skill"
    fields: Document = plain(item)
    return {"kind": kind} | fields


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists and enumeration members as their values."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return {name: plain(getattr(value, name)) for name in value.__slots__}  # A dataclass's fields, in order.


def read_document(document: Document) -> EditionContent:
    """The content of a document that ``write_document`` made.

    Raises KeyError, TypeError or ValueError on anything else: editions are checked when they are
    published, so a damaged one is a fault and not input.
    """
    if document["format"] != FORMAT:
        raise ValueError(f"Edition format {document['format']} is not known; this version reads {FORMAT}.")
    return EditionContent(
        constants=Constants(**document["constants"]),
        sources={entry["slug"]: Source(**entry) for entry in document["sources"]},
        dimensions={entry["slug"]: Dimension(**entry) for entry in document["dimensions"]},
        skills={entry["slug"]: read_skill(entry) for entry in document["skills"]},
        roles={entry["slug"]: read_role(entry) for entry in document["roles"]},
        items={entry["slug"]: read_item(entry) for entry in document["items"]},
        occupations={entry["slug"]: Occupation(**entry) for entry in document["occupations"]},
        figures=tuple(Figure(**entry | {"kind": FigureKind(entry["kind"])}) for entry in document["figures"]),
        steps=tuple(Step(**entry | {"kind": StepKind(entry["kind"])}) for entry in document["steps"]),
        places={entry["code"]: entry["name"] for entry in document["places"]},
        translations={
            language: Translated(entry["texts"], tuple(entry["stale"]))
            for language, entry in document.get("translations", {}).items()
        },
        wordings={entry["slug"]: entry["text"] for entry in document.get("wordings", [])},
        brand=read_brand(document.get("organisation", [])),
    )


def read_brand(entries: list[Document]) -> Brand | None:
    for entry in entries:
        return Brand(**{key: value for key, value in entry.items() if key != "slug"})
    return None


def read_skill(entry: Document) -> Skill:
    return Skill(**entry | {"anchors": tuple(entry["anchors"]), "practice": tuple(entry["practice"])})


def read_role(entry: Document) -> RoleProfile:
    return RoleProfile(
        **entry
        | {
            "discipline": Discipline(entry["discipline"]),
            "level": Level(entry["level"]),
            "track": Track(entry["track"]),
            "on_call": Frequency(entry["on_call"]),
            "remote": Frequency(entry["remote"]),
            "preferences": {slug: Preference(*pair) for slug, pair in entry["preferences"].items()},
            "skills": {slug: Demand(*pair) for slug, pair in entry["skills"].items()},
            "statements": tuple(
                Statement(**s | {"kind": StatementKind(s["kind"])}) for s in entry["statements"]
            ),
            "technologies": tuple(
                RoleTechnology(**t | {"kind": TechnologyKind(t["kind"])}) for t in entry["technologies"]
            ),
            "companies": tuple(RoleCompany(**company) for company in entry["companies"]),
            "occupations": tuple(
                OccupationMatch(**match | {"quality": MatchQuality(match["quality"])})
                for match in entry["occupations"]
            ),
        }
    )


def read_item(entry: Document) -> Item:
    fields = {key: value for key, value in entry.items() if key != "kind"}
    match entry["kind"]:
        case "agreement":
            return Agreement(**fields)
        case "trade-off":
            return TradeOff(**fields | {"a": Side(**fields["a"]), "b": Side(**fields["b"])})
        case "skill":
            return SkillRating(**fields)
        case kind:
            raise ValueError(f"{kind!r} is not a kind of item.")

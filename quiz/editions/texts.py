"""Every text of an edition that can be translated, each under a name that outlives its wording.

A name is "kind/key/field": "item/coach-or-build/a/text", "skill/databases/anchors/2". No Django.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from quiz.content import EditionContent
from quiz.items import Item, TradeOff
from roles.profile import RoleProfile, Skill

Tell = Callable[[str, str], str]
"""What is said instead of a text, given its name and the text; never asked about an empty one."""

Value = TypeVar("Value")

DIMENSION_FIELDS = ("name", "low", "high", "summary", "low_phrase", "high_phrase")


@dataclass(frozen=True, slots=True)
class TextName:
    """The parts of a name, as the editors' rows hold them."""

    kind: str
    key: str
    field: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}/{self.field}"


def name_of(written: str) -> TextName:
    return TextName(*written.split("/", 2))


def texts_of(content: EditionContent) -> Mapping[str, str]:
    """The texts as they are written, by name."""
    found: dict[str, str] = {}

    def note(name: str, text: str) -> str:
        return found.setdefault(name, text)

    rewritten(content, note)
    return found


def rewritten(content: EditionContent, tell: Tell) -> EditionContent:
    """The content with every text replaced by what ``tell`` says of it; nothing that scores is touched."""
    return replace(
        content,
        sources={
            slug: told(each, f"source/{slug}", ("title", "note"), tell)
            for slug, each in content.sources.items()
        },
        dimensions={
            slug: told(each, f"dimension/{slug}", DIMENSION_FIELDS, tell)
            for slug, each in content.dimensions.items()
        },
        skills={slug: skill_told(each, tell) for slug, each in content.skills.items()},
        roles={slug: role_told(each, tell) for slug, each in content.roles.items()},
        items={slug: item_told(each, tell) for slug, each in content.items.items()},
        occupations={
            slug: told(each, f"occupation/{slug}", ("title",), tell)
            for slug, each in content.occupations.items()
        },
        figures=tuple(
            told(each, f"figure/{each.slug}", ("as_of_note", "note"), tell) for each in content.figures
        ),
        steps=tuple(
            told(each, f"step/{each.from_role}>{each.to_role}", ("years_note", "note"), tell)
            for each in content.steps
        ),
        places={code: tell(f"place/{code}/name", name) for code, name in content.places.items()},
        wordings={slug: tell(f"wording/{slug}/text", text) for slug, text in content.wordings.items()},
    )


def skill_told(skill: Skill, tell: Tell) -> Skill:
    name = f"skill/{skill.slug}"
    return replace(
        told(skill, name, ("name", "summary"), tell),
        anchors=each_told(skill.anchors, f"{name}/anchors", tell),
        practice=each_told(skill.practice, f"{name}/practice", tell),
    )


def role_told(role: RoleProfile, tell: Tell) -> RoleProfile:
    name = f"role/{role.slug}"
    return replace(
        told(role, name, ("name", "also_called", "summary", "best_for"), tell),
        statements=tuple(told(s, f"{name}/{s.kind}/{s.key}", ("text",), tell) for s in role.statements),
        technologies=tuple(
            told(t, f"{name}/technology/{t.slug}", ("purpose",), tell) for t in role.technologies
        ),
        companies=tuple(told(c, f"{name}/company/{c.slug}", ("reason",), tell) for c in role.companies),
        occupations=tuple(
            told(m, f"{name}/occupation/{m.occupation}", ("reason",), tell) for m in role.occupations
        ),
    )


def item_told(item: Item, tell: Tell) -> Item:
    name = f"item/{item.slug}"
    said: Item = told(item, name, ("text", "why"), tell)
    if isinstance(said, TradeOff):
        a, b = (told(side, f"{name}/{key}", ("text",), tell) for key, side in (("a", said.a), ("b", said.b)))
        return replace(said, a=a, b=b)
    return said


def told(value: Value, name: str, fields: Iterable[str], tell: Tell) -> Value:
    """A value with some of its text fields told anew; empty ones stay empty."""
    changes: dict[str, Any] = {}
    for field in fields:
        # Not by equality: the original marked as such equals itself without the mark.
        if (text := getattr(value, field)) and (said := tell(f"{name}/{field}", text)) is not text:
            changes[field] = said
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def each_told(texts: tuple[str, ...], name: str, tell: Tell) -> tuple[str, ...]:
    return tuple(tell(f"{name}/{index}", text) if text else "" for index, text in enumerate(texts))

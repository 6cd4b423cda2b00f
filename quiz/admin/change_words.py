"""The fields and values of a difference in an editor's words. Pure."""

from dataclasses import dataclass
from typing import Any

from quiz.editions.difference import Change
from quiz.editions.naming import Names, words

PARTS = {  # Parts of a role by name, with the kind of thing that they are about.
    "preferences": "dimension",
    "skills": "skill",
    "technologies": "technology",
    "companies": "company",
    "occupations": "occupation",
}
WEIGHTED = ("preferences", "skills")  # Of these, each is a pair of a value and its weight.
REFERENCES = ("source", "occupation", "place", "dimension", "skill")  # Fields that name another entry.
CHOICES = ("kind", "discipline", "level", "track", "on_call", "remote", "quality")
SAID = ("text", "purpose", "reason")  # The one sentence of a part, told by the part's name alone.
NAMING = ("kind", "key", "slug", "name", "occupation")  # Fields that only repeat what the part is called.
DIRECTIONS = {1: "agreeing means the high pole", -1: "agreeing means the low pole"}
LONG_NUMBER = 10_000  # From here on thousands are set apart; years are below.


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text; "" where it was or is empty."""

    field: str
    old: str
    new: str


def field_line(names: Names, change: Change) -> FieldChange:
    """One field that differs."""
    return FieldChange(
        field_words(names, change, change.field),
        value_words(names, change.field, change.old),
        value_words(names, change.field, change.new),
    )


def field_words(names: Names, change: Change, path: str) -> str:
    """ "preferences.data" as "preferences: Data", "statements.workflow/reviews" as "workflow"."""
    head, _, rest = path.partition(".")
    if change.section == "translations":
        return names.text(rest) if head == "texts" else "translations made from another wording"
    if change.section == "items" and head in ("a", "b"):
        return f"statement {head.upper()}" if rest == "text" else f"statement {head.upper()}: {words(rest)}"
    if head == "statements" and rest:
        return statement_words(names, change.entry, rest)
    if head in PARTS and rest:
        key, _, field = rest.partition(".")
        told = f"{head}: {names.of(PARTS[head], key)}"
        return f"{told}, {words(field)}" if field and field not in SAID else told
    return words(path.replace(".", ": ")) or "the whole entry"


def statement_words(names: Names, role: str, path: str) -> str:
    """A statement by its kind; where its text isn't shown beside it, by its text too."""
    key, _, field = path.partition(".")
    kind = words(key.partition("/")[0])
    if not field or field in SAID:
        return kind
    return f"{kind} “{names.of('statement', f'{role}/{key}')}”: {words(field)}"


def value_words(names: Names, path: str, value: Any) -> str:
    """A field's value for a reader: references by name, lists joined, nothing for nothing."""
    field = path.rpartition(".")[2]
    if value is None or value in ("", []):
        return ""
    if path == "stale":
        return "; ".join(names.text(name) for name in value)
    if path.partition(".")[0] in WEIGHTED and isinstance(value, list) and len(value) == 2:
        target, weight = map(plain_words, value)
        return f"{target}, weight {weight}"
    if field in REFERENCES:
        return names.of(field, value)
    if field in CHOICES:
        return words(value)
    if field == "key":
        return DIRECTIONS.get(value, plain_words(value))
    return "a picture" if field == "logo" else plain_words(value)


def plain_words(value: Any) -> str:
    """A value by itself: yes and no, lists joined, numbers without what says nothing."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(plain_words(part) for part in value)
        case float():
            return f"{value:g}"
        case int() if abs(value) >= LONG_NUMBER:
            return f"{value:,}"
        case _:
            return str(value)


def whole_words(names: Names, changes: tuple[Change, ...], *, came: bool) -> str:
    """A part that came or went as a whole: what it says, and its source in brackets."""
    said = {
        change.field.rpartition(".")[2]: value_words(names, change.field, change.new if came else change.old)
        for change in changes
    }
    source = said.pop("source", "")
    told = ", ".join(value for field, value in said.items() if value and field not in NAMING)
    return f"{told} ({source})" if source else told

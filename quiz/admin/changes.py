"""The difference between two editions in an editor's words, section by section."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.content import EditionContent
from quiz.editions.check import roles_shown
from quiz.editions.difference import Change, Kind, difference
from quiz.editions.once import once
from roles.profile import Figure, Step

TITLES = {
    "constants": gettext_lazy("Scoring constants"),
    "sources": gettext_lazy("Sources"),
    "dimensions": gettext_lazy("Dimensions"),
    "skills": gettext_lazy("Skills"),
    "roles": gettext_lazy("Roles"),
    "items": gettext_lazy("Questions"),
    "occupations": gettext_lazy("Occupations"),
    "figures": gettext_lazy("Figures"),
    "steps": gettext_lazy("Steps"),
    "places": gettext_lazy("Places"),
    "translations": gettext_lazy("Translations"),
}
NAMING = ("kind", "key", "slug")  # Fields that only repeat what the part is called.
WEIGHTED = ("preferences", "skills")  # Parts of a role that are pairs of a value and its weight.
NAMED = 4  # Roles named beside a figure; of more, only the number is told.
LONG_NUMBER = 10_000  # From here on thousands are set apart; years are below.


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text; "" where it was or is empty."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is kept, with the fields that differ.

    ``beside`` says what else concerns it: the roles that print a figure, the figures that a role prints.
    """

    name: str
    fields: tuple[FieldChange, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """All that differs in one section."""

    title: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[EntryChange, ...]


@once
def sections_between(old: EditionContent | None, new: EditionContent) -> tuple[SectionChange, ...]:
    """The sections that differ between two contents."""
    return changed_sections(difference(old, new), old, new)


def changed_sections(
    changes: Iterable[Change], old: EditionContent | None, new: EditionContent
) -> tuple[SectionChange, ...]:
    """The sections that differ, in the order of the changes."""
    found_changes = tuple(changes)
    if not found_changes:
        return ()
    names = {section: entry_names(section, old) | entry_names(section, new) for section in TITLES}
    beside = {"figures": figure_roles(old, new), "roles": role_figures(found_changes, old, new)}
    return tuple(
        section_change(section, tuple(found), names.get(section, {}), beside.get(section, {}))
        for section, found in groupby(found_changes, key=lambda change: change.section)
    )


def figure_roles(*editions: EditionContent | None) -> dict[str, str]:
    """By figure, the roles on whose reports it is printed."""
    roles: dict[str, dict[str, None]] = {}
    for content in editions:
        for figure in content.figures if content else ():
            printed = [content.roles[slug].name for slug in roles_shown(content, figure)] if content else []
            roles.setdefault(figure.slug, {}).update(dict.fromkeys(printed))
    return {slug: printed_for(list(names)) for slug, names in roles.items() if names}


def printed_for(names: list[str]) -> str:
    """The roles that print a figure, the first few by name."""
    if len(names) <= NAMED:
        return _("Printed for %(roles)s.") % {"roles": ", ".join(names)}
    named, others = ", ".join(names[: NAMED - 1]), len(names) - NAMED + 1
    return _("Printed for %(roles)s and %(n)d more roles.") % {"roles": named, "n": others}


def role_figures(changes: Iterable[Change], *editions: EditionContent | None) -> dict[str, str]:
    """By role, how many of its salary figures differ."""
    differing = {change.entry for change in changes if change.section == "figures"}
    concerned: dict[str, set[str]] = {}
    for content in editions:
        for figure in content.figures if content else ():
            if figure.slug in differing and content:
                for slug in roles_shown(content, figure):
                    concerned.setdefault(slug, set()).add(figure.slug)
    return {
        slug: ngettext(
            "%(n)d of its salary figures changes too, below.",
            "%(n)d of its salary figures change too, below.",
            len(figures),
        )
        % {"n": len(figures)}
        for slug, figures in concerned.items()
    }


def section_change(
    section: str, changes: tuple[Change, ...], names: Mapping[str, str], beside: Mapping[str, str]
) -> SectionChange:
    def named(kind: Kind) -> tuple[str, ...]:
        return tuple(names.get(c.entry, c.entry) for c in changes if c.kind is kind)

    kept = (change for change in changes if change.kind is Kind.CHANGED)
    return SectionChange(
        title=str(TITLES.get(section, section)),
        added=named(Kind.ADDED),
        removed=named(Kind.REMOVED),
        changed=tuple(
            EntryChange(names.get(entry, entry), field_changes(tuple(fields)), beside.get(entry, ""))
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
        case "figures":
            return {figure.slug: figure_name(content, figure) for figure in content.figures}
        case "steps":
            return {f"{step.from_role} to {step.to_role}": step_name(content, step) for step in content.steps}
        case _:
            return {}


def figure_name(content: EditionContent, figure: Figure) -> str:
    """Whose pay it is, where, and by which short name it is found."""
    occupation = content.occupations.get(figure.occupation)
    whose = occupation.title if occupation else figure.occupation
    where = content.places.get(figure.place, figure.place)
    return ", ".join(part for part in (whose, where) if part) + f" ({figure.slug})"


def step_name(content: EditionContent, step: Step) -> str:
    ends = (
        content.roles[slug].name if slug in content.roles else slug for slug in (step.from_role, step.to_role)
    )
    return _("%(from)s to %(to)s") % dict(zip(("from", "to"), ends, strict=True))


def field_changes(changes: Iterable[Change]) -> tuple[FieldChange, ...]:
    """One line for each field; a statement or the like that came or went as a whole is one line too."""
    return tuple(
        line
        for part, found in groupby(changes, key=lambda change: part_of(change.field))
        for line in part_lines(part, tuple(found))
    )


def part_of(path: str) -> str:
    """The part of an entry that a field belongs to: "statements.workflow/reviews" of its text."""
    return path.rpartition(".")[0] if path.count(".") > 1 else path


def part_lines(part: str, changes: tuple[Change, ...]) -> Iterator[FieldChange]:
    came, went = (all(getattr(c, side) is None for c in changes) for side in ("old", "new"))
    if len(changes) > 1 and (came or went):
        said = ", ".join(
            value_words(change.new if came else change.old)
            for change in changes
            if change.field.rpartition(".")[2] not in NAMING
        )
        yield FieldChange(field_words(part), "" if came else said, said if came else "")
    else:
        for c in changes:
            yield FieldChange(field_words(c.field), field_value(c.field, c.old), field_value(c.field, c.new))


def field_value(path: str, value: Any) -> str:
    """Targets and levels with their weight named; everything else as it is."""
    if path.partition(".")[0] in WEIGHTED and isinstance(value, list) and len(value) == 2:
        target, weight = map(value_words, value)
        return _("%(target)s, weight %(weight)s") % {"target": target, "weight": weight}
    return value_words(value)


def field_words(path: str) -> str:
    """ "preferences.data" as "preferences: data"."""
    if path == "stale":
        return _("translations made from another wording")
    return path.replace("_", " ").replace(".", ": ") or _("the whole entry")


def value_words(value: Any) -> str:
    """A field's value for a reader: lists joined, yes and no, nothing for nothing."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(value_words(part) for part in value)
        case float():
            return f"{value:g}"
        case int() if abs(value) >= LONG_NUMBER:
            return f"{value:,}"
        case _:
            return str(value)

"""The difference between two editions in an editor's words, section by section."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.admin.change_words import FieldChange, field_line, field_words, whole_words
from quiz.content import EditionContent
from quiz.editions.check import roles_shown
from quiz.editions.difference import Change, Kind, difference
from quiz.editions.naming import Names, language_name, names_of
from quiz.editions.once import once

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
    "wordings": gettext_lazy("Sentences of the verdict"),
    "translations": gettext_lazy("Translations"),
    "organisation": gettext_lazy("Organisation"),
}
NAMED = 4  # Roles named beside a figure; of more, only the number is told.


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
    names = names_of(old, new)
    beside = {"figures": figure_roles(old, new), "roles": role_figures(found_changes, old, new)}
    return tuple(
        section_change(names, section, tuple(found), beside.get(section, {}))
        for section, found in groupby(found_changes, key=lambda change: change.section)
    )


def figure_roles(*editions: EditionContent | None) -> dict[str, str]:
    """By figure, the roles on whose reports it is printed."""
    roles: dict[str, dict[str, None]] = {}
    for content in filter(None, editions):
        for figure, shown in roles_shown(content).items():
            roles.setdefault(figure, {}).update(dict.fromkeys(content.roles[slug].name for slug in shown))
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
    for content in filter(None, editions):
        for figure in differing & roles_shown(content).keys():
            for slug in roles_shown(content)[figure]:
                concerned.setdefault(slug, set()).add(figure)
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
    names: Names, section: str, changes: tuple[Change, ...], beside: Mapping[str, str]
) -> SectionChange:
    def named(kind: Kind) -> tuple[str, ...]:
        return tuple(entry_name(names, section, c.entry) for c in changes if c.kind is kind)

    kept = (change for change in changes if change.kind is Kind.CHANGED)
    return SectionChange(
        title=str(TITLES.get(section, section)),
        added=named(Kind.ADDED),
        removed=named(Kind.REMOVED),
        changed=tuple(
            EntryChange(
                entry_name(names, section, entry), field_changes(names, fields), beside.get(entry, "")
            )
            for entry, fields in groupby(kept, key=lambda change: change.entry)
        ),
    )


def entry_name(names: Names, section: str, entry: str) -> str:
    """What an entry is called, of a step its two ends, of translations their language."""
    match section:
        case "translations":
            return language_name(entry)
        case "steps":
            return names.of("step", entry.replace(" to ", ">"))
        case "constants" | "organisation":
            return str(TITLES[section])
        case _:
            return names.of(section.removesuffix("s"), entry)


def field_changes(names: Names, changes: Iterable[Change]) -> tuple[FieldChange, ...]:
    """One line for each field; a statement or the like that came or went as a whole is one line too."""
    lines = (
        line
        for _part, found in groupby(changes, key=lambda change: part_of(change.field))
        for line in part_lines(names, tuple(found))
    )
    return tuple(line for line in lines if line.old or line.new)


def part_of(path: str) -> str:
    """The part of an entry that a field belongs to: "statements.workflow/reviews" of its text."""
    return path.rpartition(".")[0] if path.count(".") > 1 else path


def part_lines(names: Names, changes: tuple[Change, ...]) -> Iterator[FieldChange]:
    came, went = (all(getattr(c, side) is None for c in changes) for side in ("old", "new"))
    if len(changes) > 1 and (came or went):
        said = whole_words(names, changes, came=came)
        told = field_words(names, changes[0], part_of(changes[0].field))
        yield FieldChange(told, "" if came else said, said if came else "")
    else:
        yield from (field_line(names, each) for change in changes for each in one_by_one(change))


def one_by_one(change: Change) -> Iterator[Change]:
    """A list of sentences, such as the anchors of a skill, as the sentences that differ."""
    old, new = change.old, change.new
    if change.section != "skills" or not isinstance(old, list) or not isinstance(new, list):
        yield change
        return
    for place, (before, after) in enumerate(zip_longest(old, new, fillvalue="")):
        if before != after:
            yield replace(change, field=f"{change.field}.{place}", old=before, new=after)

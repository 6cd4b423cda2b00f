"""Technologies that a table calls by another of their names: “Node” goes to Node.js."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quiz.exchange.read import Entry
from quiz.packs.names import Rows
from roles.aliases import meaning, split_names

TOOL, USE = "roles.technology", "roles.roletechnology"


@dataclass(frozen=True, slots=True)
class Known:
    """The slugs that there are, and the one behind each name in its plain spelling."""

    slugs: frozenset[str]
    behind: dict[str, str]

    def slug_of(self, *names: str) -> str:
        """The slug that is meant by the first of some names that is another's; "" if none is.

        What is here under just that slug means itself.
        """
        if names[0] in self.slugs:
            return ""
        return next((slug for name in names if name and (slug := self.behind.get(meaning(name), ""))), "")


def by_their_names(entries: Iterable[Entry], here: Rows) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """The entries with each technology under the slug that it has here, and the ones called otherwise."""
    known, called = known_names(here), dict[str, str]()
    found = tuple(resolved(entry, known, called) for entry in entries)
    return found, called


def known_names(here: Rows) -> Known:
    """A name that two technologies share says neither."""
    found: dict[str, set[str]] = {}
    rows = [row for name, row in here.items() if name.model == TOOL]
    for row in rows:
        for written in (row["slug"], row["name"], *split_names(row["aliases"])):
            found.setdefault(meaning(written), set()).add(row["slug"])
    behind = {plain: next(iter(slugs)) for plain, slugs in found.items() if len(slugs) == 1}
    return Known(frozenset(row["slug"] for row in rows), behind)


def resolved(entry: Entry, known: Known, called: dict[str, str]) -> Entry:
    given = entry.given
    if entry.label == USE and given.get("technology"):
        written = "/".join(given["technology"])
        if slug := known.slug_of(written):
            called[written] = slug
            return replace(entry, given={**given, "technology": [slug]})
    if entry.label == TOOL and given.get("slug"):
        written = given.get("name") or given["slug"]
        if slug := known.slug_of(given["slug"], given.get("name", "")):
            called[written] = slug
            kept = {field: value for field, value in given.items() if field != "name"}
            return replace(entry, given={**kept, "slug": slug})  # What it is called here stays.
    return entry

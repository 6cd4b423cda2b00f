"""The numbered list of what a report rests on: each source gets its mark where it is first cited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roles.profile import Source

JUDGEMENT_MARK = "E"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source and the mark that points to it: a number, or "E" for editors' judgement."""

    mark: str
    source: Source


class References:
    """Gives out marks in the order of citation. Sections are built in the order they are printed."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.cited: dict[str, Reference] = {}

    def cite(self, slug: str) -> Reference:
        """The reference of one source. Raises KeyError for a source that the edition lacks."""
        if slug not in self.cited:
            source = self.sources[slug]
            self.cited[slug] = Reference(self.next_mark(source), source)
        return self.cited[slug]

    def cite_all(self, slugs: Iterable[str]) -> tuple[Reference, ...]:
        """The references of several sources, each once, by mark."""
        return tuple(sorted({self.cite(slug) for slug in slugs}, key=by_mark))

    def listed(self) -> tuple[Reference, ...]:
        """All references given out so far: numbered ones first, judgement last."""
        return tuple(sorted(self.cited.values(), key=by_mark))

    def next_mark(self, source: Source) -> str:
        alike = sum(each.source.is_judgement == source.is_judgement for each in self.cited.values())
        if source.is_judgement:
            return JUDGEMENT_MARK + (str(alike + 1) if alike else "")
        return str(alike + 1)


def by_mark(reference: Reference) -> tuple[bool, int, str]:
    """Sort key: numbers in their order, then judgement."""
    return reference.source.is_judgement, len(reference.mark), reference.mark

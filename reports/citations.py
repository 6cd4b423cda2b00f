"""Short marks that point from a claim to its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from roles.profile import Source

JUDGEMENT_MARK = "E"


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A source and the short mark that points to it: a number, "E" for editors' judgement."""

    mark: str
    source: Source


class SourceMarks:
    """Gives each source its mark when it is first used."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.marks: dict[str, str] = {}
        self.published = self.judged = 0

    def mark(self, slug: str) -> str:
        """The mark of a source; the next free one on first use."""
        if slug not in self.marks:
            self.marks[slug] = self.next_mark(self.sources[slug])
        return self.marks[slug]

    def next_mark(self, source: Source) -> str:
        if source.is_judgement:
            self.judged += 1
            return JUDGEMENT_MARK + (str(self.judged) if self.judged > 1 else "")
        self.published += 1
        return str(self.published)

    def used(self) -> tuple[SourceMark, ...]:
        """The sources used so far: numbered ones first, judgement last."""
        used = (SourceMark(mark, self.sources[slug]) for slug, mark in self.marks.items())
        return tuple(sorted(used, key=lambda entry: entry.source.is_judgement))

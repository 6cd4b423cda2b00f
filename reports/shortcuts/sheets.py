"""A shorter way to a style sheet that was read before: every report of a process has the same."""

from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reports.shortcuts.change import Change


@dataclass(slots=True)
class Read:
    """A style sheet, and what it tells the document besides: its typefaces and the rules for its pages."""

    sheet: Any = None
    typefaces: list[Any] = field(default_factory=list)
    page_rules: list[Any] = field(default_factory=list)
    others: tuple[Any, ...] = ()

    def add_font_face(self, face: Any, fetcher: Any) -> None:
        """What the renderer calls as it reads."""
        self.typefaces.append(face)


def changes() -> list[Change]:
    from weasyprint import css
    from weasyprint.urls import fetch

    read_anew = css.CSS

    def read_before(url: str | None = None, url_fetcher: Any = None, **document: Any) -> Any:
        if url is None:
            return read_anew(url_fetcher=url_fetcher, **document)
        with fetch(url_fetcher, url) as response:
            read = read_once(response.read().decode(), url)
        if any(read.others):  # Profiles of colour, layers, ways to count: no sheet of ours has any.
            return read_anew(url=url, url_fetcher=url_fetcher, **document)
        return part_of(read, url_fetcher, document["font_config"], document["page_rules"])

    return [(css, "CSS", read_before)]


@lru_cache(maxsize=4)
def read_once(text: str, url: str) -> Read:
    from weasyprint import CSS

    read = Read(others=({}, [], {}))
    profiles, layers, counts = read.others
    told = {"color_profiles": profiles, "layers": layers, "counter_style": counts}
    read.sheet = CSS(string=text, base_url=url, font_config=read, page_rules=read.page_rules, **told)
    return read


def part_of(read: Read, fetcher: Any, font_config: Any, page_rules: Any) -> Any:
    """The sheet as part of a document, which is told what the sheet says besides."""
    for face in read.typefaces:
        font_config.add_font_face(face, fetcher)
    page_rules.extend(read.page_rules)
    sheet = copy(read.sheet)
    sheet.page_rules = page_rules
    return sheet

"""Reads a page as a careful visitor would: headings, rows, lists, links, and what is empty."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3", "h4")
NEVER_EMPTY = (*HEADINGS, "td", "th", "li", "dt", "dd", "option", "caption", "summary", "a", "title", "tr")
VOID = ("meta", "link", "br", "input", "img", "hr")
DRAWING = ("svg", "circle", "line", "rect", "path", "g")


@dataclass
class Page:
    """What stands on a page."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    headings: list[tuple[str, str]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    text: str = ""

    def at(self, level: str) -> list[str]:
        return [text for found, text in self.headings if found == level]

    @property
    def faults(self) -> list[str]:
        """All that no page may have, in words."""
        faults = [f"empty <{tag}>" for tag in self.empty]
        faults += [f"id {name} twice" for name in {name for name in self.ids if self.ids.count(name) > 1}]
        faults += [
            f"link to missing {link}" for link in self.links if link[:1] == "#" and link[1:] not in self.ids
        ]
        faults += [f"mark {mark} without a source" for mark in self.marks if f"source-{mark}" not in self.ids]
        faults += [f"inline {what}" for what in self.inline]
        faults += [f"loads {address}" for address in self.elsewhere]
        faults += [] if len(self.at("h1")) == 1 else [f"{len(self.at('h1'))} h1"]
        faults += (
            []
            if self.title and self.description and self.canonical
            else ["no title, description or canonical"]
        )
        return faults + [
            word for word in ("MISSPELT", "None", "FigureKind", "StatementKind") if word in self.text
        ]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, list[str]]] = []
        self.in_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.note(tag, given)
        if tag not in VOID and tag not in DRAWING:
            self.open.append((tag, []))
        self.in_mark = tag == "a" and given.get("href", "").startswith("#source-")

    def note(self, tag: str, given: dict[str, str]) -> None:
        page = self.page
        page.ids += [given["id"]] if "id" in given else []
        page.links += [given["href"]] if tag == "a" else []
        page.inline += [name for name in given if name == "style" or name.startswith("on")]
        is_inline_script = tag == "script" and "src" not in given and not is_data(given)
        page.inline += [tag] if tag == "style" or is_inline_script else []
        loads = given.get("src") or (given.get("href", "") if tag == "link" else "")
        if loads.startswith(("http:", "https:", "//")) and given.get("rel") != "canonical":
            page.elsewhere.append(loads)
        if tag == "meta" and given.get("name") == "description":
            page.description = given["content"]
        if tag == "link" and given.get("rel") == "canonical":
            page.canonical = given["href"]
        if tag == "input" and given.get("type") != "hidden":
            self.handle_data(" field ")

    def handle_data(self, data: str) -> None:
        self.page.text += data
        for _, texts in self.open:
            texts.append(data)
        if self.in_mark:
            self.page.marks.add(data.strip())
            self.in_mark = False

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag in DRAWING:
            return
        opened, texts = self.open.pop()
        assert opened == tag, f"<{opened}> closed by </{tag}>"
        text = " ".join("".join(texts).split())
        if tag in NEVER_EMPTY and not text:
            self.page.empty.append(tag)
        if tag in HEADINGS:
            self.page.headings.append((tag, text))
        if tag == "title":
            self.page.title = text


def is_data(given: dict[str, str]) -> bool:
    """Whether a script element holds data, which no browser runs."""
    return given.get("type") == "application/ld+json"


def read(html: str) -> Page:
    """The page in ``html``; raises AssertionError if its elements are not closed in order."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, reader.open
    return reader.page

"""Marks the footers as furniture, so that they are not read out on every page.

The renderer tags the text of page margins like any other and leaves it out of the tree of tags; PDF/UA
wants it marked as an artifact. Headers stay as they are: each says where one is, and beside the name of an
organisation a validator takes one for a line of prose that is kept from readers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def furniture_apart(document: Any) -> Iterator[None]:
    """Draws the bottom margins of the document's pages as artifacts."""
    from weasyprint.pdf.stream import Stream

    furniture = {id(box) for page in document.pages for box in footers(page)}
    marked = Stream.marked

    @contextmanager
    def marked_apart(self: Any, box: Any, tag: str) -> Iterator[None]:
        if id(box) not in furniture or self._tags is None:
            with marked(self, box, tag):
                yield
            return
        self._tags[box] = {"tag": tag, "mcid": len(self._tags)}  # Whoever builds the tree asks for it.
        with self.artifact():
            yield

    Stream.marked = marked_apart
    try:
        yield
    finally:
        Stream.marked = marked


def footers(page: Any) -> Iterator[Any]:
    """All boxes in the bottom margin of a page."""
    from weasyprint.formatting_structure.boxes import MarginBox

    for box in page._page_box.children:
        if isinstance(box, MarginBox) and box.at_keyword.startswith("@bottom"):
            yield from box.descendants()

"""How an edition's items are laid out in pages, and how long they take. No Django."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.items import Agreement, Item, SkillRating, TradeOff

PAGE_SIZE = 5
# To read and answer one item: a statement, two statements, five anchors.
SECONDS: Mapping[type[Item], int] = {Agreement: 6, TradeOff: 9, SkillRating: 8}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers of a page's first and last item."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some items in bank order; ``number`` and ``first`` (the first item's number) count from 1."""

    number: int
    first: int
    items: tuple[Item, ...]

    @property
    def bounds(self) -> "Bounds":
        """Where the page begins and ends, without its items."""
        return Bounds(self.first, self.last)

    @property
    def last(self) -> int:
        """The number of the page's last item."""
        return self.first + len(self.items) - 1


def pages_of(items: Mapping[str, Item]) -> tuple[Page, ...]:
    """All pages of the quiz."""
    bank = tuple(items.values())
    starts = range(0, len(bank), PAGE_SIZE)
    return tuple(
        Page(number, start + 1, bank[start : start + PAGE_SIZE])
        for number, start in enumerate(starts, start=1)
    )


def pages_along(items: Mapping[str, Item], shown: Iterable[Sequence[str]]) -> tuple[Page, ...]:
    """The pages of a sitting that chooses its questions, by the slugs that it has shown."""
    pages: list[Page] = []
    first = 1
    for number, slugs in enumerate(shown, start=1):
        pages.append(Page(number, first, tuple(items[slug] for slug in slugs)))
        first += len(slugs)
    return tuple(pages)


def first_open_page(pages: Sequence[Page], answered: Container[str]) -> Page | None:
    """The first page with an item that has no answer yet, None if there is none."""
    return next((page for page in pages if any(item.slug not in answered for item in page.items)), None)


def about_minutes(items: Iterable[Item]) -> int:
    """Minutes that the items take an unhurried reader, rounded; never 0."""
    return max(1, round(sum([SECONDS[type(item)] for item in items]) / 60))

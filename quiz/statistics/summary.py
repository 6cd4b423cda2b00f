"""How the quiz does, from the answers of many: who stops where, how options are used, what hangs together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from quiz.items import UNSURE, Agreement, Answer, Answers, Item, TradeOff
from quiz.statistics.reliability import alpha, correlation, item_rest
from quiz.statistics.suppression import FEWEST, in_fives, merged, shown

Column = Sequence[Answer | None]
Scores = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Take:
    """One sitting: on which page it stopped (from 1), None if it was finished."""

    is_short: bool
    stopped_at: int | None
    answers: Answers


@dataclass(frozen=True, slots=True)
class Columns:
    """The answers of all takes, in their order, None for what was left out.

    ``scored`` are each dimension's statements: distances from the middle to the high pole, None also for
    unsure. ``complete`` are its people who have them all, a row each.
    """

    items: Mapping[str, Item]
    given: Mapping[str, Column]
    scored: Mapping[str, Sequence[Scores]]
    complete: Mapping[str, Sequence[tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Stop:
    """So many people of a hundred stopped on these pages, and so many were left after them."""

    first_page: int
    last_page: int
    percent: int
    left: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the quiz. ``finished`` is a percentage, None if that would speak of too few."""

    is_short: bool
    people: int
    finished: int | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """How many of a hundred chose it; None for a share that is hidden."""

    answer: Answer
    percent: int | None


@dataclass(frozen=True, slots=True)
class ItemUse:
    """One item: who answered it, what they chose, and how it goes with the rest of its scale (-1 to 1)."""

    item: Item
    people: int
    options: tuple[Option, ...]
    rest: float | None


@dataclass(frozen=True, slots=True)
class Scale:
    """The agreement items of one dimension among people who answered all of them."""

    dimension: str
    items: int
    people: int
    alpha: float | None


def way(takes: Sequence[Take], *, is_short: bool) -> Way | None:
    """Completion and drop-off of one way; None below five people."""
    people = [take for take in takes if take.is_short == is_short]
    people = people[: in_fives(len(people))]
    if not people:
        return None
    count = len(people)
    stopped = Counter(take.stopped_at for take in people if take.stopped_at is not None)
    finished = count - sum(stopped.values())
    if finished < FEWEST or sum(stopped.values()) < FEWEST:
        return Way(is_short, count, None, ())
    spans = merged([stopped[page] for page in range(1, max(stopped) + 1)])
    stops, left = [], count
    for span in spans:
        left -= span.count
        stops.append(Stop(span.first + 1, span.last + 1, share(span.count, count), share(left, count)))
    return Way(is_short, count, share(finished, count), tuple(stops))


def columns_of(takes: Sequence[Take], items: Mapping[str, Item]) -> Columns:
    """The answers of all, item by item: a call for each answer of thousands would take far longer."""
    slugs = list(items)
    rows = [list(map(take.answers.get, slugs)) for take in takes]
    given = dict(zip(slugs, zip(*rows, strict=True) if rows else repeat(()), strict=False))
    scored: dict[str, list[Scores]] = {}
    for slug, item in items.items():
        if isinstance(item, Agreement):
            keyed = {answer: item.key * (answer - 3) for answer in range(6)}
            scored.setdefault(item.dimension, []).append(list(map(keyed.get, given[slug])))
    return Columns(items, given, scored, {slug: complete(columns) for slug, columns in scored.items()})


def complete(columns: Iterable[Scores]) -> list[tuple[int, ...]]:
    """The scores of those who answered all of these statements, in whole fives of people."""
    rows = [row for row in zip(*columns, strict=True) if None not in row]
    return rows[: in_fives(len(rows))]


def item_uses(columns: Columns) -> tuple[ItemUse, ...]:
    """Every item in bank order; of one that fewer than five people answered only that."""
    rests = {**agreement_rests(columns), **trade_off_rests(columns)}
    return tuple(item_use(item, columns.given[slug], rests.get(slug)) for slug, item in columns.items.items())


def item_use(item: Item, everybody: Iterable[Answer | None], rest: float | None) -> ItemUse:
    """The use of an item by all people, with None for who left it out."""
    given = [answer for answer in everybody if answer is not None]
    given = given[: in_fives(len(given))]
    options = (*item.values, UNSURE)
    if not given:
        return ItemUse(item, 0, (), None)
    counts = Counter(given)
    cells = shown([counts[option] for option in options])
    return ItemUse(
        item,
        len(given),
        tuple(
            Option(option, None if cell is None else share(cell, len(given)))
            for option, cell in zip(options, cells, strict=True)
        ),
        rest,
    )


def scales(columns: Columns) -> tuple[Scale, ...]:
    """The reliability of each dimension."""
    return tuple(
        Scale(dimension, len(columns.scored[dimension]), len(rows), alpha(rows) if rows else None)
        for dimension, rows in columns.complete.items()
    )


def agreement_rests(columns: Columns) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for dimension, rows in columns.complete.items():
        asked = (s for s, i in columns.items.items() if isinstance(i, Agreement) and i.dimension == dimension)
        if rows:
            found |= dict(zip(asked, item_rest(rows), strict=True))
    return found


def trade_off_rests(columns: Columns) -> dict[str, float | None]:
    """Choosing A (1) or B (0) against the mean on A's dimension less the mean on B's."""
    means = {
        dimension: [None if None in row else sum(row) / len(row) for row in zip(*scored, strict=True)]
        for dimension, scored in columns.scored.items()
    }
    found: dict[str, float | None] = {}
    for slug, item in columns.items.items():
        if isinstance(item, TradeOff):
            a, b = (means.get(side.dimension, ()) for side in (item.a, item.b))
            pairs = [
                (float(choice == "a"), high - low)
                for choice, high, low in zip(columns.given[slug], a, b, strict=False)
                if high is not None and low is not None and choice in ("a", "b")
            ]
            pairs = pairs[: in_fives(len(pairs))]
            found[slug] = correlation(*zip(*pairs, strict=True)) if pairs else None
    return found


def share(part: int, whole: int) -> int:
    """Whole per cent."""
    return round(100 * part / whole)

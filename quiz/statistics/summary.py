"""How the quiz does, from the answers of many: who stops where, how options are used, what hangs together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.items import UNSURE, Agreement, Answer, Answers, Item, TradeOff
from quiz.statistics.reliability import alpha, correlation, item_rest
from quiz.statistics.suppression import FEWEST, in_fives, merged, shown


@dataclass(frozen=True, slots=True)
class Take:
    """One sitting: on which page it stopped (from 1), None if it was finished."""

    is_short: bool
    stopped_at: int | None
    answers: Answers


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


def item_uses(takes: Sequence[Take], items: Mapping[str, Item]) -> tuple[ItemUse, ...]:
    """Every item in bank order; of one that fewer than five people answered only that."""
    rests = {**agreement_rests(takes, items), **trade_off_rests(takes, items)}
    return tuple(item_use(item, takes, rests.get(slug)) for slug, item in items.items())


def item_use(item: Item, takes: Iterable[Take], rest: float | None) -> ItemUse:
    given = [take.answers[item.slug] for take in takes if item.slug in take.answers]
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


def scales(takes: Sequence[Take], items: Mapping[str, Item]) -> tuple[Scale, ...]:
    """The reliability of each dimension."""
    found = []
    for dimension, asked in by_dimension(items).items():
        rows = complete_rows(takes, asked)
        found.append(Scale(dimension, len(asked), len(rows), alpha(rows) if rows else None))
    return tuple(found)


def by_dimension(items: Mapping[str, Item]) -> dict[str, list[Agreement]]:
    asked: dict[str, list[Agreement]] = {}
    for item in items.values():
        if isinstance(item, Agreement):
            asked.setdefault(item.dimension, []).append(item)
    return asked


def complete_rows(takes: Iterable[Take], asked: Sequence[Agreement]) -> list[tuple[int, ...]]:
    """The keyed scores of people who answered all of these items, in whole fives of people."""
    rows = [row for take in takes if (row := keyed(take.answers, asked))]
    return rows[: in_fives(len(rows))]


def keyed(answers: Answers, asked: Iterable[Agreement]) -> tuple[int, ...] | None:
    """Distances from the middle towards the high pole; None if one is missing or unsure."""
    scores = []
    for item in asked:
        answer = answers.get(item.slug, UNSURE)
        if not isinstance(answer, int):
            return None
        scores.append(item.key * (answer - 3))
    return tuple(scores)


def agreement_rests(takes: Sequence[Take], items: Mapping[str, Item]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for asked in by_dimension(items).values():
        if rows := complete_rows(takes, asked):
            found |= dict(zip((item.slug for item in asked), item_rest(rows), strict=True))
    return found


def trade_off_rests(takes: Sequence[Take], items: Mapping[str, Item]) -> dict[str, float | None]:
    """Choosing A (1) or B (0) against the mean on A's dimension less the mean on B's."""
    asked = by_dimension(items)
    found: dict[str, float | None] = {}
    for item in items.values():
        if isinstance(item, TradeOff):
            both = (asked.get(item.a.dimension, []), asked.get(item.b.dimension, []))
            pairs = [pair for take in takes if (pair := leaning(take.answers, item, both))]
            pairs = pairs[: in_fives(len(pairs))]
            found[item.slug] = correlation(*zip(*pairs, strict=True)) if pairs else None
    return found


def leaning(
    answers: Answers, item: TradeOff, both: tuple[Sequence[Agreement], Sequence[Agreement]]
) -> tuple[float, float] | None:
    choice = answers.get(item.slug)
    sides = [keyed(answers, asked) for asked in both]
    if choice not in ("a", "b") or not sides[0] or not sides[1]:
        return None
    high, low = (sum(side) / len(side) for side in sides if side)
    return float(choice == "a"), high - low


def share(part: int, whole: int) -> int:
    """Whole per cent."""
    return round(100 * part / whole)

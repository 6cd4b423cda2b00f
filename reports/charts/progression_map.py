"""The progression map: stages as boxes in columns, tracks as lanes, one arrow into each stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from reports.charts.scale import wrapped

WIDTH = 640.0
GAP, MOST_BOX_WIDTH, BOX_HEIGHT, ROW_GAP = 26.0, 168.0, 57.0, 6.0
LANE_HEAD, LANE_GAP, EDGE = 21.0, 8.0, 1.5  # EDGE keeps the outermost borders inside the picture.
PADDING, NAME_TYPE = 10.0, 11.5
LINES = (14.5, 26.5, 39.0, 50.5)  # Baselines in a box.


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage to draw. ``comes_from`` is the key of the stage its arrow starts at, "" for the start."""

    key: str
    name: str
    lane: str
    column: int
    comes_from: str
    facts: tuple[str, ...]
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    y: float
    is_name: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A stage in its place."""

    key: str
    x: float
    y: float
    width: float
    lines: tuple[Line, ...]
    is_start: bool
    is_next: bool
    height: float = BOX_HEIGHT

    @property
    def text_x(self) -> float:
        return self.x + PADDING


@dataclass(frozen=True, slots=True)
class Arrow:
    """A curve in the gap right of its start, then straight on to its end."""

    x: float
    y: float
    turn: float
    end_x: float
    end_y: float
    is_next: bool

    @property
    def path(self) -> str:
        bend = (self.x + self.turn) / 2
        curve = f"C{bend:g} {self.y:g} {bend:g} {self.end_y:g} {self.turn:g} {self.end_y:g}"
        return f"M{self.x:g} {self.y:g}{curve}H{self.end_x - 6:g}"

    @property
    def head(self) -> str:
        x, y = self.end_x, self.end_y
        return f"{x - 7:g},{y - 4:g} {x:g},{y:g} {x - 7:g},{y + 4:g}"


@dataclass(frozen=True, slots=True)
class Elbow(Arrow):
    """An arrow straight down from its start, then straight on to its end."""

    @property
    def path(self) -> str:
        return f"M{self.x:g} {self.y:g}V{self.end_y:g}H{self.end_x - 6:g}"


@dataclass(frozen=True, slots=True)
class Lane:
    """A track with its heading line."""

    name: str
    y: float


@dataclass(frozen=True, slots=True)
class ProgressionMap:
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[Lane, ...]
    height: float
    width: float = WIDTH


Rows = dict[str, int]
"""Stage key to its row within its lane."""


def progression_map(stops: Sequence[Stop], lanes: Sequence[str]) -> ProgressionMap:
    """The map with as few crossings as reordering the first branches can give.

    ``lanes`` names all tracks from top to bottom; those without a stage are left out.
    """
    used = [lane for lane in lanes if any(stop.lane == lane for stop in stops)]
    branches = [stop.key for stop in stops if stop.column == 1]
    layouts = (rows_of(stops, order) for order in permutations(branches))
    rows = min(layouts, key=lambda rows: (crossings(stops, rows, used), depth(rows)))
    return drawn(stops, rows, used)


def rows_of(stops: Sequence[Stop], order: Sequence[str]) -> Rows:
    """A row for each stop: its predecessor's where that is free, else the next free one."""
    rows: Rows = {}
    taken: set[tuple[str, int, int]] = set()
    for stop in sorted(stops, key=lambda stop: (stop.column, order_of(stop, order, rows))):
        origin = next((each for each in stops if each.key == stop.comes_from), None)
        wanted = rows[origin.key] if origin and origin.lane == stop.lane else 0
        first = origin.column + 1 if origin else 0
        cells = range(first, stop.column + 1)
        candidates = [wanted, *range(len(stops) + 1)]
        row = next(r for r in candidates if not taken & {(stop.lane, c, r) for c in cells})
        taken |= {(stop.lane, column, row) for column in cells}
        rows[stop.key] = row
    return rows


def order_of(stop: Stop, order: Sequence[str], rows: Rows) -> int:
    return order.index(stop.key) if stop.key in order else rows.get(stop.comes_from, 0)


def crossings(stops: Sequence[Stop], rows: Rows, lanes: Sequence[str]) -> int:
    """How many pairs of arrows that turn in the same gap cross there."""
    by_key = {stop.key: stop for stop in stops}
    ends = [
        (
            by_key[stop.comes_from].column,
            *(level(each, rows, lanes) for each in (by_key[stop.comes_from], stop)),
        )
        for stop in stops
        if stop.comes_from
    ]
    return sum(a[0] == b[0] and (a[1] - b[1]) * (a[2] - b[2]) < 0 for a, b in combinations(ends, 2))


def level(stop: Stop, rows: Rows, lanes: Sequence[str]) -> int:
    """A number that grows from the top of the map to its bottom."""
    return 100 * lanes.index(stop.lane) + rows[stop.key]


def depth(rows: Rows) -> int:
    return sum(rows.values())


def drawn(stops: Sequence[Stop], rows: Rows, lanes: Sequence[str]) -> ProgressionMap:
    tops, height = lane_tops(stops, rows, lanes)
    columns = 1 + max(stop.column for stop in stops)
    width = min(MOST_BOX_WIDTH, (WIDTH - 2 * EDGE - GAP * (columns - 1)) / columns)
    pitch = (WIDTH - 2 * EDGE - width) / max(1, columns - 1)
    boxes = {
        stop.key: box(
            stop, EDGE + pitch * stop.column, tops[stop.lane] + (BOX_HEIGHT + ROW_GAP) * rows[stop.key], width
        )
        for stop in stops
    }
    return ProgressionMap(
        boxes=tuple(boxes.values()),
        arrows=tuple(arrows(stops, boxes, pitch - width)),
        lanes=tuple(Lane(lane, tops[lane] - LANE_HEAD + 11) for lane in lanes),
        height=height,
    )


def lane_tops(stops: Sequence[Stop], rows: Rows, lanes: Sequence[str]) -> tuple[dict[str, float], float]:
    """Where the boxes of each lane begin, and the height of the whole."""
    tops: dict[str, float] = {}
    y = 0.0
    for lane in lanes:
        tops[lane] = y + LANE_HEAD
        count = 1 + max(rows[stop.key] for stop in stops if stop.lane == lane)
        y = tops[lane] + count * (BOX_HEIGHT + ROW_GAP) - ROW_GAP + LANE_GAP
    return tops, y - LANE_GAP + EDGE


def box(stop: Stop, x: float, y: float, width: float) -> Box:
    names = wrapped(stop.name, width - 2 * PADDING, NAME_TYPE)
    texts = [(name, True) for name in names] + [(fact, False) for fact in stop.facts]
    lines = tuple(Line(text, y + at, is_name) for (text, is_name), at in zip(texts, LINES, strict=False))
    return Box(stop.key, round(x, 1), y, round(width, 1), lines, not stop.comes_from, stop.is_next)


def arrows(stops: Iterable[Stop], boxes: dict[str, Box], gap: float) -> Iterable[Arrow]:
    for stop in stops:
        if stop.comes_from:
            start, end = boxes[stop.comes_from], boxes[stop.key]
            x = start.x + start.width
            y, end_y = start.y + BOX_HEIGHT / 2, end.y + BOX_HEIGHT / 2
            yield Arrow(x, y, round(x + gap - 9, 1), end.x, end_y, stop.is_next)

"""The preference profile: a dot between two poles for each dimension, with its uncertainty."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.charts.scale import Scale, text_width, wrapped

WIDTH, ROW, TOP, BOTTOM = 640.0, 30.0, 8.0, 20.0
START, END = 258.0, 470.0  # The axis; poles stand on either side of it.
NAME_AT, LOW_AT, HIGH_AT = 0.0, START - 16, END + 16
TYPE = 11.0
LINE = 13.0


@dataclass(frozen=True, slots=True)
class Leaning:
    """What is drawn of one dimension: 0-100; ``target`` is what the first role asks, if it weighs it."""

    name: str
    low_pole: str
    high_pole: str
    position: float
    low: float
    high: float
    target: float | None


@dataclass(frozen=True, slots=True)
class PoleLine:
    """One line of a pole's label."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One row. ``target`` is None when the role doesn't weigh the dimension."""

    name: str
    y: float
    x: float
    low: float
    high: float
    target: float | None
    value: str
    low_pole: tuple[PoleLine, ...]
    high_pole: tuple[PoleLine, ...]


@dataclass(frozen=True, slots=True)
class DotPlot:
    """All rows on one axis from 0 to 100."""

    rows: tuple[Dot, ...]
    height: float
    width: float = WIDTH
    start: float = START
    middle: float = (START + END) / 2
    end: float = END

    @property
    def axis_end(self) -> float:
        return self.height - BOTTOM + 2

    @property
    def axis_label(self) -> float:
        return self.height - 6


def dot_plot(leanings: Iterable[Leaning]) -> DotPlot:
    """The plot, a row for each leaning in the order given."""
    scale = Scale(0, 100, START, END)
    rows = tuple(row(leaning, TOP + ROW * (index + 0.5), scale) for index, leaning in enumerate(leanings))
    return DotPlot(rows, TOP + ROW * len(rows) + BOTTOM)


def row(leaning: Leaning, y: float, scale: Scale) -> Dot:
    return Dot(
        name=leaning.name,
        y=y,
        x=scale.at(leaning.position),
        low=scale.at(leaning.low),
        high=scale.at(leaning.high),
        target=None if leaning.target is None else scale.at(leaning.target),
        value=f"{leaning.position:.0f}",
        low_pole=pole(leaning.low_pole, y, LOW_AT - text_width(leaning.name, TYPE) - 8),
        high_pole=pole(leaning.high_pole, y, WIDTH - HIGH_AT),
    )


def pole(label: str, y: float, width: float) -> tuple[PoleLine, ...]:
    """The label's lines, centred on the row."""
    lines = wrapped(label, width, TYPE)
    top = y + 4 - LINE * (len(lines) - 1) / 2
    return tuple(PoleLine(text, top + LINE * index) for index, text in enumerate(lines))

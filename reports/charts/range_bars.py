"""Pay: one panel for each kind of figure, place and date; all panels of a currency on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.scale import Scale, Tick, round_bounds, round_step, text_width, ticks
from roles.language import gettext as _

WIDTH, ROW, TOP, BOTTOM = 640.0, 30.0, 10.0, 18.0
START, END = 206.0, 618.0
BOX = 12.0
MOST_TICKS = 6
TYPE = 11.0
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is drawn for one role, in whole units of the currency; None where it isn't stated.

    Percentiles fill all five; a median fills the middle only.
    """

    name: str
    note: str
    low: int | None
    lower_quartile: int | None
    middle: int | None
    upper_quartile: int | None
    high: int | None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. Without a box, the middle is drawn as a ring."""

    name: str
    note: str
    y: float
    low: float | None
    box_start: float | None
    box_width: float | None
    middle: float | None
    middle_label: str
    label_at: float
    high: float | None
    first: bool

    box_height: float = BOX

    @property
    def box_top(self) -> float:
        return self.y - BOX / 2

    @property
    def is_box(self) -> bool:
        return self.box_start is not None


@dataclass(frozen=True, slots=True)
class RangeBars:
    """One panel."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: float
    width: float = WIDTH

    @property
    def axis_end(self) -> float:
        return self.height - BOTTOM

    @property
    def axis_label(self) -> float:
        return self.height - 5


def pay_scale(rows: Sequence[Amounts]) -> tuple[Scale, float]:
    """An axis that holds every amount of the rows, and the step between its ticks."""
    stated = [value for row in rows for value in amounts(row)]
    values = [float(value) for value in stated] or [0.0, 1.0]
    step = round_step(max(values) - min(values) or max(values) or 1.0, MOST_TICKS - 1)
    low, high = round_bounds(values, step)
    return Scale(low, high, START, END), step


def amounts(row: Amounts) -> tuple[int, ...]:
    """The amounts that a row states."""
    every = (row.low, row.lower_quartile, row.middle, row.upper_quartile, row.high)
    return tuple(value for value in every if value is not None)


def range_bars(rows: Sequence[Amounts], scale: Scale, step: float, currency: str) -> RangeBars:
    """One panel on a given axis."""
    bars = tuple(bar(row, TOP + ROW * (index + 0.5), scale, currency) for index, row in enumerate(rows))
    return RangeBars(
        bars, ticks(scale, step, lambda value: short(value, currency)), TOP + ROW * len(rows) + BOTTOM
    )


def bar(row: Amounts, y: float, scale: Scale, currency: str) -> Bar:
    start, end = row.lower_quartile, row.upper_quartile
    boxed = start is not None and end is not None
    middle = None if row.middle is None else scale.at(row.middle)
    label = "" if row.middle is None else short(row.middle, currency)
    return Bar(
        name=row.name,
        note=row.note,
        y=y,
        low=None if row.low is None else scale.at(row.low),
        box_start=scale.at(start) if boxed and start is not None else None,
        box_width=round(scale.at(end) - scale.at(start), 1)
        if boxed and start is not None and end is not None
        else None,
        middle=middle,
        middle_label=label,
        label_at=label_place(middle or 0.0, label),
        high=None if row.high is None else scale.at(row.high),
        first=row.first,
    )


def label_place(middle: float, label: str, room: float = WIDTH) -> float:
    """Where the label of a ring starts: to its right, or to its left at the end of the axis."""
    width = text_width(label, TYPE)
    return round(middle + 11 if middle + 11 + width <= room else middle - 11 - width, 1)


def short(value: float, currency: str) -> str:
    """An amount in thousands: "$136k"; currencies without a symbol carry their code."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    # Translators: an amount in thousands on an axis, such as "$136k"; the symbol may be a code.
    return (_("%(symbol)s%(thousands)sk") % {"symbol": symbol, "thousands": f"{value / 1000:.0f}"}).strip()


def thousands(value: float) -> str:
    """The same without its currency: "136k"."""
    return _("%(thousands)sk") % {"thousands": f"{value / 1000:.0f}"}

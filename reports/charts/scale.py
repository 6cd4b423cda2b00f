"""From values to places on an axis."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

SEMIBOLD = 0.54  # Mean advance of a semi-bold letter, in type sizes, on the generous side.


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from ``low``-``high`` (values) to ``start``-``end`` (places). Values beyond are clipped."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value, to a tenth of a unit."""
        inside = min(self.high, max(self.low, value))
        return round(self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


def round_bounds(values: Sequence[float], step: float) -> tuple[float, float]:
    """The multiples of ``step`` around the values, at least one step apart."""
    low, high = floor(min(values) / step) * step, ceil(max(values) / step) * step
    return (low, high) if high > low else (low, low + step)


def round_step(span: float, most: int) -> float:
    """The roundest step (1, 2, 4, 5 times a power of ten) that cuts ``span`` into ``most`` parts or fewer."""
    rough = span / most
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 4, 5, 10) if factor * power >= rough * (1 - 1e-9))


def ticks(scale: Scale, step: float, label: Callable[[float], str]) -> tuple[Tick, ...]:
    """A tick at each multiple of ``step``."""
    count = round((scale.high - scale.low) / step)
    values = [scale.low + step * index for index in range(count + 1)]
    return tuple(Tick(scale.at(value), label(value)) for value in values)


def text_width(text: str, size: float) -> float:
    """About how wide a text is: enough to keep labels apart, no more."""
    return len(text) * size * SEMIBOLD


def wrapped(text: str, width: float, size: float, most: int = 2) -> tuple[str, ...]:
    """The text in at most ``most`` lines of about ``width``; the last line takes what is left."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)

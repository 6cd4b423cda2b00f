"""Fit bars with their intervals, all on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.scale import Scale, Tick, round_bounds, ticks
from roles.language import gettext as _

WIDTH, HEIGHT = 200.0, 28.0
MARGIN = 6.0  # So that a cap at the end of the axis is drawn whole.
STEP = 20.0  # Points between grid lines.


@dataclass(frozen=True, slots=True)
class FitBar:
    """One bar: from ``zero`` to ``tip``, with whiskers from ``low`` to ``high``."""

    zero: float
    tip: float
    low: float
    high: float
    grid: tuple[float, ...]
    width: float = WIDTH
    height: float = HEIGHT
    y: float = HEIGHT / 2

    @property
    def left(self) -> float:
        return min(self.zero, self.tip)

    @property
    def length(self) -> float:
        return round(abs(self.tip - self.zero), 1)


@dataclass(frozen=True, slots=True)
class FitAxis:
    """The axis that all bars share."""

    scale: Scale
    ticks: tuple[Tick, ...]
    width: float = WIDTH

    @property
    def text(self) -> str:
        """From where to where it runs, for those who can't see it."""
        # Translators: the ends of an axis, such as "Scale of fit, from 0 to 120".
        return _("Scale of fit, from %(first)s to %(last)s") % {
            "first": self.ticks[0].label,
            "last": self.ticks[-1].label,
        }

    def bar(self, fit: float, low: float, high: float) -> FitBar:
        grid = tuple(tick.at for tick in self.ticks)
        at = self.scale.at
        return FitBar(at(0), at(fit), at(low), at(high), grid)


def fit_axis(values: Sequence[float]) -> FitAxis:
    """An axis that holds zero, a hundred and all the values."""
    low, high = round_bounds([0.0, 100.0, *values], STEP)
    scale = Scale(low, high, MARGIN, WIDTH - MARGIN)
    return FitAxis(scale, ticks(scale, STEP, lambda value: f"{value:.0f}".replace("-", "−")))

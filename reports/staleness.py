"""Which figures are too old to be taken at their word."""

from calendar import monthrange
from datetime import date

from roles.profile import Figure


def is_stale(figure: Figure, today: date, after_days: int) -> bool:
    """Whether the last day that a figure speaks of is more than ``after_days`` before ``today``.

    A figure without a date is not stale but undated, which is said beside it.
    """
    return bool(figure.as_of) and (today - last_day(figure.as_of)).days > after_days


def last_day(written: str) -> date:
    """The last day of "2025", "2025-05" or "2025-05-31"."""
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])

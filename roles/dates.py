"""Dates that are known to the year, the month or the day: "2025", "2025-05", "2025-05-31"."""

import re
from calendar import monthrange
from datetime import date

EARLIEST, LATEST = 1900, 2200  # Years outside are slips of the pen.
WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_stale(as_of: str, before: date) -> bool:
    """Whether all of what ``as_of`` names lies before a day.

    A date that is unknown or in no calendar is not stale: nobody can say how old it is.
    """
    last = last_day(as_of)
    return last is not None and last < before


def last_day(written: str) -> date | None:
    """The last day of what a date names; None if it is in no calendar or not from 1900 to 2200."""
    parts = WRITTEN.fullmatch(written)
    if parts is None or not EARLIEST <= int(parts[1]) <= LATEST:
        return None
    year, month = int(parts[1]), int(parts[2] or 12)
    try:
        return date(year, month, int(parts[3] or monthrange(year, month)[1]))
    except ValueError:  # Such as month 13 or 31 February.
        return None

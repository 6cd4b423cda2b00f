"""How old a figure is, from a date that may be known to the year or the month only."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, Value
from django.db.models.functions import Length, Substr


def cutoff(today: date) -> date:
    """Figures from before this day are stale."""
    return today - timedelta(days=settings.STALE_AFTER_DAYS)


def is_stale(as_of: str, before: date) -> bool:
    """Whether all of what ``as_of`` names ("2023", "2023-05", "2023-05-31") lies before a day.

    An unknown date is not stale: it is unknown.
    """
    return bool(as_of) and as_of < before.isoformat()[: len(as_of)]


def stale(before: date) -> Q:
    """The same rule as a condition on figures."""
    same_length = Substr(Value(before.isoformat()), 1, Length("as_of"))
    return ~Q(as_of="") & Q(as_of__lt=same_length)

"""How old a figure is, from a date that may be known to the year or the month only."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, Value
from django.db.models.functions import Length, Substr


def cutoff(today: date) -> date:
    """Figures from before this day are stale."""
    return today - timedelta(days=settings.STALE_AFTER_DAYS)


def stale(before: date) -> Q:
    """The rule of ``roles.dates.is_stale`` as a condition on figures."""
    same_length = Substr(Value(before.isoformat()), 1, Length("as_of"))
    return ~Q(as_of="") & Q(as_of__lt=same_length)

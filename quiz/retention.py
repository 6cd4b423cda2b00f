"""How long sittings are kept, the erasing of those whose time is over, and what goes with a sitting."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from quiz.erasure import erase
from quiz.models import ShareLink, Sitting
from quiz.models.sitting import SittingQuerySet


def erase_overdue(now: datetime) -> int:
    """Erases what has been kept as long as its owner was told. Returns how many sittings it erased.

    Costs three short queries when there is nothing to do; long dead share links go too.
    """
    retention = timedelta(days=settings.RETENTION_DAYS)
    ShareLink.objects.filter(expires_at__lte=now - retention).delete()
    overdue = (Sitting.objects.abandoned_visits(now), Sitting.objects.untouched_since(now - retention))
    return sum(erase(sittings) for sittings in overdue if sittings.exists())


def takes_of(sitting: Sitting) -> SittingQuerySet:
    """The sitting and all takes before it: what its owner means by everything.

    Of one that leaves no trace nobody can open the earlier takes, which are of the same visit.
    """
    return Sitting.objects.filter(pk__in=[sitting.pk, *(former.pk for former in formers_of(sitting))])


def formers_of(sitting: Sitting) -> Iterator[Sitting]:
    """The takes before it, the latest first."""
    former = sitting.former
    while former:
        yield former
        former = former.former

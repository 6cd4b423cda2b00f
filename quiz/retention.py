"""How long sittings are kept, and the erasing of those whose time is over."""

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


def visit_of(sitting: Sitting) -> SittingQuerySet:
    """The sitting, and if it leaves no trace the earlier takes of the same visit, which nobody can open."""
    visit = [sitting]
    while (former := visit[-1].former) and former.leaves_no_trace:
        visit.append(former)
    return Sitting.objects.filter(pk__in=[each.pk for each in visit])

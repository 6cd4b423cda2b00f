"""Publishing at a time that was set before: what is published is what was reviewed then."""

import json
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from quiz.editions.document import canonical
from quiz.editions.publish import freeze, lock_newest, newest_unless_overtaken, reviewed_draft
from quiz.models import PlannedEdition

State = PlannedEdition.State


class AlreadyPlanned(ValueError):
    """One publication is waiting already, and only one can."""


@transaction.atomic
def plan_edition(
    reviewed: str, against: int, due_at: datetime, now: datetime, note: str, by: User | None
) -> PlannedEdition:
    """Schedules the draft as it is now, which has to be the one that was ``reviewed``.

    Raises AlreadyPlanned, and Overtaken, DraftChanged and Unpublishable as publishing does.
    """
    newest = newest_unless_overtaken(against, reviewed)
    if waiting():
        raise AlreadyPlanned
    return PlannedEdition.objects.create(
        digest=reviewed,
        document=canonical(reviewed_draft(reviewed)),
        note=note,
        due_at=due_at,
        after=newest,
        planned_at=now,
        planned_by=by,
    )


def waiting() -> PlannedEdition | None:
    """The publication that is scheduled, if there is one."""
    plans = PlannedEdition.objects.filter(state=State.WAITING)
    return plans.select_related("after", "planned_by").defer("document", "after__document").first()


def cancel_plan(pk: int) -> bool:
    """Takes a scheduled publication back; False if it was carried out or cancelled before."""
    return bool(PlannedEdition.objects.filter(pk=pk, state=State.WAITING).update(state=State.CANCELLED))


def publish_due(now: datetime) -> PlannedEdition | None:
    """Carries out what is due, and says what became of it; None if nothing was due.

    If another edition was published after the plan was made, the plan is held instead: carrying it out
    would undo that edition without anybody having seen the difference.
    """
    if not PlannedEdition.objects.filter(state=State.WAITING, due_at__lte=now).exists():
        return None  # Without a write transaction, since every visit to the desk asks.
    with transaction.atomic():
        newest = lock_newest()
        plan = (
            PlannedEdition.objects.select_for_update(of=("self",))
            .filter(state=State.WAITING, due_at__lte=now)
            .first()
        )
        if plan is None:
            return None
        if newest and newest.pk != plan.after_id and newest.digest != plan.digest:
            plan.state = State.HELD
        else:
            document = json.loads(plan.document)
            plan.edition, _ = freeze(document, newest, now, plan.note, plan.planned_by)
            plan.state = State.PUBLISHED
        plan.save()
        return plan

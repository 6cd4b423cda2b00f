"""Setting the draft back to what an edition says, or to a copy of an earlier draft; nothing is lost."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from quiz.editions.document import Document, write_document
from quiz.editions.draft import read_draft
from quiz.editions.fitting import CopiedRow, fitting
from quiz.editions.rows import COVERED, SECTIONS, rows_of
from quiz.models import DraftCopy, Edition
from quiz.packs.load import apply, current_rows
from quiz.packs.merge import Action, Decision
from quiz.packs.names import Row, Rows
from roles.history.record import recording
from roles.history.values import row_of
from roles.models import Organisation

ORGANISATION = "roles.organisation"  # Not among the rows of packs: no release ships one.
COPIED = (*COVERED, "roles.technology", "roles.company")
# What copies held before they said what they hold.
FORMERLY = tuple(label for label in COPIED if label not in ("quiz.translation", "quiz.wording"))


class NotReset(ValueError):
    """The rows would not say what the edition says, so nothing was changed; ``sections`` names where."""

    def __init__(self, sections: tuple[str, ...]) -> None:
        self.sections = sections
        super().__init__(", ".join(sections))


@transaction.atomic
def reset_draft(edition: Edition, now: datetime, reason: str, by: User | None) -> DraftCopy:
    """Makes the draft say what ``edition`` says. Answers the copy of the draft as it was.

    The scoring constants are the software's: an edition keeps its own, and a draft has the present ones.
    Raises NotReset, and BrokenContent if the database refuses a row; then nothing is changed.
    """
    current = current_rows()
    copy = copy_draft(current, now, reason, by)
    document: Document = json.loads(edition.document)
    told = {"edition": edition, "reason": reason}
    with recording(reason=_("Reset to %(edition)s: %(reason)s") % told):
        apply(decisions_between(current, rows_of(document, current)))
        set_organisation(next(iter(document.get("organisation", [])), None))
    compiled = write_document(read_draft())
    if wrong := tuple(s for s in (*SECTIONS, "organisation") if compiled.get(s) != document.get(s)):
        raise NotReset(wrong)
    return copy


@transaction.atomic
def restore_copy(copy: DraftCopy, now: datetime, reason: str, by: User | None) -> DraftCopy:
    """Makes the draft what it was when ``copy`` was made, as far as this version has a place for it.

    Answers the copy of what it is now. Raises BrokenContent, and then nothing is changed.
    """
    current = current_rows()
    made = copy_draft(current, now, reason, by)
    covered = copy.covers or FORMERLY
    wanted = fitting(rows_in(copy)).rows
    organisation = next((row for name, row in wanted.items() if name.model == ORGANISATION), None)
    content = {name: row for name, row in wanted.items() if name.model != ORGANISATION}
    with recording(reason=_("Taken back from a copy: %(reason)s") % {"reason": reason}):
        apply(decisions_between(current, content, covered))
        if ORGANISATION in covered:
            set_organisation(organisation)
    return made


def lost_from(copy: DraftCopy) -> tuple[str, ...]:
    """What a copy holds that this version has no place for, in words."""
    return fitting(rows_in(copy)).lost


def rows_in(copy: DraftCopy) -> Sequence[CopiedRow]:
    return [(label, key, row) for label, key, row in copy.rows]


def copy_draft(current: Rows, now: datetime, reason: str, by: User | None) -> DraftCopy:
    rows: list[Any] = [[n.model, list(n.key), row] for n, row in current.items() if n.model in COPIED]
    rows += [[ORGANISATION, list(each.natural_key()), row_of(each)] for each in Organisation.objects.all()]
    covers = [*COPIED, ORGANISATION]
    return DraftCopy.objects.create(rows=rows, covers=covers, reason=reason, made_at=now, made_by=by)


def set_organisation(wanted: Row | None) -> None:
    """Makes the organisation's look this one, or the look as shipped."""
    present = Organisation.objects.first()
    if wanted is None:
        if present is not None:
            present.delete()
        return
    row = present or Organisation()
    for field in row_of(row).keys() & wanted.keys():
        setattr(row, field, wanted[field])
    row.save()


def decisions_between(current: Rows, wanted: Rows, covered: Collection[str] = COVERED) -> list[Decision]:
    """What has to be written and removed so that the covered rows are the wanted ones.

    Fields that a wanted row doesn't state stay as they are; technologies and companies that nothing
    names any more stay too, since they say nothing by themselves.
    """
    decisions = [
        Decision(name, Action.UPDATE if name in current else Action.CREATE, {**current.get(name, {}), **row})
        for name, row in wanted.items()
        if differs(current.get(name), row)
    ]
    going = set(covered) & set(COVERED)
    gone = (name for name in current if name.model in going and name not in wanted)
    return [*decisions, *(Decision(name, Action.DELETE) for name in gone)]


def differs(current: Row | None, wanted: Row) -> bool:
    return current is None or any(current.get(field) != value for field, value in wanted.items())

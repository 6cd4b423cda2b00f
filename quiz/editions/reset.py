"""Setting the draft back to what an edition says, or to a copy of an earlier draft; nothing is lost."""

import json
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from quiz.editions.document import Document, write_document
from quiz.editions.draft import read_draft
from quiz.editions.rows import COVERED, SECTIONS, rows_of
from quiz.models import DraftCopy, Edition
from quiz.packs.load import apply, current_rows
from quiz.packs.merge import Action, Decision
from quiz.packs.names import Name, Row, Rows

COPIED = (*COVERED, "roles.technology", "roles.company")


class NotReset(ValueError):
    """The rows would not say what the edition says, so nothing was changed; ``sections`` names where."""

    def __init__(self, sections: tuple[str, ...]) -> None:
        self.sections = sections
        super().__init__(", ".join(sections))


@transaction.atomic
def reset_draft(edition: Edition, now: datetime, reason: str, by: User | None) -> DraftCopy:
    """Makes the draft say what ``edition`` says. Answers the copy of the draft as it was.

    Raises NotReset, and BrokenContent if the database refuses a row; then nothing is changed.
    """
    current = current_rows()
    copy = copy_draft(current, now, reason, by)
    document: Document = json.loads(edition.document)
    apply(decisions_between(current, rows_of(document, current)))
    compiled = write_document(read_draft())
    if wrong := tuple(section for section in SECTIONS if compiled[section] != document[section]):
        raise NotReset(wrong)
    return copy


@transaction.atomic
def restore_copy(copy: DraftCopy, now: datetime, reason: str, by: User | None) -> DraftCopy:
    """Makes the draft what it was when ``copy`` was made. Answers the copy of what it is now."""
    current = current_rows()
    made = copy_draft(current, now, reason, by)
    apply(decisions_between(current, {Name(label, tuple(key)): row for label, key, row in copy.rows}))
    return made


def copy_draft(current: Rows, now: datetime, reason: str, by: User | None) -> DraftCopy:
    rows = [[name.model, list(name.key), row] for name, row in current.items() if name.model in COPIED]
    return DraftCopy.objects.create(rows=rows, reason=reason, made_at=now, made_by=by)


def decisions_between(current: Rows, wanted: Rows) -> list[Decision]:
    """What has to be written and removed so that the covered rows are the wanted ones.

    Fields that a wanted row doesn't state stay as they are; technologies and companies that nothing
    names any more stay too, since they say nothing by themselves.
    """
    decisions = [
        Decision(name, Action.UPDATE if name in current else Action.CREATE, {**current.get(name, {}), **row})
        for name, row in wanted.items()
        if differs(current.get(name), row)
    ]
    gone = (name for name in current if name.model in COVERED and name not in wanted)
    return [*decisions, *(Decision(name, Action.DELETE) for name in gone)]


def differs(current: Row | None, wanted: Row) -> bool:
    return current is None or any(current.get(field) != value for field, value in wanted.items())

"""Conflicts with a release: noted when content is merged, kept until an editor settles each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from quiz.models.pack import ContentConflict
from quiz.packs.merge import Clash, Decision
from quiz.packs.names import Name
from quiz.packs.rows import KEYS


def note_conflicts(decisions: Iterable[Decision], now: datetime) -> None:
    """Keeps the clashes of a merge; what a release took back is a conflict no longer."""
    pending = {(c.model, c.key, c.field): c for c in ContentConflict.objects.all()}
    for decision in decisions:
        for clash in decision.clashes:
            known = pending.get((decision.name.model, "/".join(decision.name.key), clash.field))
            if known is None:
                note(decision.name, clash, now)
            elif known.then == clash.now:
                known.delete()
            else:
                known.now, known.found_at = clash.now, now
                known.save()


def note(name: Name, clash: Clash, now: datetime) -> None:
    if clash.field == "":  # It speaks for the fields.
        ContentConflict.objects.filter(model=name.model, key="/".join(name.key)).delete()
    ContentConflict.objects.create(
        model=name.model,
        key="/".join(name.key),
        field=clash.field,
        then=plain(clash.then),
        now=plain(clash.now),
        found_at=now,
    )


def plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value


def name_of_conflict(conflict: ContentConflict) -> Name:
    """The row that a conflict is about."""
    # The last part of a key may hold slashes itself, as the fields of translations do.
    return Name(conflict.model, tuple(conflict.key.split("/", len(KEYS[conflict.model]) - 1)))

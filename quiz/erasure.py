"""Erasing sittings so that the disk forgets them too."""

import logging

from django.db import connections, transaction
from django.dispatch import Signal

from quiz.models.sitting import SittingQuerySet

# Sent by the purge when the sittings are gone: whoever keeps files or queues beside them tidies up then.
purged = Signal()

logger = logging.getLogger(__name__)


def erase(sittings: SittingQuerySet) -> int:
    """Deletes sittings with their responses, and what the disk still holds of them. Returns how many."""
    with transaction.atomic(using=sittings.db):
        erased = locked(sittings).delete()[1].get("quiz.Sitting", 0)
        # After all that the deletion has others do. Robust: what was deleted stays deleted, and its
        # owner is told so, whatever the log does.
        transaction.on_commit(lambda: empty_log(sittings.db), using=sittings.db, robust=True)
        return erased


def locked(sittings: SittingQuerySet) -> SittingQuerySet:
    """Those that still belong to it once every answer under way has arrived: an answer may keep a sitting.

    SQLite's transactions let nobody else write from their beginning.
    """
    if not connections[sittings.db].features.has_select_for_update:
        return sittings
    # In order, so that two purges wait for each other instead of both for ever.
    keys = list(sittings.order_by("pk").select_for_update().values_list("pk", flat=True))
    return sittings.model.objects.using(sittings.db).filter(pk__in=keys)


def empty_log(database: str) -> None:
    """Empties SQLite's write-ahead log, which would keep deleted rows until it is written anew.

    In the database file itself they are zeros already (PRAGMA secure_delete).
    """
    connection = connections[database]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
    if busy:
        logger.warning("Readers kept SQLite's log from being emptied; the next erasure or purge empties it.")

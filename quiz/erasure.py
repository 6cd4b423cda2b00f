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
        erased = sittings.delete()[1].get("quiz.Sitting", 0)
        # After all that the deletion has others do. Robust: what was deleted stays deleted, and its
        # owner is told so, whatever the log does.
        transaction.on_commit(lambda: empty_log(sittings.db), using=sittings.db, robust=True)
        return erased


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

"""Erases on time in every serving process, whether or not anybody asks for a page."""

import logging
from threading import Event, Thread

from django.db import close_old_connections, connections
from django.utils import timezone

from quiz import keeping
from quiz.retention import erase_overdue

SECONDS_BETWEEN = 60.0

logger = logging.getLogger(__name__)


def sweep_regularly(ended: Event, seconds: float = SECONDS_BETWEEN) -> None:
    """Erases what is overdue every so many seconds until ``ended`` is set.

    A failure is logged, and the next round tries again.
    """
    while not ended.wait(seconds):
        keeping.sweep()
        close_old_connections()
        try:
            erase_overdue(timezone.now())
        except Exception:  # The next sweep may succeed, and the site must not wait for it.
            logger.exception("Sittings whose time is over could not be erased; trying again.")
        finally:
            connections.close_all()


def start_sweeping() -> Event:
    """Starts the sweeping thread, which ends with its process. Setting the event ends it sooner."""
    ended = Event()
    Thread(target=sweep_regularly, args=[ended], name="sweep", daemon=True).start()
    return ended

"""What is due by the clock, done in every serving process whether or not anybody asks for a page."""

import logging
from threading import Event, Thread

from django.db import IntegrityError, close_old_connections, connections
from django.dispatch import Signal
from django.utils import timezone

from quiz.editions.planned import publish_due
from quiz.retention import erase_overdue

SECONDS_BETWEEN = 60.0

# Sent in each round with the time: whoever keeps things for a while lets go of what is over.
round_begun = Signal()

logger = logging.getLogger(__name__)


def sweep_regularly(ended: Event, seconds: float = SECONDS_BETWEEN) -> None:
    """Erases what is overdue and publishes what is due, every so many seconds until ``ended`` is set.

    A failure is logged, and the next round tries again.
    """
    while not ended.wait(seconds):
        close_old_connections()
        sweep()
        connections.close_all()


def sweep() -> None:
    """One round. No part waits for another, and the site for none."""
    for _receiver, fault in round_begun.send_robust(sender=None, now=timezone.now()):
        if isinstance(fault, Exception):
            logger.error("A part of the sweeping failed; trying again.", exc_info=fault)
    try:
        erase_overdue(timezone.now())
    except Exception:
        logger.exception("Sittings whose time is over could not be erased; trying again.")
    try:
        publish_due(timezone.now())
    except IntegrityError:
        pass  # Another process does just that.
    except Exception:
        logger.exception("The edition that is due could not be published; trying again.")


def start_sweeping() -> Event:
    """Starts the sweeping thread, which ends with its process. Setting the event ends it sooner."""
    ended = Event()
    Thread(target=sweep_regularly, args=[ended], name="sweep", daemon=True).start()
    return ended

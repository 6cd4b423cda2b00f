"""A worker's sign of life, and its watch over what others left behind."""

import logging
import socket
import threading
import uuid
from contextlib import suppress

from django.db import DatabaseError, connection
from django.utils import timezone

from reports.models import Worker
from reports.printing import take_over

NAME = uuid.uuid4().hex  # This process, for as long as it lives.
BEAT_SECONDS = 5.0

logger = logging.getLogger(__name__)


class Heartbeat(threading.Thread):
    """Beats in a thread of its own, since the worker's own is busy while a PDF is made."""

    def __init__(self) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.stopping = threading.Event()

    def run(self) -> None:
        while True:
            try:
                beat()
            except Exception as error:  # Database or queue may be away; without a beat we are taken for dead.
                logger.error("a heartbeat failed, the next follows: %s: %s", type(error).__name__, error)
                with suppress(Exception):  # It may be broken beyond closing, and is let go of then.
                    connection.close()
            if self.stopping.wait(BEAT_SECONDS):
                break
        connection.close()

    def stop(self) -> None:
        """Ends the thread and takes the worker off the list: nobody waits for it any more."""
        self.stopping.set()
        self.join(timeout=BEAT_SECONDS)
        with suppress(DatabaseError):  # Then it is found dead in a while.
            Worker.objects.filter(name=NAME).delete()


def beat() -> None:
    """Says that this process lives, and takes over from those that don't."""
    now = timezone.now()
    Worker.objects.update_or_create(
        name=NAME,
        defaults={"seen_at": now},
        create_defaults={"seen_at": now, "started_at": now, "host": socket.gethostname()[:255]},
    )
    take_over(now)

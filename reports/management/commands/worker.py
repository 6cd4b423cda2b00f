"""``manage.py worker``: makes the PDFs that are asked for, until it is told to stop."""

import os
import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from reports import queue
from reports.heartbeat import NAME, Heartbeat
from reports.renderer import kept_ready

GIVE_WAY = 10  # On a niceness scale to 19: answers come before PDFs where both want a core.


class Command(BaseCommand):
    help = "Makes PDFs in the background. Start as many as there are cores to spare; a signal stops it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--nice", type=int, default=GIVE_WAY, help="how much it gives way, 0 to 19")

    def handle(self, *args: Any, nice: int, **options: Any) -> None:
        if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
            raise CommandError("TASKS is immediate: PDFs are made at once and there is no queue to work off.")
        os.nice(nice)
        # Until the loop has its own way to stop: who is ended before leaves no sign of life behind either.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
        heartbeat = Heartbeat()
        heartbeat.start()
        try:
            with kept_ready():
                queue.run(NAME)
        except DatabaseError as error:  # Whoever supervises us starts us again.
            raise CommandError(
                f"The database does not answer: {error}. Look with: manage.py doctor"
            ) from error
        finally:
            heartbeat.stop()

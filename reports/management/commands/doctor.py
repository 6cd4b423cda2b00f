"""``manage.py doctor``: what is missing on this machine, and what to type."""

import ctypes.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from quiz.models import Edition
from reports.fonts import are_made
from reports.models import Printing
from reports.printing import workers_alive

FREE_MB = 200  # As the readiness address has it.
MEGABYTE = 1 << 20
LONG_QUEUE = 100

LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something missing, and the line that mends it."""

    problem: str
    mend: str


class Command(BaseCommand):
    help = "Checks that everything Rolewise needs is here, and says what to do where it isn't."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        complaints = 0
        for name, examine in EXAMINATIONS.items():
            found = list(examine())
            complaints += len(found)
            self.stdout.write(f"{'ok     ' if not found else 'missing'}  {name}")
            for complaint in found:
                self.stdout.write(f"         {complaint.problem}\n         -> {complaint.mend}")
        if complaints:
            sys.exit(1)


def examine_libraries() -> Iterator[Complaint]:
    missing = [package for library, package in LIBRARIES.items() if not ctypes.util.find_library(library)]
    if missing:
        yield Complaint(
            f"The PDF renderer lacks {', '.join(missing)}.",
            f"sudo apt-get install {' '.join(missing)}   (macOS: brew install pango)",
        )


def examine_data_folder() -> Iterator[Complaint]:
    if not os.access(settings.DATA_DIR, os.W_OK):
        yield Complaint(f"{settings.DATA_DIR} can't be written.", "Set DATA_DIR to a folder that can be.")


def examine_disk() -> Iterator[Complaint]:
    free = shutil.disk_usage(settings.DATA_DIR).free // MEGABYTE
    if free < FREE_MB:
        yield Complaint(f"Only {free} MB are free on the disk of {settings.DATA_DIR}.", "Make room.")


def examine_worker() -> Iterator[Complaint]:
    """A worker is no must: PDFs are then made when they are asked for. A queue without one is a fault."""
    try:
        waiting, alive = Printing.objects.open().count(), workers_alive().count()
    except DatabaseError:
        yield Complaint("The queue can't be read.", "manage.py migrate")
        return
    if waiting and not alive:
        yield Complaint(f"{waiting} PDFs wait and no worker is alive to make them.", "manage.py worker")
    elif waiting > LONG_QUEUE * max(alive, 1):
        yield Complaint(f"{waiting} PDFs wait for {alive} workers.", "Start more workers: manage.py worker")


def examine_database() -> Iterator[Complaint]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Complaint(f"The database does not answer: {error}", "Check DATABASE_URL.")
        return
    if plan:
        yield Complaint(f"{len(plan)} migrations are not applied.", "manage.py migrate")


def examine_edition() -> Iterator[Complaint]:
    try:
        if not Edition.objects.exists():
            yield Complaint("No edition is published.", "manage.py content load && manage.py edition publish")
    except DatabaseError:
        yield Complaint("Editions can't be read.", "manage.py migrate")


def examine_fonts() -> Iterator[Complaint]:
    if not are_made(settings.FONT_DIR):
        yield Complaint("Font files are not made yet.", "manage.py fonts")


def examine_static_files() -> Iterator[Complaint]:
    if not settings.DEBUG and not any(settings.STATIC_ROOT.glob("staticfiles*.json")):
        yield Complaint("Static files are not collected.", "manage.py collectstatic --noinput")


EXAMINATIONS: dict[str, Callable[[], Iterator[Complaint]]] = {
    "system libraries for PDF": examine_libraries,
    "data folder": examine_data_folder,
    "room on the disk": examine_disk,
    "database": examine_database,
    "published edition": examine_edition,
    "fonts": examine_fonts,
    "worker and queue": examine_worker,
    "static files": examine_static_files,
}

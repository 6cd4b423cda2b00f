"""``manage.py sittings purge | export | erase``: keeping to what respondents were told."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.editions.store import submission_of
from quiz.erasure import erase, purged
from quiz.models import Sitting
from quiz.retention import takes_of


class Command(BaseCommand):
    help = "Erases sittings whose time is over, or exports or erases one by its code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        purge = actions.add_parser(
            "purge",
            help="erase sittings untouched for longer than RETENTION_DAYS, and visits without a trace",
        )
        purge.add_argument("--days", type=int, default=settings.RETENTION_DAYS)
        purge.add_argument("--dry-run", action="store_true", help="count them only")
        for action, words in (
            ("export", "one sitting as an answers file"),
            ("erase", "one sitting and its earlier takes for good"),
        ):
            actions.add_parser(
                action, help=f"{words}; the private code that its owner hands over is asked for, or piped in"
            )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        match action:
            case "purge":
                for line in self.purge(options["days"], options["dry_run"]):
                    if options["verbosity"]:
                        self.stdout.write(line)
            case "export":
                sitting = sitting_with(read_code())
                document = submission_of(sitting).document(sitting.edition.number)
                self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            case "erase":
                erase(takes_of(sitting_with(read_code())))
                self.stdout.write("Erased.")

    def purge(self, days: int, dry_run: bool) -> Iterator[str]:
        """Erases what is overdue, and tells of it."""
        if days < 1:
            raise CommandError("--days must be 1 or more.", returncode=2)
        now = timezone.now()
        verb = "Would erase" if dry_run else "Erased"
        for over, what in (
            (Sitting.objects.untouched_since(now - timedelta(days=days)), f"untouched for {days} days"),
            (Sitting.objects.abandoned_visits(now), "that were to leave no trace"),
        ):
            yield f"{verb} {over.count() if dry_run else erase(over)} sittings {what}."
        if not dry_run:
            purged.send(sender=Sitting)


def read_code() -> str:
    """A private code from the terminal, unseen, or from a pipe: an argument would stay in shell histories."""
    return (getpass("Private code: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()


def sitting_with(code: str) -> Sitting:
    """The sitting that a code opens. Raises CommandError."""
    found = Sitting.objects.select_related("edition").with_code(code).first()
    if found is None:
        raise CommandError("No sitting has that code.", returncode=2)
    return found

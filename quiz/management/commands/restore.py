"""``manage.py restore FILE``: puts a copy back, or with ``--check`` only says whether one could."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.backup import BackupError, check, put_back


class Command(BaseCommand):
    help = "Replaces what the database holds by a copy that manage.py backup took. Run prepare after it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="FILE")
        parser.add_argument("--check", action="store_true", help="examine the copy and change nothing")
        parser.add_argument("--yes", action="store_true", help="don't ask")

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        try:
            counts = check(source)
            self.stdout.write(f"{source} is sound: {', '.join(f'{n} in {t}' for t, n in counts.items())}.")
            if options["check"]:
                return
            if not options["yes"] and asked("Replace all that the database holds now? [no/yes] ") != "yes":
                raise CommandError("Nothing was changed.", returncode=1)
            put_back(source)
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write("Restored. Now run: manage.py prepare")


def asked(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        raise CommandError(
            "Nothing was changed: nobody is there to say yes. Add --yes.", returncode=1
        ) from None

"""``manage.py backup FILE``: a copy of the database, while it is in use."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.backup import BackupError, back_up, check


class Command(BaseCommand):
    help = "Copies the database as it is at one moment, and checks the copy. The secret key is not in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="FILE", help="written anew, readable by you alone")

    def handle(self, *args: Any, target: Path, **options: Any) -> None:
        try:
            back_up(target)
            counts = check(target)
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from error
        held = ", ".join(f"{count} in {table}" for table, count in counts.items())
        self.stdout.write(
            f"{target}: {held}. It holds what people answered: keep it as safe as the database."
        )

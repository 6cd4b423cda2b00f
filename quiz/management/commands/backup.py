"""``manage.py backup FILE``: a copy of the database, while it is in use."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.backup import BackupError, back_up, check


class Command(BaseCommand):
    help = "Copies the database as it is at one moment, and checks the copy. The secret key is not in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="FILE", help="made readable by you alone")
        parser.add_argument("--replace", action="store_true", help="even if there is such a file")

    def handle(self, *args: Any, target: Path, replace: bool = False, **options: Any) -> None:
        if target.exists() and not replace:
            raise CommandError(
                f"{target} is there already. Name another file, or add --replace.", returncode=1
            )
        try:
            back_up(target)
            counts = check(target)
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from error
        held = ", ".join(f"{count} in {table}" for table, count in counts.items())
        self.stdout.write(
            f"{target}: {held}. It holds what people answered: keep it as safe as the database."
        )

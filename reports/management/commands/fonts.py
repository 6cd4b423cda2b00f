"""Makes the font faces that the site and the PDF use."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.faces import make_fonts
from reports.fonts import FAMILY


class Command(BaseCommand):
    help = "Makes the static font faces from the packaged variable font. Does nothing when they are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="make them anew, as when a file is damaged")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        made = make_fonts(settings.FONT_DIR, again=again)
        self.stdout.write(f"{FAMILY}: {'faces made' if made else 'faces are there'} in {settings.FONT_DIR}")

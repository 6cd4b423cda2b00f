"""Makes the font faces that the site and the PDF use."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.fonts import FAMILY, make_fonts


class Command(BaseCommand):
    help = "Makes the static font faces from the packaged variable font. Does nothing when they are there."

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_fonts(settings.FONT_DIR)
        self.stdout.write(f"{FAMILY}: {'faces made' if made else 'faces are there'} in {settings.FONT_DIR}")

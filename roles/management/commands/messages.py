"""``manage.py messages update``: the catalogues of the interface, in three verbs."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from roles.catalogues import compile_all, compile_pseudo, problems, update
from roles.language import ORIGINAL
from roles.pseudo import LANGUAGES, disguise


class Command(BaseCommand):
    help = "Brings the catalogues of the interface up to date, checks or compiles them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["update", "check", "compile"])
        parser.add_argument("--language", help="update this one, also if it is new")

    def handle(self, *args: Any, verb: str, language: str | None, **options: Any) -> None:
        match verb:
            case "update":
                for code in [language] if language else translated():
                    self.stdout.write(f"Updated {update(code).relative_to(settings.BASE_DIR)}")
            case "check":
                lines = [f"{code}: {problem}" for code in translated() for problem in problems(code)]
                if lines:
                    hint = "Run manage.py messages update and fill in what is empty."
                    raise CommandError("\n".join([*lines, hint]))
            case "compile":
                compile_catalogues()


def translated() -> list[str]:
    """The languages with a catalogue: all on offer but the original and the invented ones."""
    return [code for code, _name in settings.LANGUAGES if code != ORIGINAL and code not in LANGUAGES]


def compile_catalogues() -> None:
    to = settings.LOCALE_PATHS[0]
    compile_all(to)
    for code in {code for code, _name in settings.LANGUAGES} & set(LANGUAGES):
        compile_pseudo(code, partial(disguise, code), to)

"""``manage.py persona load | list``: the made-up people whose verdicts editors watch."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from quiz.models import Persona
from quiz.packs.personas import load_personas

SHIPPED = settings.BASE_DIR / "fixtures" / "personas" / "personas.json"


class Command(BaseCommand):
    help = "Adds the shipped personas if there are none, or lists those that there are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("load", help="add the shipped personas, unless there are some already")
        actions.add_parser("list", help="every persona with its number of answers")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "load":
            added = load_personas(SHIPPED)
            self.stdout.write(f"Personas: {added} added." if added else "Personas: there are some already.")
            return
        for persona in Persona.objects.all():
            self.stdout.write(f"{persona.slug}  {len(persona.answers)} answers  {persona.note}".rstrip())

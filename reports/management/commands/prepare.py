"""``manage.py prepare``: everything a server needs before it starts, in one process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from quiz.models import Edition


class Command(BaseCommand):
    help = "Brings database, fonts, languages, static files and content up to date; publishes edition 1."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("fonts", stdout=self.stdout)
        call_command("messages", "compile")
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("content", "load", stdout=self.stdout)
        call_command("persona", "load", stdout=self.stdout)
        # Once something is published, only an editor decides when the draft is.
        if not Edition.objects.exists():
            call_command("edition", "publish", note="As shipped", stdout=self.stdout)
        call_command("sittings", "purge", stdout=self.stdout)

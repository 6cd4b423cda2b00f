"""``manage.py second_factor``: who has one, and taking it from who lost theirs."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.sessions import end_sessions


class Command(BaseCommand):
    help = "Says which editors sign in with a second factor, or takes one away with --remove."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove", metavar="USERNAME", help="of who lost authenticator and recovery codes"
        )

    def handle(self, *args: Any, remove: str | None, **options: Any) -> None:
        if remove is not None:
            self.take_away(remove)
        else:
            self.tell()

    def take_away(self, name: str) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}. `manage.py second_factor` lists them.")
        if not second_factor.remove(user):
            raise CommandError(f"{name} has no second factor.")
        end_sessions(user)
        self.stdout.write(
            f"{name} is signed out everywhere, signs in with the password alone, and can set up a new one."
        )

    def tell(self) -> None:
        safe = set(TOTPDevice.objects.filter(confirmed=True).values_list("user", flat=True))
        editors = User.objects.filter(is_staff=True, is_active=True).order_by("username")
        for user in editors:
            self.stdout.write(f"{'yes' if user.pk in safe else 'no ':3}  {user.username}")
        if not editors:
            self.stdout.write("There are no editors yet: manage.py editor")

"""``manage.py editor``: the first account for the editor's desk. There is no default one."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Makes an account that may edit, publish and make further accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="asked for if left out")
        parser.add_argument(
            "--password-from-stdin",
            action="store_true",
            help="read the password from the first line of standard input, for scripts",
        )

    def handle(self, *args: Any, username: str | None, password_from_stdin: bool, **options: Any) -> None:
        if password_from_stdin:
            if not username:
                raise CommandError("With --password-from-stdin, give --username too.")
            user = named_editor(username)
            set_password(user, sys.stdin.readline().rstrip("\r\n"))
        else:
            user = named_editor(username) if username else self.ask_name()
            self.ask_password(user)
        user.save()
        self.stdout.write(f"{user.username} can log in at /admin/.")

    def ask_name(self) -> User:
        """Asks until a name can be used."""
        self.stdout.write("This makes an account for the editor's desk at /admin/.")
        while True:
            try:
                return named_editor(input("User name: ").strip())
            except EOFError:
                raise CommandError("No user name was given; no account was made.") from None
            except CommandError as refusal:
                self.stderr.write(str(refusal))

    def ask_password(self, user: User) -> None:
        """Asks until a password is strong enough and typed the same twice."""
        for text in password_validators_help_texts():
            self.stdout.write(f"  {text}")
        while True:
            try:
                password, again = getpass("Password: "), getpass("Again: ")
            except EOFError:
                raise CommandError("No password was given; no account was made.") from None
            if password != again:
                self.stderr.write("The two passwords differ; type them again.")
                continue
            try:
                return set_password(user, password)
            except CommandError as refusal:
                self.stderr.write(str(refusal))


def named_editor(username: str) -> User:
    """An account with all permissions, not saved yet. Raises CommandError on an unusable name."""
    user = User(username=username, is_staff=True, is_superuser=True)
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise CommandError("\n".join(f"User name: {message}" for message in error.messages)) from None
    return user


def set_password(user: User, password: str) -> None:
    """Raises CommandError with every reason why the password is too weak."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from None
    user.set_password(password)

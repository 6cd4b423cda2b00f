"""Passwords made of words that anybody would try here."""

import re

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

WORDS = (
    "rolewise",
    "editor",
    "desk",
    "admin",
    "author",
    "reviewer",
    "publisher",
    "password",
    "career",
    "quiz",
)
LEAST = 8  # Characters that must be left without those words.


class OwnWords:
    """Refuses a password that is mostly our name, a role at the desk or the name of the host."""

    def validate(self, password: str, user: User | None = None) -> None:
        hosts = {part for host in settings.ALLOWED_HOSTS for part in re.split(r"\W+", host) if len(part) > 3}
        words = sorted((*WORDS, *hosts), key=len, reverse=True)
        rest = re.sub("|".join(map(re.escape, words)), "", password, flags=re.IGNORECASE)
        if rest != password and len(rest) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self) -> str:
        return "Your password can’t be made mostly of the name of this site or of a role on it."

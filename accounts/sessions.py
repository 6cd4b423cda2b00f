"""Where an editor is signed in. Respondents have no session, so there are few rows to look through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.signing_in import BEGAN, SEEN, is_over


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser that an account is signed in with."""

    since: datetime
    seen: datetime  # Up to a quarter of an hour earlier than its last page.
    is_this: bool


def sessions_of(user: User, this: str | None) -> list[SignedIn]:
    """The account's sessions that still open the desk, the latest first; ``this`` is the key of one's own."""
    found = (SignedIn(moment(held[BEGAN]), moment(held[SEEN]), key == this) for key, held in held_by(user))
    return sorted(found, key=lambda session: session.since, reverse=True)


def end_sessions(user: User) -> None:
    """Signs an account out everywhere, at once."""
    Session.objects.filter(pk__in=[key for key, _ in held_by(user)]).delete()


def held_by(user: User) -> Iterator[tuple[str, dict[str, float]]]:
    """Key and contents of the sessions that a request of this account would be let in with now."""
    now, proof = time(), user.get_session_auth_hash()
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        held = session.get_decoded()
        is_theirs = held.get(SESSION_KEY) == str(user.pk) and held.get(HASH_SESSION_KEY) == proof
        if is_theirs and not is_over(held, now):
            yield session.session_key, held


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

"""Editors' sessions: how long they last, and a line in the log for each beginning, end and refusal."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse

from quiz.clients import client_address
from quiz.sweeping import round_begun

HOUR = 3600
IDLE, LONGEST = 4 * HOUR, 12 * HOUR  # Seconds: since the last page, and since signing in.
NOTED = HOUR // 4  # So often a session is written to say that it is in use; not with each page.
BEGAN, SEEN = "began", "seen"

logger = logging.getLogger("rolewise.security")


def end_old_sessions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an editor who was away for IDLE, or signed in LONGEST ago, signs in again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/") and SESSION_KEY in request.session:
            now = time()
            if is_over(request.session, now):
                logout(request)
            elif now - request.session[SEEN] > NOTED:
                request.session[SEEN] = now
        return get_response(request)

    return middleware


def is_over(session: Any, now: float) -> bool:
    """A session without these times is of before there were any."""
    return bool(now - session.get(SEEN, 0) > IDLE or now - session.get(BEGAN, 0) > LONGEST)


def listen() -> None:
    """Connects what is below to the framework's signals."""
    user_logged_in.connect(begin)
    user_logged_out.connect(tell_end)
    user_login_failed.connect(tell_refusal)
    round_begun.connect(forget_attempts)


def forget_attempts(sender: object, now: datetime, **_: object) -> None:
    """Erases attempts to sign in that count no more, and what former releases logged of them: the names that
    were typed, which may be passwords, and the addresses they came from."""
    from axes.models import AccessAttempt, AccessLog

    before = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    for kept in (AccessAttempt, AccessLog):
        old = kept.objects.filter(attempt_time__lt=before)
        if old.exists():  # Else SQLite would take the one place of a writer each minute for nothing.
            old.delete()


def begin(sender: object, request: HttpRequest, user: User, **_: object) -> None:
    request.session[BEGAN] = request.session[SEEN] = time()
    logger.info("account %s signed in from %s", user.pk, client_address(request))


def tell_end(sender: object, request: HttpRequest, user: User | None, **_: object) -> None:
    logger.info("account %s signed out from %s", user.pk if user else "?", client_address(request))


def tell_refusal(sender: object, request: HttpRequest | None = None, **_: object) -> None:
    """Says nothing of what was typed: people type passwords into the field for the name."""
    logger.warning("sign-in refused from %s", client_address(request) if request else "?")

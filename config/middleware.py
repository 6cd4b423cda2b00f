"""Headers that every answer carries."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

RETRY_SECONDS = 30

logger = logging.getLogger(__name__)

# Django sets some of these too, but not on what is answered before it is asked: probes and metrics.
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # Where the address is a secret, see below.
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The rest of it opens a sitting or a report to whoever knows it.
SECRET = re.compile(r"/(?:resume|shared)/[^/]")
# Resume and share addresses hold secrets, and so does a redirect that mends one (a slash, https). Of the
# desk's pages Django leaves those that change a password to caches.
PRIVATE = ("/resume", "/shared", "/admin")


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: nothing is loaded from elsewhere, no page can be framed, no cache keeps a private code."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_secret(request.path):  # Not even our own pages are told it as a referrer, whatever the answer.
            response.headers["Referrer-Policy"] = "strict-origin"
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(PRIVATE):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def is_secret(path: str) -> bool:
    """Whether an address opens something to whoever knows it."""
    return SECRET.match(path) is not None


def explain_refusals(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address that doesn't take what it was asked says so; Django's own answer is empty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    return middleware


class DatabaseTrouble:
    """Middleware: a full disk, a read-only or an absent database is told as what it is, and may be tried
    again: a page that says so, 503, and one line in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("the database refuses: %s", exception)
        # Without the request: its session and its user would be asked of the same database.
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response

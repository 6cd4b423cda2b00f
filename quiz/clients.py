"""Whose request it is, for those who guess passwords or start quizzes without end."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that connected to us, or to our proxy if there is one.

    A proxy appends the address that it saw to X-Forwarded-For, so only the last entry is its word;
    those before it are the client's own and may be forged.
    """
    remote: str = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return remote
    seen_by_proxy = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return seen_by_proxy if is_address(seen_by_proxy) else remote


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

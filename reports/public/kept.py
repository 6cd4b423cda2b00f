"""Public pages, made once in a process for each edition, address, language and day, and told apart by ETag.

Only what is the same for everybody is kept: a page that sets a cookie, asks for a token or isn't whole is
answered and forgotten.
"""

import gzip
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from quiz.keeping import Kept
from roles.language import get_language

MOST = 1_024  # Some 12 kB each, compressed.
LONGEST_QUERY = 200  # Characters; what is longer was made up to fill the memory.


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page, compressed; ``etag`` is weak, since the same page is also answered uncompressed."""

    compressed: bytes
    content_type: str
    etag: str


pages: Kept[PublicPage] = Kept(MOST)


def key_of(request: HttpRequest, digest: str) -> tuple[object, ...]:
    """Everything that a public page is made of; ``digest`` is the newest edition's."""
    address = (request.scheme, request.get_host(), request.get_full_path(), get_script_prefix())
    return (digest, get_language(), *address, timezone.localdate(), settings.STALE_AFTER_DAYS)


def may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer is whole and the same for everybody."""
    asked_for_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return response.status_code == 200 and not response.cookies and not asked_for_token


def may_remember(request: HttpRequest) -> bool:
    """Whether its address is one that people ask for again. In DEBUG templates may change meanwhile."""
    return not settings.DEBUG and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY


def page_from(response: HttpResponse) -> PublicPage:
    """The page of an answer, rendered now if it isn't yet."""
    body = response.content
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return PublicPage(gzip.compress(body, 6, mtime=0), response.headers["Content-Type"], etag)


def answered_by(request: HttpRequest, page: PublicPage) -> HttpResponse:
    """The page as this browser takes it, or 304 if it has the page."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.compressed, page.content_type, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(page.compressed), page.content_type)
    response.headers["ETag"] = page.etag
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Cache-Control"] = "no-cache"  # Keep it, but ask: tomorrow's edition may differ.
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
    conditional = get_conditional_response(request, page.etag, response=response)
    return conditional if isinstance(conditional, HttpResponse) else response


def rendered(response: HttpResponse) -> HttpResponse:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response

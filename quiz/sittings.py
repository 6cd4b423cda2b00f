"""Which sitting a browser holds. The private code travels in a cookie and never in an address."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from quiz.erasure import erase
from quiz.models import Sitting
from quiz.retention import takes_of
from quiz.statements import find_answered, find_for_page, find_sitting

SECONDS_A_DAY = 86_400


class OtherSitting(Http404):
    """A form of one sitting was sent by a browser that holds another one by now."""


class NothingShared(Http404):
    """A share link that is wrong, expired, revoked, or whose result was deleted: nobody is told which."""


def sitting_of(request: HttpRequest) -> Sitting:
    """The sitting whose code the request's cookie holds, with its edition, in one query.

    Raises Http404, the same one for no code, an unknown, a foreign and a deleted one; and OtherSitting.
    """
    return meant_by(request, sitting_with(code_of(request)))


def page_sitting_of(request: HttpRequest) -> Sitting:
    """The same, having read only what a page of questions needs to know."""
    code = code_of(request)
    return meant_by(request, in_time(find_for_page(code)) if code else None)


def answered_sitting_of(request: HttpRequest) -> tuple[Sitting, dict[str, str]]:
    """The same with the stored answers by item slug, all in one query."""
    code = code_of(request)
    found, stored = (find_answered(code) if code else None) or (None, {})
    return meant_by(request, in_time(found)), stored


def meant_by(request: HttpRequest, found: Sitting | None) -> Sitting:
    """The sitting, if there is one and a posted form doesn't name another."""
    if found is None:
        raise Http404
    if request.POST.get("sitting", found.mark) != found.mark:
        raise OtherSitting
    return found


def sitting_with(code: str) -> Sitting | None:
    """The sitting that ``code`` opens. The edition comes without its document, which is large."""
    return in_time(find_sitting(code)) if code else None


def in_time(found: Sitting | None) -> Sitting | None:
    """The sitting. One that leaves no trace and whose time is over opens nothing: it is erased here, if
    not before."""
    if found and found.leaves_no_trace and found.visit_ends_at <= (now := timezone.now()):
        erase(takes_of(found).abandoned_visits(now))  # Asked again: an answer may have come meanwhile.
        return None
    return found


def code_of(request: HttpRequest) -> str:
    """The private code in the request's cookie, "" if there is none."""
    return request.COOKIES.get(settings.SITTING_COOKIE_NAME, "")


def remember(response: HttpResponse, code: str, *, leaves_no_trace: bool = False) -> HttpResponse:
    """The response, telling the browser to keep the code as long as answers given now are kept.

    It is told at the start and again at the finish. Without a trace it is until the browser is closed.
    """
    response.set_cookie(
        settings.SITTING_COOKIE_NAME,
        code,
        max_age=None if leaves_no_trace else settings.RETENTION_DAYS * SECONDS_A_DAY,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def end_held(request: HttpRequest, *, taken: Sitting | None = None) -> None:
    """Ends the visit without a trace that this browser holds, before its cookie goes to another sitting,
    ``taken``: nobody else has its code."""
    held = sitting_with(code_of(request))
    if held and held.leaves_no_trace and held != taken:
        erase(takes_of(held))


def forget(response: HttpResponse) -> None:
    """Takes the code from the browser."""
    response.delete_cookie(settings.SITTING_COOKIE_NAME, samesite="Lax")

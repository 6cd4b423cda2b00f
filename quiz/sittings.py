"""Which sitting a browser holds. The private code travels in a cookie and never in an address."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from quiz.models import Sitting

SECONDS_A_DAY = 86_400


def sitting_of(request: HttpRequest) -> Sitting:
    """The sitting whose code the request's cookie holds, with its edition, in one query.

    Raises Http404, the same one for no code, an unknown, a foreign and a deleted one.
    """
    if sitting := sitting_with(code_of(request)):
        return sitting
    raise Http404


def sitting_with(code: str) -> Sitting | None:
    """The sitting that ``code`` opens. The edition comes without its document, which is large."""
    if not code:
        return None
    return Sitting.objects.with_code(code).select_related("edition").defer("edition__document").first()


def code_of(request: HttpRequest) -> str:
    """The private code in the request's cookie, "" if there is none."""
    return request.COOKIES.get(settings.SITTING_COOKIE_NAME, "")


def remember(response: HttpResponse, code: str) -> HttpResponse:
    """The response, telling the browser to keep the code as long as the answers are kept."""
    response.set_cookie(
        settings.SITTING_COOKIE_NAME,
        code,
        max_age=settings.RETENTION_DAYS * SECONDS_A_DAY,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> None:
    """Takes the code from the browser."""
    response.delete_cookie(settings.SITTING_COOKIE_NAME, samesite="Lax")

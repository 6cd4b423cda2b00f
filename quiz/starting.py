"""A limit on the quizzes that one address starts, wide enough for a lecture hall behind it.

Addresses are kept in this process' memory alone, for an hour at most, and nowhere else. So each process
counts for itself, and a new one begins anew: it keeps a script from filling the disk, and no more.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from http import HTTPStatus
from math import ceil
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from quiz.clients import client_address
from quiz.pace import Pace, network_of

HOUR = 3600.0  # Seconds.

View = TypeVar("View", bound=Callable[..., HttpResponse])


def paced(view: View) -> View:
    """The view, for as many starts in an hour as the settings give an address; then a page that says when."""

    @wraps(view)
    def within_limits(request: HttpRequest, *args: Any) -> HttpResponse:
        if request.method == "POST" and settings.STARTS_PER_HOUR:
            who = network_of(client_address(request))
            if who and (seconds := pace(settings.STARTS_PER_HOUR).wait(who)):
                return too_many(request, seconds)
        return view(request, *args)

    return cast(View, within_limits)


@lru_cache
def pace(most: int) -> Pace:
    """What this process counts by."""
    return Pace(most, HOUR)


def too_many(request: HttpRequest, seconds: float) -> HttpResponse:
    return TemplateResponse(
        request,
        "quiz/too_many.html",
        {"minutes": ceil(seconds / 60)},
        status=HTTPStatus.TOO_MANY_REQUESTS,
        headers={"Retry-After": str(ceil(seconds))},
    )

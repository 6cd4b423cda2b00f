"""Whose result a request asks for."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quiz.models import Sitting
from quiz.sittings import sitting_of
from quiz.views.context import never_kept

UNFINISHED = "quiz:check"


def of_finished_sitting(
    view: Callable[[HttpRequest, Sitting], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Hands the browser's finished sitting to a view; an unfinished one goes back to the quiz.

    Raises Http404 without a sitting. Nobody on the way keeps the answer.
    """

    @never_kept
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        sitting = sitting_of(request)
        return view(request, sitting) if sitting.finished_at else redirect(UNFINISHED)

    return page

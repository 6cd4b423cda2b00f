"""What somebody is told whose request opens nothing here: what happened, and what to do."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.defaults import page_not_found

from quiz.sittings import NothingShared, OtherSitting


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for Http404, and for those of its kind that can say more."""
    if isinstance(exception, OtherSitting):
        return TemplateResponse(request, "quiz/other_sitting.html", status=HTTPStatus.CONFLICT)
    if isinstance(exception, NothingShared):
        return TemplateResponse(request, "reports/share/nothing.html", status=HTTPStatus.NOT_FOUND)
    return page_not_found(request, exception)

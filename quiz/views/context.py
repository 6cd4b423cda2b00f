"""What several pages of the quiz show."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.models import Sitting
from quiz.paging import about_minutes
from quiz.pathway import USUALLY_ENOUGH
from quiz.scoring.stopping import FIRST_OFFER
from quiz.sittings import code_of

require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


def posted_from(page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Lets only posts through. Who comes to the address otherwise, as back from choosing a language or by
    the address bar, is led to ``page``, the name of the one that holds the form."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_safe_or_post
        @wraps(view)
        def posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            response = redirect(page)
            response.headers["Cache-Control"] = NOT_KEPT
            return response

        return posted

    return guard


NOT_KEPT = "max-age=0, no-cache, no-store, must-revalidate, private"


def never_kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What ``never_cache`` says of an answer, in one header that is written once."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = NOT_KEPT
        return response

    return page


def offered(content: EditionContent) -> dict[str, object]:
    """What the two ways through the quiz ask."""
    items = content.items.values()
    return {
        "items": len(items),
        "minutes": about_minutes(items),
        "fewest": FIRST_OFFER,
        "usually": USUALLY_ENOUGH,
        "has_short_way": len(items) > USUALLY_ENOUGH,
    }


def personal_context(request: HttpRequest, sitting: Sitting) -> dict[str, object]:
    """What every personal page shows: the edition, and how the sitting is come back to or ended."""
    return {"sitting": sitting, "edition": sitting.edition, "retention_days": settings.RETENTION_DAYS} | (
        {} if sitting.leaves_no_trace else private_code(request)
    )


def private_code(request: HttpRequest) -> dict[str, object]:
    """The code that opens the sitting elsewhere, and the link that carries it."""
    code = code_of(request)
    return {
        "code": code,
        "resume_url": request.build_absolute_uri(reverse("quiz:resume_link", args=[code])),
    }


def already_finished(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """A finished sitting takes nothing in; a late form is told so and nothing of it is kept."""
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    context = personal_context(request, sitting) | offered(content_of(sitting.edition))
    return TemplateResponse(request, "quiz/finished.html", context, status=status)

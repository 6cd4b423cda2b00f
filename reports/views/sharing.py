"""Share links: made, listed and revoked by the owner of a result; opened by whoever is sent one.

The secret of a link is in the address only until its page is opened: the button trades it for a
cookie that shows this one report and opens nothing else.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quiz.models import ShareLink, Sitting
from quiz.models.share import TooManyLinks
from quiz.sittings import NothingShared, sitting_of
from quiz.views.context import personal_context, posted_from, require_safe_or_post
from reports.charts.palette import PALETTE
from reports.shared import shared_report
from reports.sharing_form import ShareForm
from reports.views.visit import UNFINISHED

SHOWN_SECONDS = 60  # A new link's address, unless its page was shown before.


@never_cache
@require_safe_or_post
def links(request: HttpRequest) -> HttpResponse:
    """The owner's links; posting makes one, whose address is shown once."""
    sitting = sitting_of(request)
    if not sitting.finished_at:
        return redirect(UNFINISHED)
    if sitting.leaves_no_trace:
        return TemplateResponse(request, "reports/share/none.html", personal_context(request, sitting))
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        names=bool(sitting.about.get("name")),
        says_more=bool(sitting.must_haves or sitting.about.keys() - {"name"}),
    )
    if form.is_valid():
        try:
            return show_once(make_link(sitting, form))
        except TooManyLinks:
            form.refuse_more()
    return links_page(request, sitting, form)


def show_once(token: str) -> HttpResponse:
    """Back to the page, which shows the new link: a reload of that makes no second one."""
    response = redirect("reports:share")
    response.set_cookie(
        settings.NEW_LINK_COOKIE_NAME,
        token,
        max_age=SHOWN_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def links_page(request: HttpRequest, sitting: Sitting, form: ShareForm) -> HttpResponse:
    """The links, numbered in the order in which they were made, and once the address of a new one."""
    now = timezone.now()
    context = personal_context(request, sitting) | {
        "form": form,
        "made": new_link_of(request, sitting),
        "links": sitting.share_links.live(now).numbered(),
        "ended": sitting.share_links.ended(now).numbered(),
    }
    response = TemplateResponse(request, "reports/share/links.html", context)
    if settings.NEW_LINK_COOKIE_NAME in request.COOKIES:
        response.delete_cookie(settings.NEW_LINK_COOKIE_NAME, samesite="Lax")
    return response


@never_cache
@posted_from("reports:share")
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Ends a link at once, however often it is posted."""
    link = get_object_or_404(sitting_of(request).share_links, pk=number)
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    return redirect("reports:share")


@never_cache
@require_safe_or_post
def shared_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link that was sent: opening it tells nothing, its button trades the token for a cookie."""
    if request.method != "POST":
        return TemplateResponse(request, "reports/share/open.html")
    link_with(token)
    response = redirect("reports:shared")
    response.set_cookie(
        settings.SHARED_COOKIE_NAME, token, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response


@never_cache
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """The report behind the link that this browser has opened, for reading."""
    link = link_with(request.COOKIES.get(settings.SHARED_COOKIE_NAME, ""))
    context = {"report": shared_report(link), "palette": PALETTE, "linked": True, "link": link}
    return TemplateResponse(request, "reports/share/shared.html", context)


def link_with(token: str) -> ShareLink:
    """The live link with this token. Raises NothingShared, after the same one query, for any other."""
    found = (
        ShareLink.objects.live(timezone.now())
        .with_token(token)
        .select_related("sitting__edition")
        .defer("sitting__edition__document")
        .first()
    )
    if found is None:
        raise NothingShared
    return found


def make_link(sitting: Sitting, form: ShareForm) -> str:
    """The token of a new link. Raises TooManyLinks."""
    return ShareLink.objects.make(
        sitting,
        form.cleaned_data["days"],
        timezone.now(),
        shows_name=form.shows("name"),
        shows_about=form.shows("about"),
    )


def new_link_of(request: HttpRequest, sitting: Sitting) -> str:
    """The address of the link that was made a moment ago, "" if there is none, or it is somebody else's."""
    token = request.COOKIES.get(settings.NEW_LINK_COOKIE_NAME, "")
    if not token or not sitting.share_links.live(timezone.now()).with_token(token).exists():
        return ""
    return request.build_absolute_uri(reverse("reports:shared_link", args=[token]))

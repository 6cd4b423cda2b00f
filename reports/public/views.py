"""Public pages: they read the newest edition, ask the database nothing else, and know no visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from itertools import combinations
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.models import Edition
from quiz.statements import newest_edition
from reports.branding import look_of
from reports.public import kept
from reports.public.directory import directory_of
from reports.public.method import method_of
from reports.public.pairs import near_pairs, pairs_along
from reports.public.role_page import role_page_of
from reports.public.source_list import source_list
from reports.public.structured import occupation_of
from reports.public.versus import versus_of


@dataclass(frozen=True, slots=True)
class Published:
    """The edition in use and what it says."""

    edition: Edition
    content: EditionContent


@dataclass(frozen=True, slots=True)
class Social:
    """What is said of a page where its address is shared."""

    title: str | Promise
    description: str | Promise


SOCIAL = {
    "public/roles.html": Social(
        _("Roles in software"),
        _("What people in each role do, what they need to know, what they earn and where they can go next."),
    ),
    "public/compare.html": Social(
        _("Compare two roles"),
        _("Put any two software roles side by side: work, skills, tools, pay and where they lead."),
    ),
    "public/method.html": Social(
        _("How this is worked out"),
        _("How the quiz measures preferences and skills, and what it may not be used for."),
    ),
    "public/sources.html": Social(
        _("Sources"), _("Every source behind the roles, figures and career steps, with its licence.")
    ),
}

PublishedView = Callable[..., HttpResponse]


def of_newest_edition(view: PublishedView) -> Callable[..., HttpResponse]:
    """Hands the newest edition to a view; without one, says what the operator must do.

    A page that was made before is answered as it was made, and a browser that has it is told so. Pages
    are compressed, a seventh of the bytes: they hold nothing secret to leak by their length.
    """

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, **slugs: str) -> HttpResponse:
        # The document is read once per process by content_of and is large: not with every request.
        edition = newest_edition()
        if edition is None:
            return TemplateResponse(request, "public/no_edition.html", status=503)
        key = kept.key_of(request, edition.digest)
        if (found := kept.pages.find(key)) is None:
            response = kept.rendered(view(request, Published(edition, content_of(edition)), **slugs))
            if not kept.may_keep(request, response):
                return response
            found = kept.page_from(response)
            if kept.may_remember(request):
                kept.pages.keep(key, found)
        return kept.answered_by(request, found)

    return page


@of_newest_edition
def roles(request: HttpRequest, published: Published) -> HttpResponse:
    directory = directory_of(published.content, request.GET.dict())
    return answer(request, published, "public/roles.html", directory=directory)


@of_newest_edition
def role(request: HttpRequest, published: Published, slug: str) -> HttpResponse:
    if slug not in published.content.roles:
        raise Http404("No such role.")
    page = role_page_of(published.content, slug, timezone.localdate(), settings.STALE_AFTER_DAYS)
    here = request.build_absolute_uri(request.path)
    return answer(
        request,
        published,
        "public/role.html",
        page=page,
        social=Social(page.role.name, page.role.summary),
        structured=occupation_of(published.content, page.role, here),
    )


@of_newest_edition
def compare(request: HttpRequest, published: Published) -> HttpResponse:
    """The chooser; two chosen roles lead on to their page."""
    known = published.content.roles
    first, second = request.GET.get("a", ""), request.GET.get("b", "")
    if first in known and second in known and first != second:
        return redirect(versus_address(first, second))
    return answer(
        request,
        published,
        "public/compare.html",
        scored=published.content.scored_roles,
        on_paths=tuple(role for role in known.values() if not role.is_scored),
        chosen=(first, second),
        is_same=first in known and first == second,
        pairs=near_pairs(published.content),
    )


@of_newest_edition
def versus(request: HttpRequest, published: Published, first: str, second: str) -> HttpResponse:
    if first not in published.content.roles or second not in published.content.roles:
        raise Http404("No such pair of roles.")
    if first == second:
        return redirect("public:role", first, permanent=True)
    if first > second:
        return redirect(versus_address(first, second), permanent=True)
    page = versus_of(published.content, first, second)
    says = gettext("Work, skills, tools, pay, paths, and which of the two to choose.")
    return answer(request, published, "public/versus.html", page=page, social=Social(page.name, says))


@of_newest_edition
def method(request: HttpRequest, published: Published) -> HttpResponse:
    return answer(request, published, "public/method.html", method=method_of(published.content))


@of_newest_edition
def sources(request: HttpRequest, published: Published) -> HttpResponse:
    return answer(request, published, "public/sources.html", sources=source_list(published.content))


@of_newest_edition
def sitemap(request: HttpRequest, published: Published) -> HttpResponse:
    """Every public address but the pairs that nobody is likely to ask for: those of two roles of which
    one stands on paths only, and which are no step apart. Their pages say least."""
    content = published.content
    scored = {tuple(sorted((one.slug, other.slug))) for one, other in combinations(content.scored_roles, 2)}
    near = {(pair.first.slug, pair.second.slug) for pair in pairs_along(content)}
    paths = [
        "/",
        *(reverse(f"public:{name}") for name in ("roles", "compare", "method", "sources")),
        *(reverse("public:role", args=[slug]) for slug in content.roles),
        *(versus_address(*pair) for pair in sorted(scored | near)),
    ]
    context = {
        "addresses": [request.build_absolute_uri(path) for path in paths],
        "changed": published.edition.published_at.date().isoformat(),
    }
    return TemplateResponse(request, "public/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Personal addresses are nobody's to index."""
    context = {"sitemap": request.build_absolute_uri(reverse("public:sitemap"))}
    return TemplateResponse(request, "public/robots.txt", context, content_type="text/plain")


def versus_address(one: str, other: str) -> str:
    """The address of a pair in its canonical, alphabetical order."""
    return reverse("public:versus", args=sorted((one, other)))


def answer(request: HttpRequest, published: Published, template: str, **context: Any) -> HttpResponse:
    """A page with the edition it speaks of, its canonical address, and what a shared link says of it."""
    canonical = request.build_absolute_uri(request.path)
    own: dict[str, Any] = {
        "edition": published.edition,
        "canonical": canonical,
        "social": SOCIAL.get(template),
    }
    own["brand"] = look_of(published.edition.digest)  # Looked up already: no query of its own.
    return TemplateResponse(request, template, own | context)

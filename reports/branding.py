"""The look of the newest edition, on every page: its style sheet and its logo have addresses of their own,
since the content security policy allows no style inside a page."""

import base64
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from quiz.editions.store import content_by_digest
from quiz.models import Edition
from quiz.statements import newest_digest
from roles.brand import Brand

FOR_EVER = "public, max-age=31536000, immutable"  # An edition never changes, and its digest is the address.


@dataclass(frozen=True, slots=True)
class SiteBrand:
    """A look, and the addresses of its style sheet and its logo; "" for what it hasn't."""

    brand: Brand
    style: str
    logo: str


def site_brand(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``brand``, None for our own look. It is looked up where a page asks for it."""
    return {"brand": SimpleLazyObject(newest_brand)}


def newest_brand() -> SiteBrand | None:
    """The look of the newest edition, in one short query."""
    digest = newest_digest()
    return look_of(digest) if digest else None


def look_of(digest: str) -> SiteBrand | None:
    """The look of an edition, without a query once its content has been read."""
    brand = content_by_digest(digest).brand
    if brand is None:
        return None
    style_address = reverse("brand_style", args=[digest]) if brand.accent else ""
    return SiteBrand(brand, style_address, reverse("brand_logo", args=[digest]) if brand.logo else "")


@require_safe
def style(request: HttpRequest, digest: str) -> HttpResponse:
    return kept(brand_of(digest).stylesheet.encode(), "text/css; charset=utf-8")


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    picture = brand_of(digest).logo
    if not picture:
        raise Http404
    return kept(base64.b64decode(picture), "image/png")


def brand_of(digest: str) -> Brand:
    """Raises Http404 where no edition has the digest, or it has no look of its own."""
    if not Edition.objects.filter(digest=digest).exists():
        raise Http404
    brand = content_by_digest(digest).brand
    if brand is None:
        raise Http404
    return brand


def kept(raw: bytes, content_type: str) -> HttpResponse:
    return HttpResponse(raw, content_type=content_type, headers={"Cache-Control": FOR_EVER})

"""The order of the questions on one page: moved by dragging, by keys or by writing another place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.models import Item
from quiz.paging import PAGE_SIZE

LONGEST = 10  # Digits: Python refuses to read thousands.


@dataclass(frozen=True, slots=True)
class Placed:
    """A question at its place, counted from 1, with what was typed and why that is none."""

    item: Item
    place: int
    typed: str
    refusal: str
    begins_page: int  # The number of the page that begins here, 0 within one.


def order_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Shows the questions in their order; on POST puts them into another."""
    if not request.user.has_perm("quiz.view_item"):
        raise PermissionDenied
    may_save = request.user.has_perm("quiz.change_item")
    if request.method == "POST":
        if not may_save:
            raise PermissionDenied
        return save(request, site)
    return answer(request, site, list(Item.objects.all()), may_save=may_save)


@transaction.atomic
def save(request: HttpRequest, site: AdminSite) -> HttpResponse:
    list(Item.objects.select_for_update().order_by("pk"))
    items = list(Item.objects.all())  # Rows that were waited for come locked in the order they had before.
    if request.POST.get("seen") != carried(items):
        messages.error(
            request,
            _("Somebody else changed the order since you opened the page. Nothing was saved: look again."),
        )
        return answer(request, site, items, may_save=True, typed=wishes(request.POST))
    typed = {
        item.pk: request.POST.get(f"place-{item.pk}", str(place)).strip()
        for place, item in enumerate(items, 1)
    }
    if any(refusal(each, len(items)) for each in typed.values()):
        messages.error(request, _("Nothing was saved: a place below can’t be read."))
        return answer(request, site, items, may_save=True, typed=wishes(request.POST))
    count = renumber(in_order(items, {pk: int(place) for pk, place in typed.items()}))
    messages.success(request, saved_words(count))
    return HttpResponseRedirect(reverse("admin:quiz_item_order"))


def refusal(typed: str, count: int) -> str:
    """Why a place can't be taken, or ""."""
    if typed.isdecimal() and len(typed) <= LONGEST and 1 <= int(typed) <= count:
        return ""
    return _("Write a whole number from 1 to %(count)d.") % {"count": count}


def in_order(items: Sequence[Item], wanted: Mapping[int, int]) -> list[Item]:
    """The questions with those that were given another place put there: the others make room."""

    def key(place: int, item: Item) -> tuple[float, int]:
        at = wanted[item.pk]
        return at + (0.5 if at > place else -0.5 if at < place else 0), place

    placed = sorted((key(place, item), item.pk, item) for place, item in enumerate(items, 1))
    return [item for _key, _pk, item in placed]


def renumber(items: Iterable[Item]) -> int:
    """Stores each place that is another than before; how many."""
    moved = [(place, item) for place, item in enumerate(items, 1) if item.position != place]
    for place, item in moved:
        item.position = place
        item.save()
    return len(moved)


def saved_words(count: int) -> str:
    if not count:
        return _("The order is as it was, so nothing was saved.")
    said = ngettext(
        "%(n)d question has another place in the draft.",
        "%(n)d questions have another place in the draft.",
        count,
    )
    return said % {"n": count}


def carried(items: Iterable[Item]) -> str:
    """An order, for a page to carry along."""
    return ",".join(str(item.pk) for item in items)


def wishes(posted: Mapping[str, str]) -> dict[str, str]:
    """The places that were typed in and are other than what the page showed, by field."""
    shown = {f"place-{pk}": str(place) for place, pk in enumerate(posted.get("seen", "").split(","), 1)}
    return {name: typed for name, typed in posted.items() if name in shown and typed.strip() != shown[name]}


def answer(
    request: HttpRequest,
    site: AdminSite,
    items: list[Item],
    *,
    may_save: bool,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = site.each_context(request) | {
        "title": _("The order of the questions"),
        "opts": Item._meta,
        "rows": [placed(place, item, len(items), typed or {}) for place, item in enumerate(items, 1)],
        "seen": carried(items),
        "per_page": PAGE_SIZE,
        "may_save": may_save,
    }
    return TemplateResponse(request, "admin/quiz/item/order.html", context)


def placed(place: int, item: Item, count: int, typed: Mapping[str, str]) -> Placed:
    wanted = typed.get(f"place-{item.pk}", str(place)).strip()
    page = (place - 1) // PAGE_SIZE + 1 if (place - 1) % PAGE_SIZE == 0 else 0
    return Placed(item, place, wanted, refusal(wanted, count), page)

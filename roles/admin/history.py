"""Who changed which field when, in words, with a way to put it back."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin, site
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.history.put_back import PutBack, Refused, at_hand, put_back, put_back_plan
from roles.history.values import key_of
from roles.history.words import field_words, kind_words
from roles.models.change import Change, ChangeQuerySet

ACTS = 20  # On a page.
ROWS = 60  # Of one act on a page of a row; a release that is taken in has thousands.


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field before and after, in words."""

    name: str
    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of an act, with the fields that differ."""

    change: Change
    kind: str
    fields: tuple[FieldLine, ...]
    may_put_back: bool

    @property
    def is_one_field(self) -> bool:
        """Whether the row's only field says all there is to put back."""
        return self.change.action == Change.Action.CHANGED and len(self.fields) == 1


@dataclass(frozen=True, slots=True)
class ActLines:
    """What one person saved at once."""

    first: Change
    rows: tuple[RowLine, ...]
    more: int


class KeepsHistory(ModelAdmin):
    """An admin whose history tells of fields, and of the rows that belong to its own."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        asks = kwargs.get("add") or self.has_change_permission(request, kwargs.get("obj"))
        return super().render_change_form(request, context | {"asks_because": asks}, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        model, key = self.opts.label_lower, key_of(row)
        changes = Change.objects.of_row(model, Change.objects.former_names(model, key))
        told = {"title": _("History: %(row)s") % {"row": row}, "opts": self.opts, "original": row}
        return history_page(request, self.admin_site, changes, told)


def history_urls(admin_site: AdminSite) -> list[URLPattern]:
    """The history of the whole draft, and putting back."""
    view = admin_site.admin_view
    return [
        path("changes/", view(changes_page), name="changes"),
        path("changes/<int:pk>/", view(put_back_page), name="put_back"),
    ]


@require_safe
def changes_page(request: HttpRequest) -> HttpResponse:
    """The latest changes of all rows: what is gone has no page of its own to look on."""
    if not request.user.has_perm("roles.view_role"):
        raise PermissionDenied
    told = {"title": _("Latest changes"), "opts": apps.get_model("roles", "role")._meta}
    return history_page(request, site, Change.objects.all(), told)


def history_page(
    request: HttpRequest, admin_site: AdminSite, changes: ChangeQuerySet, told: dict[str, Any]
) -> HttpResponse:
    acts = changes.order_by().values("act").annotate(last=Max("pk"), rows=Count("pk")).order_by("-last")
    page = Paginator(acts, ACTS).get_page(request.GET.get("page"))
    context = (
        admin_site.each_context(request) | told | {"page": page, "acts": acts_of(request, changes, page)}
    )
    return TemplateResponse(request, "admin/roles/history.html", context)


def acts_of(request: HttpRequest, changes: ChangeQuerySet, page: "Page[Any]") -> list[ActLines]:
    """The acts of a page, newest first, in one query; of a large act the first rows and a count."""
    counts = {act["act"]: act["rows"] for act in page}
    places = {key: place for place, key in enumerate(counts)}
    number = Window(RowNumber(), partition_by="act", order_by="pk")
    first = changes.filter(act__in=list(counts)).annotate(number=number).filter(number__lte=ROWS)
    found = sorted(first.order_by("pk"), key=lambda change: places[change.act])
    acts = []
    for act, group in groupby(found, key=lambda change: change.act):
        rows = tuple(group)
        shown = tuple(row_line(request, change) for change in rows)
        acts.append(ActLines(rows[0], shown, counts[act] - len(shown)))
    return acts


def row_line(request: HttpRequest, change: Change) -> RowLine:
    lines = tuple(
        FieldLine(each["field"], field_words(change.model, each["field"]), each["was"], each["is"])
        for each in change.fields
        if each["was"] or each["is"]
    )
    may = may_put_back(request, change) and (change.action != Change.Action.ADDED or is_of_role(change))
    return RowLine(change, kind_words(change.model), lines, may)


def is_of_role(change: Change) -> bool:
    return bool(change.owner) and change.model != "roles.role"


def may_put_back(request: HttpRequest, change: Change) -> bool:
    app, model = change.model.split(".")
    needed = {Change.Action.ADDED: "delete", Change.Action.REMOVED: "add"}.get(change.action, "change")  # type: ignore[call-overload]
    return bool(request.user.has_perm(f"{app}.{needed}_{model}"))


def put_back_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what putting back would do, and does it on POST."""
    change = get_object_or_404(Change, pk=pk)
    field = request.GET.get("field", "")
    if field and field not in {each["field"] for each in change.fields}:
        raise Http404
    if not may_put_back(request, change):
        raise PermissionDenied
    try:
        if request.method == "POST":
            put_back(change, field, request.POST.get("seen", ""))
            messages.success(request, _("Put back in the draft: %(row)s.") % {"row": change.title})
            return HttpResponseRedirect(address_of(change))
        return answer(request, change, put_back_plan(change, field), "")
    except Refused as refusal:
        return answer(request, change, replanned(change, field), str(refusal))


def replanned(change: Change, field: str) -> PutBack | None:
    """What it would do now, if it can be done."""
    try:
        return put_back_plan(change, field)
    except Refused:
        return None


def answer(request: HttpRequest, change: Change, plan: PutBack | None, refusal: str) -> HttpResponse:
    context = site.each_context(request) | {
        "title": _("Put back: %(row)s") % {"row": change.title},
        "opts": Change._meta,
        "change": change,
        "kind": kind_words(change.model),
        "plan": plan,
        "refusal": refusal,
        "back": address_of(change),
    }
    return TemplateResponse(request, "admin/roles/put_back.html", context)


def address_of(change: Change) -> str:
    """The history of the role that a row belongs to, of the row itself, or of all."""
    model, key = ("roles.role", change.owner) if change.owner else (change.model, change.key)
    row = at_hand(model, key)
    try:
        return (
            reverse(f"admin:{model.replace('.', '_')}_history", args=[row.pk])
            if row
            else reverse("admin:changes")
        )
    except NoReverseMatch:
        return reverse("admin:changes")

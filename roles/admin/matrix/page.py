"""The page of a matrix: shown, looked over, saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.admin.matrix.grid import Asks, ColumnSummary, Place, by_likeness, summaries
from roles.admin.matrix.posted import Edit, edits_of, packed, spelled, unpacked, words
from roles.admin.matrix.sheet import SHEETS, Sheet, asks_of, rated_roles, stored_rows, write
from roles.models import Role

NEIGHBOURS = 3  # As many roles as a verdict names.


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as its two inputs show it; ``was`` is what is stored."""

    name: str  # "3-7": the role and the column.
    label: str
    value: str
    weight: str
    value_was: str
    weight_was: str
    is_light: bool
    refusal: str


@dataclass(frozen=True, slots=True)
class Line:
    """One role with its cells and the keys of the roles most like it."""

    role: Role
    cells: tuple[Cell, ...]
    near: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One change in words, before it is saved."""

    role: str
    column: str
    before: str
    after: str


def matrix_page(request: HttpRequest, admin: ModelAdmin, name: str) -> HttpResponse:
    """Shows a sheet; on POST saves the cells that were changed, or says why not and keeps them all."""
    sheet = SHEETS.get(name)
    if sheet is None:
        raise Http404
    if not admin.has_view_permission(request):
        raise PermissionDenied
    may_save = may_write(request, sheet)
    if request.method != "POST":
        return answer(request, admin, sheet, may_save=may_save)
    if not may_save:
        raise PermissionDenied
    return save(request, admin, sheet)


def may_write(request: HttpRequest, sheet: Sheet) -> bool:
    model = sheet.asks._meta
    codes = (f"{model.app_label}.{action}_{model.model_name}" for action in ("add", "change", "delete"))
    return all(request.user.has_perm(code) for code in codes)


@transaction.atomic
def save(request: HttpRequest, admin: ModelAdmin, sheet: Sheet) -> HttpResponse:
    roles = rated_roles()
    columns = list(sheet.columns._default_manager.all())
    rows = stored_rows(sheet, (role.pk for role in roles), for_update=True)
    now = asks_of(sheet, rows)
    places = [(role.pk, column.pk) for role in roles for column in columns]
    edits = edits_of(sheet, request.POST, unpacked(request.POST.get("seen", "")), now, places)
    refused = [edit for edit in edits if edit.refusal]
    if refused or "review" in request.POST:
        if refused:
            messages.error(request, refusal_words(len(refused)))
        return answer(request, admin, sheet, may_save=True, edits=edits)
    for edit in edits:
        write(sheet, edit.place, edit.ask, rows)
    note(request, admin, roles, columns, edits)
    messages.success(request, saved_words(len(edits)))
    return HttpResponseRedirect(request.get_full_path())


def refusal_words(count: int) -> str:
    return ngettext(
        "%(count)d cell can’t be saved as it is. Nothing is saved yet, and nothing you typed is lost.",
        "%(count)d cells can’t be saved as they are. Nothing is saved yet, and nothing you typed is lost.",
        count,
    ) % {"count": count}


def saved_words(count: int) -> str:
    if not count:
        return _("Nothing had been changed, so nothing was saved.")
    return ngettext("%(count)d cell saved in the draft.", "%(count)d cells saved in the draft.", count) % {
        "count": count
    }


def note(
    request: HttpRequest,
    admin: ModelAdmin,
    roles: Iterable[Role],
    columns: Iterable[Any],
    edits: Iterable[Edit],
) -> None:
    """A line in the history of each role that was changed."""
    found = differences(roles, columns, edits)
    by_name = {role.name: role for role in roles}
    for name in dict.fromkeys(one.role for one in found):
        said = "; ".join(f"{d.column}: {d.before} → {d.after}" for d in found if d.role == name)
        admin.log_change(request, by_name[name], said)


def answer(
    request: HttpRequest, admin: ModelAdmin, sheet: Sheet, *, may_save: bool, edits: tuple[Edit, ...] = ()
) -> HttpResponse:
    roles = rated_roles()
    columns: list[Any] = list(sheet.columns._default_manager.all())
    now = asks_of(sheet, stored_rows(sheet, (role.pk for role in roles)))
    keys = [column.pk for column in columns]
    beside = request.GET.get("beside", "")
    order = ordered(sheet, roles, now, keys, beside)
    context = admin.admin_site.each_context(request) | {
        "title": str(sheet.title),
        "opts": admin.opts,
        "sheet": sheet,
        "sheets": SHEETS.values(),
        "columns": columns,
        "lines": lines(sheet, order, now, columns, edits, beside),
        "summaries": [shown(summary) for summary in summaries(now, keys).values()],
        "beside": next((role for role in roles if role.slug == beside), None),
        "seen": packed(now),
        "differences": differences(roles, columns, edits),
        "has_refusals": any(edit.refusal for edit in edits),
        "may_save": may_save,
        "weight_label": _("weight"),
        "address": reverse("admin:roles_role_matrix", args=[sheet.name]),
    }
    return TemplateResponse(request, "admin/roles/role/matrix.html", context)


def ordered(sheet: Sheet, roles: list[Role], asks: Asks, columns: list[int], beside: str) -> list[Role]:
    """The roles in their order, or a role and then the others by likeness to it."""
    by_key = {role.pk: role for role in roles}
    chosen = next((role.pk for role in roles if role.slug == beside), None)
    if chosen is None:
        return roles
    return [by_key[key] for key in by_likeness(asks, chosen, by_key, columns, sheet.neutral)]


def lines(
    sheet: Sheet, roles: list[Role], now: Asks, columns: list[Any], edits: Iterable[Edit], beside: str
) -> list[Line]:
    edited = {edit.place: edit for edit in edits}
    role_keys, keys = [role.pk for role in roles], [column.pk for column in columns]
    return [
        Line(
            role,
            tuple(
                cell((role.pk, column.pk), f"{role.name}, {column.name}", now, edited) for column in columns
            ),
            " ".join(map(str, by_likeness(now, role.pk, role_keys, keys, sheet.neutral)[1 : NEIGHBOURS + 1])),
            role.slug == beside,
        )
        for role in roles
    ]


def cell(place: Place, label: str, now: Asks, edited: Mapping[Place, Edit]) -> Cell:
    ask, edit = now.get(place), edited.get(place)
    was = spelled(ask)
    value, weight = edit.typed if edit else was
    return Cell(
        name=f"{place[0]}-{place[1]}",
        label=label,
        value=value,
        weight=weight,
        value_was=was[0],
        weight_was=was[1],
        is_light=ask is None or ask.weight == 0,
        refusal=edit.refusal if edit else "",
    )


def shown(summary: ColumnSummary) -> str:
    """A column in a few signs: "55 (20–90)"."""
    if summary.middle is None:
        return "–"
    return f"{summary.middle:g} ({summary.low}–{summary.high})"


def differences(roles: Iterable[Role], columns: Iterable[Any], edits: Iterable[Edit]) -> list[Difference]:
    """The edits in words, those that can't be saved among them."""
    role_names = {role.pk: role.name for role in roles}
    column_names = {column.pk: column.name for column in columns}
    return [
        Difference(
            role_names[edit.place[0]],
            column_names[edit.place[1]],
            ", ".join(filter(None, edit.before)) or words(None),
            ", ".join(filter(None, edit.typed)) or words(None),
        )
        for edit in edits
    ]

"""Conflicts with a release, settled one by one with all three texts in view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.admin.row_titles import owner_of, row_title
from quiz.editions.draft import read_draft
from quiz.editions.naming import names_of
from quiz.exchange.cells import cell_of
from quiz.models.pack import ContentConflict
from quiz.packs.conflicts import name_of_conflict
from quiz.packs.names import Name, Row
from quiz.packs.rows import model_of, stored_rows
from quiz.packs.settle import Choice, Unsettled, settle
from roles.history.words import kind_words
from roles.models import Role


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """One conflict as its form shows it; ``refusal`` says why the last try did not go through."""

    pk: int
    label: str
    then: str
    now: str
    here: str
    is_row: bool
    is_long: bool
    other: str
    refusal: str


@dataclass(frozen=True, slots=True)
class ConflictGroup:
    """The conflicts of one row."""

    title: str
    address: str
    may_settle: bool
    conflicts: tuple[OpenConflict, ...]


@admin.register(ContentConflict)
class ContentConflictAdmin(admin.ModelAdmin):
    """Whoever may change the row may settle its conflicts."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.settle_view))
        return [path("<int:pk>/settle/", view, name="quiz_contentconflict_settle"), *super().get_urls()]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("roles.view_role"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.page(request)

    def page(
        self, request: HttpRequest, refused: int = 0, refusal: str = "", other: str = ""
    ) -> HttpResponse:
        groups = tuple(open_groups(request, refused, refusal, other))
        context = self.admin_site.each_context(request) | {
            "title": _("Conflicts with the release"),
            "opts": self.opts,
            "groups": groups,
            "count": sum(len(group.conflicts) for group in groups),
        }
        return TemplateResponse(request, "admin/quiz/contentconflict/open.html", context)

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        conflict = get_object_or_404(ContentConflict, pk=pk)
        if not may_settle(request, conflict.model):
            raise PermissionDenied
        title, other = str(conflict), request.POST.get("other", "")
        if request.POST.get("choice") not in list(Choice):
            return self.page(request, pk, _("Choose what it should say."), other)
        if request.POST.get("seen") != seen_of(conflict):
            refusal = _("It was changed here since you opened this page. Look at it again, then choose.")
            return self.page(request, pk, refusal, other)
        try:
            settle(conflict, Choice(request.POST["choice"]), other)
        except Unsettled as error:
            return self.page(request, pk, str(error), other)
        self.note(request, conflict, title)
        messages.success(request, _("Settled: %(title)s.") % {"title": title})
        return HttpResponseRedirect(reverse("admin:quiz_contentconflict_changelist"))

    def note(self, request: HttpRequest, conflict: ContentConflict, title: str) -> None:
        """A line in the row's own history, if the row is there."""
        name = name_of_conflict(conflict)
        found = stored_rows(name.model).get(name)
        if found:
            row = model_of(name.model)._default_manager.get(pk=found[0])
            self.log_change(request, row, _("Settled a conflict with the release: %s") % title)


def may_settle(request: HttpRequest, label: str) -> bool:
    app, model = label.split(".")
    return bool(request.user.has_perm(f"{app}.change_{model}"))


def open_groups(request: HttpRequest, refused: int, refusal: str, other: str) -> Iterator[ConflictGroup]:
    """The pending conflicts by row, in one query for each model that has any."""
    pending = list(ContentConflict.objects.all())
    stored = {label: stored_rows(label) for label in {conflict.model for conflict in pending}}
    names = names_of(read_draft()) if pending else names_of()
    roles = dict(Role.objects.values_list("slug", "pk").order_by()) if pending else {}
    for name, found in groupby(pending, key=name_of_conflict):
        pk, here = stored[name.model].get(name, (None, None))
        yield ConflictGroup(
            f"{kind_words(name.model)}: {row_title(names, name)}",
            address_of(name, pk) or role_address(roles.get(owner_of(name))),
            may_settle(request, name.model),
            tuple(
                shown(conflict, here, *((refusal, other) if conflict.pk == refused else ("", "")))
                for conflict in found
            ),
        )


def address_of(name: Name, pk: int | None) -> str:
    """The page on which the row is edited, "" if it has none."""
    app, model = name.model.split(".")
    if pk is None or model_of(name.model) not in admin.site._registry:
        return ""
    return reverse(f"admin:{app}_{model}_change", args=[pk])


def role_address(pk: int | None) -> str:
    return "" if pk is None else reverse("admin:roles_role_change", args=[pk])


def shown(conflict: ContentConflict, here: Row | None, refusal: str, other: str) -> OpenConflict:
    mine = here if conflict.field == "" else (here or {}).get(conflict.field)
    texts = [side(conflict, value) for value in (conflict.then, conflict.now, mine)]
    return OpenConflict(
        pk=conflict.pk,
        label=label_of(conflict),
        then=texts[0],
        now=texts[1],
        here=texts[2],
        is_row=conflict.field == "",
        is_long=max(map(len, texts)) > 60,
        other=other or texts[2],
        refusal=refusal,
    )


def label_of(conflict: ContentConflict) -> str:
    if not conflict.field:
        return _("The whole row")
    try:
        field = model_of(conflict.model)._meta.get_field(conflict.field)
    except FieldDoesNotExist:
        return conflict.field
    return capfirst(str(field.verbose_name)) if isinstance(field, models.Field) else conflict.field


def side(conflict: ContentConflict, value: Any) -> str:
    """A value in words; a whole row field by field."""
    if conflict.field:
        return cell_of(value)
    return row_words(value.items()) if value else ""


def row_words(fields: Iterable[tuple[str, Any]]) -> str:
    return "; ".join(f"{field}: {cell_of(value)}" for field, value in fields if cell_of(value))


def seen_of(conflict: ContentConflict) -> str:
    """What it says here, as the form carries it along."""
    name = name_of_conflict(conflict)
    _pk, here = stored_rows(name.model).get(name, (None, None))
    return shown(conflict, here, "", "").here

"""Several names for one thing made one: every role that used any of them uses the one that stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.history.record import recording


@dataclass(frozen=True, slots=True)
class Use:
    """One role's use of a name that goes, in words; ``kept`` is what the role says of the one that stays."""

    role: str
    name: str
    words: str
    kept: str


class MergingNames(ModelAdmin):
    """For an admin of names: choose some, say which stays, see what that does, merge."""

    uses: Any  # The model of what roles say of a name.
    use_name: str  # The field of it that holds the name.
    use_words: str  # The field of it that is printed.
    actions = ["merge_names"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=gettext_lazy("Merge the chosen into one"), permissions=["merge"])
    def merge_names(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        """Asks which stays and shows what changes; merges once that is confirmed."""
        names = list(chosen.order_by("name"))
        if len(names) < 2:
            messages.warning(request, _("Choose two or more that are one and the same."))
            return None
        stays = next((name for name in names if str(name.pk) == request.POST.get("stays")), None)
        as_shown = request.POST.get("stays") == request.POST.get("shown")
        if stays is None or "merge" not in request.POST or not as_shown:
            return self.ask(request, names, stays or names[0])
        gone = [name for name in names if name != stays]
        because = _("Merged into %(stays)s") % {"stays": stays}
        with recording(reason=because):
            moved = self.merge(stays, gone)
        said = _("%(names)s became %(stays)s in %(count)d roles.") % {
            "names": ", ".join(map(str, gone)),
            "stays": stays,
            "count": moved,
        }
        self.log_change(request, stays, said)
        messages.success(request, said)
        return HttpResponseRedirect(request.get_full_path())

    @transaction.atomic
    def merge(self, stays: Model, gone: Iterable[Model]) -> int:
        """Moves what roles say of ``gone`` to ``stays``; a role that names both keeps what it says of that.

        Answers how many roles were touched.
        """
        uses, touched = self.uses._default_manager, set()
        for name in gone:
            for use in uses.filter(**{self.use_name: name}).order_by("pk"):
                touched.add(use.role_id)
                if uses.filter(role=use.role_id, **{self.use_name: stays}).exists():
                    use.delete()
                else:
                    setattr(use, self.use_name, stays)
                    use.save()
            name.delete()
        return len(touched)

    def ask(self, request: HttpRequest, names: list[Any], stays: Any) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Merge into one"),
            "opts": self.opts,
            "names": names,
            "stays": stays,
            "uses": self.found(names, stays),
            "asked": "show" in request.POST,
        }
        return TemplateResponse(request, "admin/roles/merge.html", context)

    def found(self, names: list[Any], stays: Any) -> list[Use]:
        """What roles say of the names that go."""
        uses = self.uses._default_manager.filter(**{f"{self.use_name}__in": names})
        rows = list(uses.select_related("role", self.use_name).order_by("role__name"))
        kept = {row.role_id: self.words(row) for row in rows if getattr(row, self.use_name) == stays}
        return [
            Use(row.role.name, str(getattr(row, self.use_name)), self.words(row), kept.get(row.role_id, ""))
            for row in rows
            if getattr(row, self.use_name) != stays
        ]

    def words(self, use: Model) -> str:
        return str(getattr(use, self.use_words))

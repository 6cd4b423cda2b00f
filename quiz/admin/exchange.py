"""Tables in and out: a download, and an upload or a paste that is looked over before it is saved."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.admin.titled_rows import shortened
from quiz.exchange.plan import Plan, Status, carry_out, plan
from quiz.exchange.read import LARGEST, Refused, read
from quiz.exchange.spell import as_csv, as_json
from quiz.exchange.tables import LISTED, title_of
from quiz.models.pack import ContentPack
from quiz.packs.export import place
from quiz.packs.files import BrokenContent
from quiz.packs.names import Name, Row
from quiz.packs.rows import KEYS, model_of, stored_rows

WHOLE_ROLES = "whole-roles"
OF_ROLES = ("roles.role", *(label for label in KEYS if KEYS[label][0] in ("role", "from_role")))
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def tables() -> list[tuple[str, Any]]:
    return [("", gettext_lazy("as the headings say")), *((label, title_of(label)) for label in LISTED)]


class TableForm(forms.Form):
    """What to take in: pasted or in a file, and what all its rows share."""

    kind = forms.ChoiceField(choices=tables, required=False, label=gettext_lazy("Table"))
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Paste a table"),
        widget=forms.Textarea(attrs={"rows": 12, "cols": 100, "spellcheck": "false"}),
        help_text=gettext_lazy("Copied from a spreadsheet with its line of headings, or CSV, or JSON."),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("or choose a file"),
        help_text=f"CSV or JSON in UTF-8, at most {LARGEST:,} bytes.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.json"}),
    )
    as_of = forms.CharField(
        required=False,
        label=gettext_lazy("As of, for all rows"),
        max_length=10,
        help_text=gettext_lazy("For figures without such a column: 2026, 2026-05 or 2026-05-31."),
    )
    source = forms.CharField(
        required=False,
        max_length=60,
        label=gettext_lazy("Source, for all rows"),
        help_text=gettext_lazy("Its short name, for tables without such a column."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if not file and not text.strip() and not self.errors:
            self.add_error("text", _("Paste a table or choose a file."))
        elif file and file.size > LARGEST:
            self.add_error(
                "file",
                _("This has %(size)s bytes; at most %(most)s are taken at once. Send it in parts.")
                % {"size": f"{file.size:,}", "most": f"{LARGEST:,}"},
            )
        return cleaned

    def raw(self) -> bytes:
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else str(self.cleaned_data["text"]).encode()


@dataclass(frozen=True, slots=True)
class Download:
    """One table to take away."""

    title: str
    csv: str
    json: str


@admin.register(ContentPack)
class ContentPackAdmin(admin.ModelAdmin):
    """The list of this model is the page for tables; the packs themselves are nobody's to edit."""

    def get_urls(self) -> list[Any]:
        from quiz.admin.replace import replace_page  # Asks us back which permissions a plan needs.

        view, site = self.admin_site.admin_view, self.admin_site
        own = [
            path("download/", view(self.download_view), name="quiz_contentpack_download"),
            path("replace/", view(partial(replace_page, site=site)), name="quiz_contentpack_replace"),
        ]
        return [*own, *super().get_urls()]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # Not a list among lists; linked from where tables are wanted.

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
        if request.method != "POST":
            return self.page(request, TableForm(initial=asked_for(request)))
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, form)
        sent_as = "file" if form.cleaned_data["file"] else "text"
        try:
            return self.take_in(request, form)
        except Refused as refusal:
            form.add_error(sent_as, str(refusal))
            return self.page(request, form)

    def take_in(self, request: HttpRequest, form: TableForm) -> HttpResponse:
        """Shows the difference; saves it if that is what was looked at. Raises Refused."""
        raw = form.raw()
        form.cleaned_data["file"] = None
        form.cleaned_data["text"] = raw.decode("utf-8-sig", errors="replace")
        wants_save = "save" in request.POST
        with transaction.atomic():
            found = plan(read(raw, form.cleaned_data["kind"], form_shared(form)))
            as_seen = request.POST.get("reviewed") == found.digest
            lacking = missing_permissions(request, found)
            may_leave_bad = not found.problems or request.POST.get("bad") == "leave"
            if wants_save and as_seen and may_leave_bad and not lacking:
                return self.save(request, found)
        if wants_save and not as_seen:
            messages.warning(request, _("The draft has changed since you looked at this. Look again."))
        elif wants_save and not may_leave_bad:
            messages.error(
                request, _("Nothing was saved. Mend the rows below, or say that they are to be left out.")
            )
        return self.page(request, form, found, lacking)

    def save(self, request: HttpRequest, found: Plan) -> HttpResponse:
        try:
            count = carry_out(found)
        except BrokenContent as error:
            raise Refused(" ".join(error.problems)) from error
        log(request, found)
        messages.success(request, saved_words(count, found.bad_lines))
        return HttpResponseRedirect(reverse("admin:quiz_contentpack_changelist"))

    def page(
        self,
        request: HttpRequest,
        form: TableForm,
        found: Plan | None = None,
        lacking: tuple[str, ...] = (),
    ) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Tables in and out"),
            "opts": self.opts,
            "form": form,
            "plan": found,
            "lacking": lacking,
            "new": shortened(found, Status.NEW),
            "changed": shortened(found, Status.CHANGED),
            "same": len(found.those(Status.SAME)) if found else 0,
            "text": form.cleaned_data.get("text", "") if found else "",
            "downloads": downloads(),
            "whole_roles": f"{reverse('admin:quiz_contentpack_download')}?kind={WHOLE_ROLES}&format=json",
        }
        return TemplateResponse(request, "admin/quiz/exchange/tables.html", context)

    def download_view(self, request: HttpRequest) -> HttpResponse:
        """One table, or every role with all that belongs to it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind, form = request.GET.get("kind", ""), request.GET.get("format", "")
        if form not in TYPES or (kind not in KEYS and (kind, form) != (WHOLE_ROLES, "json")):
            raise Http404
        labels = OF_ROLES if kind == WHOLE_ROLES else (kind,)
        rows = [pair for label in labels for pair in rows_of(label)]
        body = as_json(rows) if form == "json" else as_csv(kind, [row for _name, row in rows])
        name = f"rolewise-{kind.partition('.')[2] or kind}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(body, content_type=TYPES[form], headers=headers)


def form_shared(form: TableForm) -> dict[str, str]:
    """The cells that all rows share."""
    return {name: form.cleaned_data[name] for name in ("as_of", "source") if form.cleaned_data[name]}


def rows_of(label: str, chosen: set[int] | None = None) -> list[tuple[Name, Row]]:
    """The rows of a table in the order of the fixtures; only those with the ``chosen`` keys, if given."""
    stored = stored_rows(label).items()
    return sorted(((name, row) for name, (pk, row) in stored if chosen is None or pk in chosen), key=place)


def asked_for(request: HttpRequest) -> dict[str, str]:
    """A list may ask for some of its rows as a table to edit in place."""
    kind = request.GET.get("kind", "")
    chosen = {int(key) for key in request.GET.get("rows", "").split(",") if key.isdecimal()}
    if kind not in KEYS:
        return {}
    if not chosen:
        return {"kind": kind}
    rows = [row for _name, row in rows_of(kind, chosen)]
    return {"kind": kind, "text": as_csv(kind, rows, delimiter="\t")}


def downloads() -> list[Download]:
    base = reverse("admin:quiz_contentpack_download")
    return [
        Download(title_of(label), f"{base}?kind={label}&format=csv", f"{base}?kind={label}&format=json")
        for label in LISTED
    ]


def missing_permissions(request: HttpRequest, found: Plan) -> tuple[str, ...]:
    """The tables that the plan would write to and the editor may not."""
    needed = {
        (row.name.model, "add" if row.status is Status.NEW else "change") for row in found.rows if row.changes
    }
    lacking = {
        label
        for label, action in needed
        if not request.user.has_perm("{0}.{2}_{1}".format(*label.split("."), action))
    }
    return tuple(sorted(title_of(label) for label in lacking))


def log(request: HttpRequest, found: Plan) -> None:
    """A line in the history of every row that was written."""
    for label in {row.name.model for row in found.rows if row.changes}:
        stored, content_type = stored_rows(label), ContentType.objects.get_for_model(model_of(label))
        LogEntry.objects.bulk_create(
            LogEntry(
                user_id=int(request.user.pk or 0),
                content_type=content_type,
                object_id=str(stored[row.name][0]),
                object_repr=str(row.name)[:200],
                action_flag=CHANGE if row.status is Status.CHANGED else ADDITION,
                change_message=_("Taken from a table: %s") % ", ".join(c.field for c in row.changes),
            )
            for row in found.rows
            if row.changes and row.name.model == label
        )


def saved_words(count: int, left: int) -> str:
    """How much was saved, and how much was left out."""
    saved = ngettext("%(count)d row saved in the draft.", "%(count)d rows saved in the draft.", count)
    out = ngettext("%(left)d row was left out.", "%(left)d rows were left out.", left)
    said = saved % {"count": count}
    return f"{said} {out % {'left': left}}" if left else said

"""Translations of the draft: a sheet of what is missing or stale, and every row by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy

from quiz.content import EditionContent
from quiz.editions.draft import read_draft
from quiz.editions.naming import Names, names_of
from quiz.editions.texts import name_of, texts_of
from quiz.models import Translation
from quiz.phrases import faults_of
from roles.language import ORIGINAL

A_PAGE = 50  # Texts of a sheet: more don't fit into what a form may post.
LONGEST = 2_000  # Characters of a translation.
STATUSES = {"missing": "Missing", "stale": "Stale", "current": "Current", "all": "All"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A text of the draft with its translation as far as there is one; ``refusal`` is of the last try.

    ``label`` is its name in an editor's words.
    """

    name: str
    label: str
    source: str
    text: str
    status: str
    refusal: str = ""


@admin.register(Translation)
class TranslationAdmin(admin.ModelAdmin):
    """Saving a translation marks it as made from the wording of today."""

    when_empty = gettext_lazy(
        "Nothing is translated yet. Choose “Missing and stale” to translate text by text, with "
        "the original beside it."
    )
    list_display = ("text", "language", "kind", "key", "field")
    list_filter = ("language", "kind")
    search_fields = ("key", "text", "source")
    fields = ("language", "kind", "key", "field", "source", "text")
    readonly_fields = ("source",)
    change_list_template = "admin/quiz/translation/change_list.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.sheet_view)
        return [path("sheet/", view, name="quiz_translation_sheet"), *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Translation | None = None) -> tuple[str, ...]:
        return ("language", "kind", "key", "field", "source") if obj else ("source",)

    def save_model(self, request: HttpRequest, obj: Translation, form: Any, change: bool) -> None:
        obj.source = texts_of(read_draft()).get(obj.name, obj.source)
        super().save_model(request, obj, form, change)

    def sheet_view(self, request: HttpRequest) -> HttpResponse:
        """A page of texts of one language and status, each with a field to translate it in."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = read_draft()
        texts = texts_of(draft)
        refusals: Mapping[str, str] = {}
        if request.method == "POST":
            if not (self.has_change_permission(request) and self.has_add_permission(request)):
                raise PermissionDenied
            saved, refusals = save_sheet(language_of(request), texts, request.POST)
            if saved:
                messages.success(request, f"Saved {saved} translation{'' if saved == 1 else 's'}.")
            if not refusals:
                return HttpResponseRedirect(request.get_full_path())
        return TemplateResponse(
            request, "admin/quiz/translation/sheet.html", self.sheet_context(request, draft, refusals)
        )

    def sheet_context(
        self, request: HttpRequest, draft: EditionContent, refusals: Mapping[str, str]
    ) -> dict[str, Any]:
        texts, language, kind = texts_of(draft), language_of(request), request.GET.get("kind", "")
        rows = tuple(sheet_rows(names_of(draft), language, texts, request.POST, refusals))
        of_kind = [row for row in rows if row.name.startswith(kind)]
        status = request.GET.get("status") or most_urgent(of_kind)
        shown = [row for row in rows if is_shown(row, status, kind)]
        refused_first = sorted(shown, key=lambda row: not row.refusal)
        page: Page[SheetRow] = Paginator(refused_first, A_PAGE).get_page(request.GET.get("page"))
        return self.admin_site.each_context(request) | {
            "title": "Translations, missing and stale",
            "opts": self.opts,
            "languages": [pair for pair in settings.LANGUAGES if pair[0] != ORIGINAL],
            "language": language,
            "statuses": [(key, label, count(of_kind, key)) for key, label in STATUSES.items()],
            "status": status,
            "kinds": kinds_of(texts, kind),
            "kind": kind,
            "page": page,
            "may_save": self.has_change_permission(request) and self.has_add_permission(request),
        }


def language_of(request: HttpRequest) -> str:
    """The language asked for, else the first on offer that isn't the original."""
    codes = [code for code, _name in settings.LANGUAGES if code != ORIGINAL]
    asked = request.GET.get("language", "")
    return asked if asked in codes else codes[0]


def sheet_rows(
    names: Names,
    language: str,
    texts: Mapping[str, str],
    posted: Mapping[str, Any],
    refusals: Mapping[str, str],
) -> Iterable[SheetRow]:
    """Every text of the draft with its status; what was refused is kept as it was typed."""
    kept = {row.name: row for row in Translation.objects.filter(language=language)}
    for name, source in texts.items():
        row = kept.get(name)
        status = "missing" if row is None else "current" if row.source == source else "stale"
        refusal = refusals.get(name, "")
        text = str(posted.get(name, "")) if refusal else row.text if row else ""
        yield SheetRow(name, names.text(name), source, text, status, refusal)


def is_shown(row: SheetRow, status: str, kind: str) -> bool:
    return bool(row.refusal) or (status in (row.status, "all") and row.name.startswith(kind))


def most_urgent(rows: Iterable[SheetRow]) -> str:
    """The status to begin with: what is missing, then what is stale."""
    found = {row.status for row in rows}
    return next((status for status in STATUSES if status in found), "missing")


def kinds_of(texts: Mapping[str, str], chosen: str) -> list[tuple[str, str]]:
    """What a sheet may be narrowed to, with its words; a single role too, if a link led to it."""
    kinds = {kind: kind for kind in sorted({name_of(name).kind for name in texts})}
    if chosen and chosen not in kinds:
        kinds[chosen] = texts.get(f"{chosen}name", chosen)
    return list(kinds.items())


def count(rows: Iterable[SheetRow], status: str) -> int:
    return sum(status in (row.status, "all") for row in rows)


def save_sheet(
    language: str, texts: Mapping[str, str], posted: Mapping[str, Any]
) -> tuple[int, dict[str, str]]:
    """Saves what is filled in; how many, and by name what can't be saved. An empty field changes nothing."""
    kept = {row.name: row for row in Translation.objects.filter(language=language)}
    saved, refusals = 0, dict[str, str]()
    for name in texts.keys() & posted.keys():
        text = str(posted[name]).strip()
        row = kept.get(name) or blank(language, name)
        if not text or (row.text, row.source) == (text, texts[name]):
            continue
        if len(text) > LONGEST:
            refusals[name] = f"It has {len(text)} characters; at most {LONGEST} fit. Say it shorter."
            continue
        if found := faults_of(name, text):
            refusals[name] = " ".join(found)
            continue
        row.text, row.source = text, texts[name]
        row.save()
        saved += 1
    return saved, refusals


def blank(language: str, name: str) -> Translation:
    place = name_of(name)
    return Translation(language=language, kind=place.kind, key=place.key, field=place.field)

"""The sentences of the verdict, each with its condition, what it may hold, and how personas would read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from quiz.content import EditionContent
from quiz.editions.document import digest_of
from quiz.editions.draft import read_draft
from quiz.models import Persona, Wording
from quiz.phrases import ALL, PHRASES, Phrase, gap_faults
from quiz.slips import slips
from quiz.submission import Submission
from reports.admin.preview import NO_EDITION
from reports.case import Stamp
from reports.phrasing import at_its_longest, reading, shipped_text
from reports.report import build_case
from roles.admin.meanwhile import Watching
from roles.admin.messages import MessagesAtFields
from roles.admin.sentence import Sentence

READ = "_read"  # The button that shows how it reads, and saves nothing.


@dataclass(frozen=True, slots=True)
class ListedPhrase:
    """One sentence of the list: how we say it, how the editors do, and the page where they can."""

    phrase: Phrase
    shipped: str
    own: str
    address: str


@dataclass(frozen=True, slots=True)
class PersonaReading:
    """A persona and the sentence as it would be read; "" if this persona doesn't meet its condition."""

    persona: Persona
    text: str


class WordingForm(MessagesAtFields):
    """The words of one sentence; ``phrase`` is set for each request."""

    phrase: Phrase
    at_field = {"quiz_wording_says_something": "text", "quiz_wording_fits_the_page": "text"}

    class Meta:
        model = Wording
        fields = ("text",)
        widgets = {"text": Sentence(cols=80)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.slug = self.phrase.slug
        if "text" in self.fields:
            widget = self.fields["text"].widget
            widget.attrs |= {"rows": 3, "lang": "en-GB", "spellcheck": "true"}  # By its own dictionary.
            del widget.attrs["maxlength"]  # A browser cuts by it without a word; too long is refused below.

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        others = Wording.objects.filter(slug=self.phrase.slug).exclude(pk=self.instance.pk)
        if READ in self.data:
            raise ValidationError("Nothing is saved yet.", code=READ)
        if others.exists():
            raise ValidationError(
                "Somebody else has put this sentence in words meanwhile. Open it in the list to see them."
            )
        return cleaned


@admin.register(Wording)
class WordingAdmin(Watching):
    """A list of all sentences, worded by the editors or not, and a page for each."""

    form = WordingForm
    change_form_template = "admin/quiz/wording/change_form.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Every sentence of the verdict, in the order of the report."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listed = groupby(self.listed(request), key=lambda each: each.phrase.place)
        context = self.admin_site.each_context(request) | {
            "title": "Sentences of the verdict",
            "opts": self.opts,
            "places": [(place.value, list(phrases)) for place, phrases in listed],
        }
        return TemplateResponse(request, "admin/quiz/wording/list.html", context | (extra_context or {}))

    def listed(self, request: HttpRequest) -> Iterable[ListedPhrase]:
        kept = {row.slug: row for row in Wording.objects.all()}
        add = f"{reverse('admin:quiz_wording_add')}?slug=" if self.has_add_permission(request) else ""
        for phrase in ALL:
            row = kept.get(phrase.slug)
            new = f"{add}{phrase.slug}" if add else ""
            address = reverse("admin:quiz_wording_change", args=[row.pk]) if row else new
            yield ListedPhrase(phrase, shipped_text(phrase.slug), row.text if row else "", address)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of the sentence that is named in the address; without one, the list to choose from."""
        slug = request.GET.get("slug", "")
        if slug not in PHRASES:
            return self.changelist_view(request)
        kept = Wording.objects.filter(slug=slug).first() if request.method == "GET" else None
        if kept:
            return HttpResponseRedirect(reverse("admin:quiz_wording_change", args=[kept.pk]))
        return super().add_view(request, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Wording | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        phrase = PHRASES[obj.slug if obj else request.GET["slug"]]
        kwargs["form"] = type("WordingForm", (WordingForm,), {"phrase": phrase})
        form: type[forms.ModelForm] = super().get_form(request, obj, change, **kwargs)
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, errors = context["adminform"].form, context["errors"]
        if READ in request.POST:
            context["errors"] = errors if form.errors.get("text") else []
        told = self.told(request, form.phrase, form.instance.text)
        return super().render_change_form(request, context | told, *args, **kwargs)

    def told(self, request: HttpRequest, phrase: Phrase, own: str) -> dict[str, Any]:
        """What the page says beside the field: the condition, the placeholders and how it reads."""
        shipped = shipped_text(phrase.slug)
        text = own or shipped
        is_sound = bool(text) and not any(gap_faults(phrase, text))
        draft = read_draft()
        readings = list(readings_of(draft, phrase, text)) if is_sound else []
        return {
            "title": phrase.title,
            "subtitle": None,
            "show_save_and_add_another": False,
            "phrase": phrase,
            "shipped": shipped,
            "own": own,
            "is_read_only": READ in request.POST,
            "meeting": [each for each in readings if each.text],
            "personas": len(readings),
            "longest": at_its_longest(draft, phrase, text) if is_sound else "",
            "slips": list(slips(phrase, own)) if own else [],
        }


def readings_of(draft: EditionContent, phrase: Phrase, text: str) -> Iterable[PersonaReading]:
    """How each persona would read the sentence on the draft."""
    stamp = Stamp(NO_EDITION, digest_of(draft), timezone.now(), settings.STALE_AFTER_DAYS)
    for persona in Persona.objects.all():
        case = build_case(draft, Submission(persona.answers), stamp)
        yield PersonaReading(persona, reading(case, phrase, text))

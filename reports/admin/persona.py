"""Personas: made-up people whose verdicts editors watch. What they are told now, and by the draft."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.draft import read_draft
from quiz.editions.store import as_answer, as_value, content_of
from quiz.items import Agreement, Item, SkillRating, TradeOff
from quiz.models import Edition, Persona
from quiz.scoring.ideal import ideal_answers
from quiz.submission import NAME_LENGTH, About, BadSubmission, Submission, read_submission
from quiz.wording import choices_of, question_of
from reports.admin.impact import first_names
from reports.admin.preview import NoPdf, draft_report, pdf_response
from reports.charts.palette import PALETTE
from reports.impact import Bench, bench_of
from reports.report import Report
from roles.admin.history import KeepsHistory
from roles.admin.quick import QuickRenderer

PREFIX = "answer-"  # Before an item's slug: the field of its answer.
KINDS: Mapping[type[Item], Any] = {
    Agreement: gettext_lazy("Statements"),
    TradeOff: gettext_lazy("One or the other"),
    SkillRating: gettext_lazy("Skills"),
}


class PersonaForm(forms.ModelForm):
    """A persona's answers, one by one or all at once. ``draft`` is set for each request."""

    draft: EditionContent
    default_renderer = QuickRenderer

    as_role = forms.ChoiceField(
        label=gettext_lazy("Answer as the ideal"),
        required=False,
        help_text=gettext_lazy(
            "Replaces all answers by those of somebody whom this role fits in every point."
        ),
    )
    answers_file = forms.CharField(
        label=gettext_lazy("Answers file"),
        required=False,
        widget=forms.Textarea({"rows": 3, "cols": 70}),
        help_text=gettext_lazy(
            "Or paste an answers file, as the result page offers it. It replaces all answers."
        ),
    )

    class Meta:
        model = Persona
        fields = ("name", "slug", "note")
        widgets = {"note": forms.Textarea({"rows": 2, "cols": 70})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scored = sorted((role.name, role.slug) for role in self.draft.scored_roles)
        if isinstance(as_role := self.fields.get("as_role"), forms.ChoiceField):
            as_role.choices = [("", "—"), *((slug, name) for name, slug in scored)]
        for slug, answer in self.instance.answers.items():
            self.initial[f"{PREFIX}{slug}"] = as_value(answer)

    def clean_answers_file(self) -> dict[str, Any] | None:
        """The answers in the file. Raises ValidationError with every problem in it."""
        text = self.cleaned_data["answers_file"].strip()
        if not text:
            return None
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise ValidationError(_("This is not an answers file: it isn’t JSON.")) from None
        try:
            return dict(read_submission(document, self.draft).answers)
        except BadSubmission as error:
            raise ValidationError(list(error.problems)) from None

    def save(self, commit: bool = True) -> Persona:
        self.instance.answers = self.answers()
        persona: Persona = super().save(commit)
        return persona

    def answers(self) -> dict[str, Any]:
        """What was chosen; answers to items that the draft lacks are kept."""
        if pasted := self.cleaned_data.get("answers_file"):
            return dict(pasted)
        if slug := self.cleaned_data.get("as_role"):
            return dict(ideal_answers(self.draft.items, self.draft.roles[slug], self.draft.constants))
        kept = {s: a for s, a in self.instance.answers.items() if s not in self.draft.items}
        chosen = {slug: self.cleaned_data.get(f"{PREFIX}{slug}") for slug in self.draft.items}
        return kept | {slug: as_answer(value) for slug, value in chosen.items() if value}


@admin.register(Persona)
class PersonaAdmin(KeepsHistory):
    """Who they are, what they answer, and what that comes to."""

    when_empty = gettext_lazy(
        "There is no persona yet. Add a typical reader, start from a role’s ideal answers, and "
        "see at every edit what that reader would be told."
    )
    form = PersonaForm
    list_display = ["name", "note"]
    search_fields = ["name", "slug", "note"]
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ["told"]
    change_form_template = "admin/quiz/persona/change_form.html"

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return ["name", *verdict_columns(request), "note"]

    def get_form(
        self, request: HttpRequest, obj: Persona | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        draft = draft_of(request)
        fields = {f"{PREFIX}{slug}": answer_field(item, draft) for slug, item in draft.items.items()}
        if obj:
            obj.draft = draft  # type: ignore[attr-defined]  # Read once: "told" needs it too.
        kwargs["form"] = type("PersonaForm", (PersonaForm,), fields | {"draft": draft})
        form: type[forms.ModelForm] = super().get_form(request, obj, change, **kwargs)
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Persona | None = None) -> list[Any]:
        items = draft_of(request).items
        answers = [
            (heading, {"fields": [f"{PREFIX}{slug}" for slug, item in items.items() if type(item) is kind]})
            for kind, heading in KINDS.items()
        ]
        told = ["told"] if obj else []
        return [
            (None, {"fields": [("name", "slug"), "note", *told]}),
            (_("All answers at once"), {"fields": ["as_role", "answers_file"], "classes": ["collapse"]}),
            *answers,
        ]

    @admin.display(description=gettext_lazy("first three roles"))
    def told(self, persona: Persona) -> SafeString:
        draft = bench_of(getattr(persona, "draft", None) or read_draft())
        newest = Edition.objects.defer("document").newest()
        now = first_names(bench_of(content_of(newest)), persona) if newest else ()
        lines = (
            (_("Readers are told"), listed(now)),
            (_("The draft says"), listed(first_names(draft, persona))),
        )
        return format_html_join("", "<p><strong>{}</strong> {}</p>", lines)


def draft_of(request: HttpRequest) -> EditionContent:
    """The draft, read once for each request."""
    if not hasattr(request, "draft"):
        request.draft = read_draft()  # type: ignore[attr-defined]
    draft: EditionContent = request.draft  # type: ignore[attr-defined]
    return draft


def answer_field(item: Item, draft: EditionContent) -> forms.ChoiceField:
    choices = [("", _("not asked")), *choices_of(item, draft)]
    return forms.ChoiceField(label=question_of(item), choices=choices, required=False)


def verdict_columns(request: HttpRequest) -> list[Callable[[Persona], Any]]:
    """Two columns of the list: the first role that readers like this are told, and the draft's."""
    benches: dict[str, Bench | None] = {}

    def bench(which: str) -> Bench | None:
        if which not in benches:
            newest = Edition.objects.defer("document").newest() if which == "now" else None
            content = draft_of(request) if which == "draft" else content_of(newest) if newest else None
            benches[which] = bench_of(content) if content else None
        return benches[which]

    def told(persona: Persona, which: str) -> tuple[str, ...]:
        made = bench(which)
        return first_names(made, persona) if made else ()

    @admin.display(description=_("readers are told"))
    def told_now(persona: Persona) -> str:
        return listed(told(persona, "now"))

    @admin.display(description=_("the draft says"))
    def told_by_draft(persona: Persona) -> str | SafeString:
        now, then = told(persona, "now"), told(persona, "draft")
        return listed(then) if now == then else format_html("<ins>{}</ins>", listed(then))

    return [told_now, told_by_draft]


def listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or _("too few answers")


@require_safe
def persona_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What this persona would read if the draft were published."""
    persona = previewed_persona(request, pk)
    context = {"persona": persona, "report": report_for(persona), "palette": PALETTE, "linked": False}
    return TemplateResponse(request, "admin/quiz/persona/preview.html", context)


@require_safe
def persona_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    persona = previewed_persona(request, pk)
    try:
        return pdf_response(report_for(persona), persona.slug)
    except NoPdf as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:quiz_persona_change", args=[persona.pk]))


def previewed_persona(request: HttpRequest, pk: int) -> Persona:
    if not request.user.has_perm("quiz.view_persona"):
        raise PermissionDenied
    return get_object_or_404(Persona, pk=pk)


def report_for(persona: Persona) -> Report:
    name = _("%(name)s (draft preview)") % {"name": persona.name}
    submission = Submission(persona.answers, About(name=name[:NAME_LENGTH]))
    return draft_report(read_draft(), submission, timezone.now())

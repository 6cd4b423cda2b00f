"""Explaining a complaint: the reader hands over the code, and sees what we see.

The code is posted, never part of an address, and neither stored nor logged. What stays is a line that
says who looked, when, and why.
"""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from quiz.editions.store import content_of, submission_of
from quiz.models import Explanation, Sitting
from quiz.submission import About
from reports.explanation import account_for


class NeverShown(forms.TextInput):
    """An input that comes back empty: the code stays in no page that is kept or cached."""

    def format_value(self, value: Any) -> None:
        return None


class ExplanationForm(forms.Form):
    """The code, what was asked, and that the reader agreed."""

    code = forms.CharField(
        label=gettext_lazy("Private code or link"),
        max_length=400,
        strip=True,
        help_text=gettext_lazy("As the reader gave it to you. It is not stored, and appears in no log."),
        widget=NeverShown({"autocomplete": "off", "spellcheck": "false", "size": 60}),
        error_messages={"required": gettext_lazy("Enter the code that the reader gave you.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What the reader asked"),
        max_length=300,
        help_text=gettext_lazy(
            "In a sentence, without the reader’s name. It stays in the list of explanations."
        ),
        widget=forms.TextInput({"size": 60}),
        error_messages={"required": gettext_lazy("Say what the reader asked.")},
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("The reader gave me the code so that I look at their answers."),
        error_messages={"required": gettext_lazy("Look only at answers whose owner asked you to.")},
    )

    use_required_attribute = False

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].rstrip("/").rpartition("/")[2]
        self.sitting = (
            Sitting.objects.with_code(code).select_related("edition").defer("edition__document").first()
        )
        if self.sitting is None:
            raise forms.ValidationError(
                _("This code opens nothing. Check that it is complete; perhaps it was deleted.")
            )
        if self.sitting.finished_at is None:
            raise forms.ValidationError(_("This quiz isn’t finished, so there is no verdict to explain."))
        return ""  # Nobody needs it any more.


@admin.register(Explanation)
class ExplanationAdmin(admin.ModelAdmin):
    """Who looked into a verdict; a new line is made by looking into one."""

    list_display = ["explained_at", "explained_by", "edition", "reason"]
    list_select_related = ["explained_by", "edition"]
    change_list_template = "admin/quiz/explanation/change_list.html"
    fields = ["explained_at", "explained_by", "edition", "reason"]
    readonly_fields = ["explained_at", "explained_by", "edition", "reason"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("edition__document")

    def has_change_permission(self, request: HttpRequest, obj: Explanation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Explanation | None = None) -> bool:
        return False

    @method_decorator(never_cache)
    @method_decorator(sensitive_post_parameters("code"))
    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks for the code; posting it shows the verdict with its working, and nothing else."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ExplanationForm(request.POST if request.method == "POST" else None)
        context = self.admin_site.each_context(request) | {"opts": Explanation._meta, "form": form}
        if not form.is_valid():
            context["title"] = _("Explain a verdict")
            return TemplateResponse(request, "admin/quiz/explanation/form.html", context)
        assert form.sitting
        return self.explained(request, form.sitting, form.cleaned_data["reason"], context)

    def explained(
        self, request: HttpRequest, sitting: Sitting, reason: str, context: dict[str, Any]
    ) -> HttpResponse:
        Explanation.objects.create(
            edition=sitting.edition,
            reason=reason,
            explained_at=timezone.now(),
            explained_by=request.user if isinstance(request.user, User) else None,
        )
        submission = submission_of(sitting)
        nameless = replace(submission, about=About(place=submission.about.place))
        context |= {
            "title": _("A verdict explained"),
            "sitting": sitting,
            "edition": sitting.edition,
            "account": account_for(content_of(sitting.edition), nameless),
            "wishes": nameless.must_haves,
        }
        return TemplateResponse(request, "admin/quiz/explanation/explained.html", context)

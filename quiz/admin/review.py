"""A reviewer's word on the draft, and taking back what was scheduled."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from quiz.admin.publish import DRAFT, publisher
from quiz.editions.document import digest_of
from quiz.editions.draft import read_draft
from quiz.editions.planned import cancel_plan
from quiz.models import DraftReview


class ReviewForm(forms.Form):
    """Whether the draft may go out, and what has to change if not."""

    approves = forms.TypedChoiceField(
        choices=[("yes", gettext_lazy("approve")), ("no", gettext_lazy("ask for changes"))],
        coerce=lambda value: value == "yes",
        error_messages={"required": gettext_lazy("Say whether you approve the draft or ask for changes.")},
    )
    comment = forms.CharField(
        required=False,
        max_length=1000,
        error_messages={"max_length": gettext_lazy("Keep the comment to 1000 characters.")},
    )

    def clean(self) -> None:
        if self.cleaned_data.get("approves") is False and not self.cleaned_data.get("comment"):
            self.add_error("comment", _("Say what has to change."))


@require_POST
def review_draft(request: HttpRequest) -> HttpResponse:
    """Stores a reviewer's word on the draft as it was shown; a later draft needs a new one."""
    if not request.user.has_perm("quiz.add_draftreview"):
        raise PermissionDenied
    form = ReviewForm(request.POST)
    if not form.is_valid():
        for problem in (problem for problems in form.errors.values() for problem in problems):
            messages.error(request, str(problem))
    elif digest_of(read_draft()) != request.POST.get("reviewed"):
        messages.error(
            request, _("The draft has changed since you looked at it. Look again, then review it.")
        )
    else:
        DraftReview.objects.create(
            digest=request.POST["reviewed"],
            approves=form.cleaned_data["approves"],
            comment=form.cleaned_data["comment"],
            reviewed_at=timezone.now(),
            reviewed_by=publisher(request),
        )
        messages.success(request, _("Your review is kept. It speaks of the draft as it is now."))
    return HttpResponseRedirect(f"{reverse(DRAFT)}#reviews")


@require_POST
def cancel_planned(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a scheduled publication back."""
    if not request.user.has_perm("quiz.add_edition"):
        raise PermissionDenied
    if cancel_plan(pk):
        messages.success(request, _("Nothing is scheduled any more."))
    else:
        messages.info(request, _("That publication is no longer waiting: it was carried out or cancelled."))
    return HttpResponseRedirect(reverse(DRAFT))

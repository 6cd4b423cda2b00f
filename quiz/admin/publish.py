"""The page of the draft: what is wrong with it, what it changes, who approved it, and publishing it."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.admin.changes import sections_between
from quiz.admin.findings import findings_of, place_findings, this_day
from quiz.admin.pairs import nearest_pairs
from quiz.editions.document import digest_of
from quiz.editions.draft import read_draft
from quiz.editions.planned import AlreadyPlanned, plan_edition, publish_due, waiting
from quiz.editions.publish import DraftChanged, Overtaken, Unpublishable, publish_reviewed
from quiz.editions.store import content_of
from quiz.models import DraftReview, Edition, PlannedEdition

DRAFT = "admin:quiz_edition_draft"


class PublishForm(forms.Form):
    """A note for the list of editions, and perhaps a time."""

    required_css_class = "required"
    use_required_attribute = False

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80, "aria-required": "true"}),
        help_text=gettext_lazy(
            "Required: what changed and why, for whoever reads the list of editions. At most 300 characters."
        ),
        error_messages={"required": gettext_lazy("Say in a sentence what changed and why.")},
    )
    due_at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time as 2026-03-31 09:00.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "schedule" in self.data and "due_at" not in self.errors:
            due_at = cleaned.get("due_at")
            if due_at is None:
                self.add_error("due_at", _("Say when it is to be published."))
            elif due_at <= timezone.now():
                self.add_error("due_at", _("That time is past. Choose a later one, or publish now."))
        return cleaned


def draft_page(request: HttpRequest, site: AdminSite, *, may_view: bool, may_publish: bool) -> HttpResponse:
    """Shows the draft against the newest edition; publishes or schedules it on POST."""
    if not (may_view or may_publish) or (request.method == "POST" and not may_publish):
        raise PermissionDenied
    tell_what_was_due(request)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = schedule if "schedule" in request.POST else publish_now
        if address := spoken(request, lambda: act(request, form.cleaned_data)):
            return HttpResponseRedirect(address)
    context = site.each_context(request) | draft_context() | {"form": form, "may_publish": may_publish}
    context["may_review"] = request.user.has_perm("quiz.add_draftreview")
    return TemplateResponse(request, "admin/quiz/edition/draft.html", context)


def publish_now(request: HttpRequest, said: dict[str, Any]) -> str:
    """Publishes what was reviewed; the address to go on to."""
    edition, is_new = publish_reviewed(*reviewed(request), timezone.now(), said["note"], publisher(request))
    if is_new:
        words = _(
            "%(edition)s is published. Quizzes that start now use it; "
            "running ones and old reports keep theirs."
        )
        messages.success(request, words % {"edition": edition})
    else:
        words = _("%(edition)s already says what the draft says; nothing new was published.")
        messages.info(request, words % {"edition": edition})
    return reverse("admin:quiz_edition_change", args=[edition.pk])


def schedule(request: HttpRequest, said: dict[str, Any]) -> str:
    plan = plan_edition(*reviewed(request), said["due_at"], timezone.now(), said["note"], publisher(request))
    words = _("The draft as you reviewed it will be published on %(when)s. Later edits are not part of it.")
    messages.success(request, words % {"when": moment(plan)})
    return reverse(DRAFT)


def reviewed(request: HttpRequest) -> tuple[str, int]:
    """The digest of the draft and the number of the edition that the publisher compared."""
    against = request.POST.get("against", "")
    return request.POST.get("reviewed", ""), int(against) if re.fullmatch(r"[0-9]{1,9}", against) else 0


def publisher(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def spoken(request: HttpRequest, act: Callable[[], str]) -> str:
    """The outcome of publishing or the like, "" with a message if it was refused."""
    try:
        return act()
    except Unpublishable:
        words = _("The draft has errors, listed below, and nothing was published.")
    except DraftChanged:
        words = _("The draft has changed since you looked at it, and nothing was published. Look again.")
    except AlreadyPlanned:
        words = _("A publication is already scheduled. Cancel it first; nothing was changed.")
    except Overtaken as error:
        words = _(
            "%(edition)s was published while you looked, and nothing of yours was. "
            "Below is the difference to that one: look again."
        ) % {"edition": error.newest}
    except IntegrityError:
        words = _("Somebody else published at the same moment, and nothing of yours was. Look again.")
    messages.error(request, words)
    return ""


def tell_what_was_due(request: HttpRequest) -> None:
    """Carries out what was scheduled for a time that has come, if no worker has, and says so."""
    try:
        plan = publish_due(timezone.now())
    except IntegrityError:
        return  # Somebody else does just that.
    if plan is None:
        return
    if plan.edition:
        words = _("%(edition)s, scheduled for %(when)s, is published.")
        messages.success(request, words % {"edition": plan.edition, "when": moment(plan)})
    else:
        words = _(
            "What was scheduled for %(when)s is held: another edition was published in between, and this "
            "would have undone it. Review the draft again."
        )
        messages.warning(request, words % {"when": moment(plan)})


def moment(plan: PlannedEdition) -> str:
    return timezone.localtime(plan.due_at).strftime("%d %B %Y, %H:%M %Z")


def draft_context() -> dict[str, Any]:
    """What the page shows of the draft."""
    draft = read_draft()
    seen = digest_of(draft)
    newest = Edition.objects.defer("document").newest()
    published = content_of(newest) if newest else None
    findings = place_findings(findings_of(draft, this_day()), draft)
    errors = [placed for placed in findings if placed.finding.blocks]
    reviews = list(DraftReview.objects.filter(digest=seen).select_related("reviewed_by"))
    return {
        "title": _("The draft"),
        "opts": Edition._meta,
        "reviewed": seen,
        "newest": newest,
        "errors": errors,
        "warnings": [placed for placed in findings if not placed.finding.blocks],
        "pairs": () if errors else nearest_pairs(draft),
        "differs": newest is None or newest.digest != seen,
        "sections": sections_between(published, draft),
        "reviews": reviews,
        "approved": any(review.approves for review in reviews),
        "plan": waiting(),
        "may_walk": bool(draft.items),
        "zone": timezone.get_current_timezone_name(),
    }

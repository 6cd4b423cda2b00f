"""The page of the draft: what is wrong with it, what it changes, and publishing it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from quiz.admin.changes import changed_sections
from quiz.admin.findings import place_findings
from quiz.editions.check import check_content
from quiz.editions.difference import difference
from quiz.editions.document import digest, write_document
from quiz.editions.draft import read_draft
from quiz.editions.publish import Unpublishable, publish
from quiz.editions.store import content_of
from quiz.models import Edition

CHANGED_MEANWHILE = "The draft has changed since you looked at it, and nothing was published. Look again."
AT_ONCE = "Somebody else published at the same moment, and nothing of yours was. Look again."
HAS_ERRORS = "The draft has errors, listed below, and nothing was published."


class PublishForm(forms.Form):
    """A note for the list of editions."""

    note = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="What changed and why, for whoever reads the list of editions. At most 300 characters.",
        error_messages={"required": "Say in a sentence what changed and why."},
    )


def draft_page(request: HttpRequest, site: AdminSite, *, may_view: bool, may_publish: bool) -> HttpResponse:
    """Shows the draft against the newest edition; publishes it on POST."""
    if not (may_view or may_publish) or (request.method == "POST" and not may_publish):
        raise PermissionDenied
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        edition = publish_reviewed(request, form.cleaned_data["note"], request.POST.get("reviewed", ""))
        if edition:
            return HttpResponseRedirect(reverse("admin:quiz_edition_change", args=[edition.pk]))
    context = site.each_context(request) | draft_context() | {"form": form, "may_publish": may_publish}
    return TemplateResponse(request, "admin/quiz/edition/draft.html", context)


def publish_reviewed(request: HttpRequest, note: str, reviewed: str) -> Edition | None:
    """The edition that says what was reviewed; None, and a message why, if there is none.

    ``reviewed`` is the digest of the draft as the publisher saw it.
    """
    publisher = request.user if isinstance(request.user, User) else None
    try:
        with transaction.atomic():
            if digest(write_document(read_draft())) != reviewed:
                messages.error(request, CHANGED_MEANWHILE)
                return None
            edition, is_new = publish(timezone.now(), note, publisher)
    except Unpublishable:
        messages.error(request, HAS_ERRORS)
        return None
    except IntegrityError:
        messages.error(request, AT_ONCE)
        return None
    if is_new:
        messages.success(
            request,
            f"{edition} is published. Quizzes that start now use it; "
            "running ones and old reports keep theirs.",
        )
    else:
        messages.info(request, f"{edition} already says what the draft says; nothing new was published.")
    return edition


def draft_context() -> dict[str, Any]:
    """What the page shows of the draft."""
    draft = read_draft()
    reviewed = digest(write_document(draft))
    newest = Edition.objects.newest()
    published = content_of(newest) if newest else None
    findings = place_findings(check_content(draft))
    return {
        "title": "The draft",
        "opts": Edition._meta,
        "reviewed": reviewed,
        "newest": newest,
        "errors": [placed for placed in findings if placed.finding.blocks],
        "warnings": [placed for placed in findings if not placed.finding.blocks],
        "differs": newest is None or newest.digest != reviewed,
        "sections": changed_sections(difference(published, draft), published, draft),
    }

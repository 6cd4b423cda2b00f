"""The ways back: an edition published again, and the draft reset to an edition or to a copy."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.admin.changes import changed_sections
from quiz.admin.publish import DRAFT, publisher, reviewed, spoken
from quiz.editions.difference import difference
from quiz.editions.draft import read_draft
from quiz.editions.publish import publish_again
from quiz.editions.reset import NotReset, lost_from, reset_draft, restore_copy
from quiz.editions.store import content_of
from quiz.models import DraftCopy, Edition
from quiz.packs.files import BrokenContent


class ReasonForm(forms.Form):
    """Why, for whoever reads it later."""

    required_css_class = "required"
    use_required_attribute = False

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80, "aria-required": "true"}),
        help_text=gettext_lazy("Required: why, for whoever reads this later. At most 300 characters."),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
    )


def again_page(request: HttpRequest, site: AdminSite, number: int) -> HttpResponse:
    """What publishing an older edition again would change; does it on POST."""
    require(request, "quiz.add_edition")
    edition = get_object_or_404(Edition, number=number)
    newest = Edition.objects.defer("document").newest()
    if newest is None or newest.number == number:
        messages.info(request, _("%(edition)s is what readers see already.") % {"edition": edition})
        return HttpResponseRedirect(reverse("admin:quiz_edition_change", args=[edition.pk]))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            against = reviewed(request)[1]
            note = form.cleaned_data["note"]
            fresh, _is_new = publish_again(edition, against, timezone.now(), note, publisher(request))
            words = _("%(fresh)s is published and says what %(edition)s said. The draft is as it was.")
            messages.success(request, words % {"fresh": fresh, "edition": edition})
            return reverse("admin:quiz_edition_change", args=[fresh.pk])

        if address := spoken(request, act):
            return HttpResponseRedirect(address)
        newest = Edition.objects.defer("document").newest() or newest
    old, new = content_of(newest), content_of(edition)
    context: dict[str, Any] = {
        "title": _("Publish %(edition)s again") % {"edition": edition},
        "edition": edition,
        "newest": newest,
        "against": newest.number,
        "form": form,
        "sections": changed_sections(difference(old, new), old, new),
    }
    return page(request, site, "admin/quiz/edition/again.html", context)


def reset_page(request: HttpRequest, site: AdminSite, number: int) -> HttpResponse:
    """What resetting the draft to an edition would undo; does it on POST, keeping a copy."""
    require(request, "quiz.add_draftcopy")
    edition = get_object_or_404(Edition, number=number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_draft(edition, timezone.now(), form.cleaned_data["note"], publisher(request))
        except (NotReset, BrokenContent) as error:
            words = _("The draft can’t be reset to %(edition)s, and nothing was changed: %(why)s")
            messages.error(request, words % {"edition": edition, "why": error})
        else:
            words = _("The draft says what %(edition)s says. A copy of what it said before is kept below.")
            messages.success(request, words % {"edition": edition})
            return HttpResponseRedirect(reverse(f"{DRAFT}_copies"))
    old, new = read_draft(), content_of(edition)
    context: dict[str, Any] = {
        "title": _("Reset the draft to %(edition)s") % {"edition": edition},
        "edition": edition,
        "form": form,
        "sections": changed_sections(difference(old, new), old, new),
    }
    return page(request, site, "admin/quiz/edition/reset.html", context)


def copies_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The copies of earlier drafts, each of which can be taken back."""
    require(request, "quiz.add_draftcopy")
    copies = DraftCopy.objects.defer("rows").select_related("made_by")
    context = {"title": _("Copies of the draft"), "copies": copies}
    return page(request, site, "admin/quiz/edition/copies.html", context)


def restore_page(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Takes a copy back after asking once; what the draft says now is copied first."""
    require(request, "quiz.add_draftcopy")
    copy = get_object_or_404(DraftCopy, pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            restore_copy(copy, timezone.now(), form.cleaned_data["note"], publisher(request))
        except BrokenContent as error:
            words = _("The copy can’t be taken back, and nothing was changed: %(why)s")
            messages.error(request, words % {"why": error})
        else:
            messages.success(
                request, _("The draft is what it was then. What it was until now is a copy too.")
            )
            return HttpResponseRedirect(reverse(DRAFT))
    context = {"title": _("Take this copy back"), "copy": copy, "form": form, "lost": lost_from(copy)}
    return page(request, site, "admin/quiz/edition/restore.html", context)


def require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        raise Http404


def page(request: HttpRequest, site: AdminSite, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, site.each_context(request) | {"opts": Edition._meta} | context)

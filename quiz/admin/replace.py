"""Find and replace in all texts of the draft: what would change is shown first, and chosen row by row."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.admin.exchange import missing_permissions
from quiz.admin.row_titles import row_title
from quiz.editions.draft import read_draft
from quiz.editions.naming import Names, names_of
from quiz.exchange.plan import FieldChange, carry_out
from quiz.exchange.replacing import Hit, Wanted, hits, planned
from quiz.exchange.tables import columns_of
from quiz.models.pack import ContentPack

MOST = 200  # Rows at once; of more, the search is to be narrowed.


class ReplaceForm(forms.Form):
    """What to look for, and what to put in its place."""

    use_required_attribute = False

    find = forms.CharField(
        max_length=200,
        strip=False,
        label=gettext_lazy("Find"),
        help_text=gettext_lazy("To the letter, capitals included."),
        error_messages={"required": gettext_lazy("Write what is to be found.")},
    )
    by = forms.CharField(max_length=200, strip=False, required=False, label=gettext_lazy("Replace by"))
    whole_words = forms.BooleanField(required=False, label=gettext_lazy("Whole words only"))

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(said["find"], said["by"], said["whole_words"])


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A row in which it stands, as the page shows it."""

    name: str
    title: str
    changes: tuple[FieldChange, ...]
    refusal: str
    is_chosen: bool


def replace_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Looks on GET; replaces on POST in the rows that are ticked, if nothing changed since the look."""
    if not request.user.has_perm("roles.view_role"):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    form = ReplaceForm(given if "find" in given else None)
    if not form.is_valid():
        return answer(request, site, form)
    if request.method == "POST":
        return save(request, site, form)
    return answer(request, site, form, looked_up(form))


def looked_up(form: ReplaceForm) -> tuple[Hit, ...]:
    """The first rows in which it stands, and one more if there are more."""
    return tuple(islice(hits(form.wanted()), MOST + 1))


@transaction.atomic
def save(request: HttpRequest, site: AdminSite, form: ReplaceForm) -> HttpResponse:
    found = looked_up(form)
    ticked = set(request.POST.getlist("row"))
    chosen = tuple(hit for hit in found if str(hit.name) in ticked)
    plan = planned(chosen)
    if missing_permissions(request, plan):
        raise PermissionDenied
    if not ticked:
        messages.error(request, _("Nothing was replaced: tick the rows in which it is to be."))
    elif request.POST.get("reviewed") != planned(found[:MOST]).digest or len(chosen) != len(ticked):
        messages.warning(
            request, _("The draft has changed since you looked, and nothing was replaced. Look again.")
        )
    elif plan.problems:
        messages.error(request, plan.problems[0].reason)
    else:
        count = carry_out(plan)
        said = ngettext("Replaced in %(n)d row of the draft.", "Replaced in %(n)d rows of the draft.", count)
        messages.success(request, said % {"n": count})
        return HttpResponseRedirect(reverse("admin:quiz_contentpack_replace"))
    return answer(request, site, form, found, ticked)


def answer(
    request: HttpRequest,
    site: AdminSite,
    form: ReplaceForm,
    found: tuple[Hit, ...] | None = None,
    ticked: set[str] | None = None,
) -> HttpResponse:
    plan = planned(found[:MOST]) if found else None
    names = names_of(read_draft()) if found else names_of()
    refused = {problem.line: problem.reason for problem in plan.problems} if plan else {}
    listed = [
        shown(names, hit, refused.get(line, ""), ticked) for line, hit in enumerate((found or ())[:MOST], 1)
    ]
    context: dict[str, Any] = site.each_context(request) | {
        "title": _("Find and replace"),
        "opts": ContentPack._meta,
        "form": form,
        "found": None if found is None else len(found),
        "most": MOST,
        "hits": listed,
        "any_free": any(not hit.refusal for hit in listed),
        "reviewed": plan.digest if plan else "",
        "lacking": missing_permissions(request, plan) if plan else (),
    }
    return TemplateResponse(request, "admin/quiz/exchange/replace.html", context)


def shown(names: Names, hit: Hit, refusal: str, ticked: set[str] | None) -> ShownHit:
    columns = columns_of(hit.name.model)
    changes = (FieldChange(str(columns[f].verbose_name), hit.row[f], text) for f, text in hit.fresh.items())
    name, why = str(hit.name), hit.refusal or refusal
    is_chosen = not why and (ticked is None or name in ticked)
    return ShownHit(name, row_title(names, hit.name), tuple(changes), why, is_chosen)

"""Questions that a reader puts to the verdict: why one role is ahead, and which ways lead to one."""

from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from quiz.models import Sitting
from reports.case import Case
from reports.forms import PairForm, WaysForm
from reports.pairs import why_ahead
from reports.report import case_of
from reports.verdict import RankedRole
from reports.views.visit import of_finished_sitting
from reports.ways import ways_told

NO_RANKING = "reports:result"  # The page that says what is missing.


@require_safe
@of_finished_sitting
def why(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Why one of two roles is ahead of the other. A pair has one address: the better ranked role first."""
    case = case_of(sitting)
    if not case.verdict.has_ranking:
        return redirect(NO_RANKING)
    form = PairForm(case.content, request.GET or None)
    if not form.is_valid():
        return question_page(request, form, "reports/why.html")
    first, second = pair_of(case, form)
    asked = {"a": first.role.slug, "b": second.role.slug}
    if request.GET.dict() != asked:
        return redirect(address("reports:why", asked))
    return question_page(request, form, "reports/why.html", why=why_ahead(case, (first, second)))


@require_safe
@of_finished_sitting
def ways(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The ways to a role, from another one or from where the reader is."""
    case = case_of(sitting)
    if not case.verdict.has_ranking:
        return redirect(NO_RANKING)
    form = WaysForm(case.content, request.GET or None)
    if not form.is_valid():
        return question_page(request, form, "reports/ways.html")
    told = ways_told(case, form.cleaned_data["goal"], form.cleaned_data["start"])
    return question_page(request, form, "reports/ways.html", ways=told)


def pair_of(case: Case, form: PairForm) -> tuple[RankedRole, RankedRole]:
    """The two roles asked about, the better ranked one first."""
    asked = {form.cleaned_data["a"], form.cleaned_data["b"]}
    first, second = (ranked for ranked in case.verdict.ranking if ranked.role.slug in asked)
    return first, second


def address(name: str, asked: dict[str, str]) -> str:
    return f"{reverse(name)}?{urlencode(asked)}"


def question_page(request: HttpRequest, form: Form, template: str, **answer: Any) -> HttpResponse:
    return TemplateResponse(request, template, {"form": form, "linked": True} | answer)

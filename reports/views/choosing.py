"""What a reader may choose on the result page. No answer changes by it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quiz.answering import record_appeals, record_choices, record_compared
from quiz.models import Sitting
from quiz.views.context import posted_from
from reports.appeal import appeal_cards
from reports.forms import AppealForm, CompareForm
from reports.report import generate_report
from reports.tools import choices_form, content_for
from reports.views.result import result_page
from reports.views.visit import of_finished_sitting


@posted_from("reports:result")
@of_finished_sitting
def choices(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """What the verdict goes by: balance, must-haves and the role in mind."""
    form = choices_form(sitting, request.POST)
    if not form.is_valid():
        return result_page(request, sitting, {"choices": form})
    record_choices(sitting, form.must_haves(), form.balance_chosen(), form.role_chosen())
    return redirect("reports:result")


@posted_from("reports:result")
@of_finished_sitting
def compare(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Which two to four roles stand side by side; none chosen means the leading ones."""
    form = CompareForm(content_for(sitting), sitting.compare, request.POST)
    if not form.is_valid():
        return result_page(request, sitting, {"compare": form})
    record_compared(sitting, form.chosen())
    return redirect("reports:result")


@posted_from("reports:result")
@of_finished_sitting
def appeal(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Whether some roles appeal; what is left open stays as it was."""
    cards = appeal_cards(content_for(sitting), generate_report(sitting).outcome, sitting.code_hash)
    form = AppealForm(cards, {}, request.POST)
    if not form.is_valid():
        return result_page(request, sitting, {"appeal": form})
    record_appeals(sitting, form.answers(), {card.role.slug: card.decile for card in cards})
    return redirect("reports:result")

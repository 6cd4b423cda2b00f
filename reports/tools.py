"""What the result page has beside the report: choices, questions, feedback, what to do next."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.models import Edition, Sitting
from quiz.pathway import balance_of
from quiz.sittings import code_of
from reports.appeal import appeal_cards
from reports.forms import AppealForm, ChoicesForm, CompareForm, PairForm, WaysForm
from reports.report import Report
from reports.verdict import Verdict

Forms = Mapping[str, Form]

FRESH = timedelta(minutes=5)


def tools_of(
    request: HttpRequest, sitting: Sitting, report: Report, newest: Edition, posted: Forms
) -> Mapping[str, object]:
    """Context of the tools' templates; ``posted`` are forms that came back, in place of fresh ones.

    Fresh forms are made where they are asked for: a page whose tools are kept asks for none.
    """
    said, is_fresh = appeals(sitting), just_finished(sitting, timezone.now())
    forms: dict[str, object] = {"choices": SimpleLazyObject(lambda: choices_form(sitting))}
    if report.outcome.has_ranking:
        forms |= questions(sitting, report.outcome, said)
    own = {"sitting": sitting, "code": ""} if sitting.leaves_no_trace else {"sitting": sitting}
    kept = None if posted or report.kept_as is None else (*report.kept_as, is_fresh, *sorted(said.items()))
    return {
        **forms,
        **posted,
        "again": again(request, sitting, newest),
        **own,
        "just_finished": is_fresh,
        "tools": True,
        "tools_kept_as": kept,
    }


def just_finished(sitting: Sitting, now: datetime) -> bool:
    """Whether the PDF that is begun at the finish may still be in the making."""
    return sitting.finished_at is not None and now - sitting.finished_at < FRESH


def questions(sitting: Sitting, verdict: Verdict, said: Mapping[str, str]) -> dict[str, object]:
    """The forms that need a ranking; ``said`` is what was said of roles, by slug."""
    content = content_for(sitting)
    leading = [ranked.role.slug for ranked in (verdict.suggested or verdict.ranking)]
    goal = sitting.about.get("role_in_mind") or leading[0]
    made: dict[str, Callable[[], Form]] = {
        "compare": lambda: CompareForm(content, sitting.compare),
        "ways": lambda: WaysForm(content, goal=goal),
        "appeal": lambda: AppealForm(appeal_cards(content, verdict, sitting.code_hash), said),
    }
    if len(verdict.ranking) > 1:
        made["why"] = lambda: PairForm(content, pair=leading[:2])
    return {name: SimpleLazyObject(make) for name, make in made.items()}


def choices_form(sitting: Sitting, posted: QueryDict | None = None) -> ChoicesForm:
    content = content_for(sitting)
    said = {
        **sitting.must_haves,
        "balance": balance_of(sitting, content),
        "role_in_mind": sitting.about.get("role_in_mind", ""),
    }
    return ChoicesForm(content, said, posted)


def appeals(sitting: Sitting) -> Mapping[str, str]:
    """What was said of roles, by slug."""
    return dict(sitting.appeals.values_list("role", "answer"))


def again(request: HttpRequest, sitting: Sitting, newest: Edition) -> Mapping[str, object]:
    """What somebody is told who thinks of answering again; ``newest`` where its content is another."""
    edition = sitting.edition
    return {
        "code": "" if sitting.leaves_no_trace else code_of(request),
        "edition": edition.number,
        "newest": newest.number if newest.digest != edition.digest else None,
    }


def content_for(sitting: Sitting) -> EditionContent:
    return content_of(sitting.edition)

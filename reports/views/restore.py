"""Already have a PDF? A save file in, and what can be done with it. Only restoring stores anything."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.models import Edition, Sitting
from quiz.onward import url_to_continue
from quiz.sittings import code_of, end_held, remember, sitting_with
from quiz.starting import paced
from quiz.submission import BadSubmission, Submission, read_submission
from quiz.views.context import posted_from
from reports.grammar import decimal
from reports.report import take_of
from reports.restore_forms import MOST_PROBLEMS, SaveFileForm, kept_file
from reports.restored import edition_of, start_restored
from reports.restoring import SaveFile, carry_over, differing
from reports.since import Take, since_last_time
from reports.verdict import reach_verdict
from reports.words.sections import day

SCHEMA = Path(__file__).resolve().parent.parent / "schema" / "save-file.json"
SHOWN = 5  # Roles of each of two rankings beside each other.

KeptView = Callable[[HttpRequest, SaveFile], HttpResponse]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """Takes a PDF or a JSON and says what is in it."""
    form = SaveFileForm(request)
    if not form.is_bound:
        return TemplateResponse(request, "reports/restore.html", {"form": form})
    if form.is_valid():
        try:
            return found_page(request, form.cleaned_data["file"])
        except BadSubmission as error:
            form.add_error("file", list(error.problems[:MOST_PROBLEMS]))
    return refused(request, form)


def of_kept_file(view: KeptView) -> Callable[[HttpRequest], HttpResponse]:
    """Hands the file that the form carries to a view; one that was tampered with is refused like any."""

    @never_cache
    @posted_from("reports:restore")
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        try:
            return view(request, kept_file(request))
        except BadSubmission as error:
            form = SaveFileForm()
            form.is_bound, form.cleaned_data = True, {}
            form.add_error("file", list(error.problems[:MOST_PROBLEMS]))
            return refused(request, form)

    return page


@of_kept_file
@paced
def restore_sitting(request: HttpRequest, save: SaveFile) -> HttpResponse:
    """Makes a sitting of the file: as it was, or with ``on=newest`` open on the newest edition."""
    edition, no_trace = edition_of(save), "no_trace" in request.POST
    finished_at = save.finished_at
    if request.POST.get("on") == "newest":
        newest = newest_edition()
        former = content_of(edition) if edition else None
        submission = carry_over(save, former, content_of(newest)).submission
        edition, finished_at = newest, None
    elif edition is None:
        refusal = _("This file’s edition is not known here. Score its answers by the newest one instead.")
        raise BadSubmission([refusal])
    else:
        submission = read_submission(save.said, content_of(edition))
    sitting, code = start_restored(
        edition,
        submission,
        finished_at,
        timezone.now(),
        leaves_no_trace=no_trace,
        path=save.path,
        appeals=save.appeals,
    )
    end_held(request)
    return remember(redirect(url_to_continue(sitting)), code, leaves_no_trace=no_trace)


@of_kept_file
def compare_with_held(request: HttpRequest, save: SaveFile) -> HttpResponse:
    """The file beside the finished sitting in this browser, the earlier one first."""
    edition, held = edition_of(save), held_result(request)
    if edition is None or save.finished_at is None or held is None:
        raise BadSubmission([_("There is no finished result in this browser to compare this file with.")])
    content = content_of(edition)
    filed = Take(content, edition.number, read_submission(save.said, content), save.finished_at)
    then, now = sorted((filed, take_of(held)), key=lambda take: take.finished_at)
    since = since_last_time(then, now, reach_verdict(now.content, now.submission))
    context = {"since": since, "file_is_newer": now is filed, "now": day(now.finished_at)}
    return TemplateResponse(request, "reports/restore_compared.html", context)


@of_kept_file
def rescore(request: HttpRequest, save: SaveFile) -> HttpResponse:
    """The file's answers by its own edition, if that is known here, and by the newest; nothing is stored."""
    newest, edition = newest_edition(), edition_of(save)
    former = content_of(edition) if edition else None
    carried = carry_over(save, former, content_of(newest))
    context = {
        "save": save,
        "edition": edition,
        "newest": newest,
        "then": scored(former, read_submission(save.said, former)) if former else None,
        "now": scored(content_of(newest), carried.submission),
        "left_out": carried.left_out,
    }
    return TemplateResponse(request, "reports/restore_rescored.html", context)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of save files."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


def found_page(request: HttpRequest, save: SaveFile) -> HttpResponse:
    """What was found and what can be done with it. Raises BadSubmission."""
    newest, edition = newest_edition(), edition_of(save)
    held = sitting_with(code_of(request))
    context = {
        "save": save,
        "date": day(save.finished_at) if save.finished_at else "",
        "name": save.said["about"].get("name", "") if isinstance(save.said.get("about"), dict) else "",
        "edition": edition,
        "newest": newest,
        "is_newest": edition is not None and edition.digest == newest.digest,
        "renumbered": edition is not None and save.edition not in (None, edition.number),
        "held": held,
        "code": code_of(request),
        "comparable": edition is not None and save.finished_at is not None and held_result(request),
    }
    if edition:
        content = content_of(edition)
        submission = read_submission(save.said, content)
        context["differing"] = differing(save, reach_verdict(content, submission))[:SHOWN]
    else:
        context["left_out"] = carry_over(save, None, content_of(newest)).left_out
    return TemplateResponse(request, "reports/restore_found.html", context)


def refused(request: HttpRequest, form: SaveFileForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return TemplateResponse(request, "reports/restore.html", {"form": form}, status=status)


def newest_edition() -> Edition:
    """Raises BadSubmission where none is published."""
    newest = Edition.objects.defer("document").newest()
    if newest is None:
        raise BadSubmission([_("Nothing is published here yet, so no file can be read. Come back later.")])
    return newest


def held_result(request: HttpRequest) -> Sitting | None:
    """The finished sitting that this browser holds."""
    held = sitting_with(code_of(request))
    return held if held and held.finished_at else None


def scored(content: EditionContent, submission: Submission) -> dict[str, object]:
    """A verdict as two of them are set side by side."""
    verdict = reach_verdict(content, submission)
    return {
        "standing": verdict.standing.value,
        "certainty": verdict.certainty.value,
        "answered": verdict.answered,
        "roles": [
            (ranked.role.name, decimal(f"{ranked.match.fit:.1f}")) for ranked in verdict.suggested[:SHOWN]
        ],
    }

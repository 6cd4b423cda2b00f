"""How the quiz does, for one edition at a time: so that no edition's few can be had by subtraction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.store import content_of
from quiz.models import Appeal, Edition, Sitting
from quiz.statistics.summary import ItemUse, Scale, Way, columns_of, item_uses, scales, way
from quiz.statistics.suppression import FEWEST
from quiz.wording import question_of
from reports.admin.takes import LATEST, taken
from reports.told import AppealRow, Told, appeal_rows, told


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """All that the page says of one edition."""

    ways: tuple[Way, ...]
    scales: tuple[Scale, ...]
    items: tuple[ItemUse, ...]
    told: Told
    appeals: tuple[AppealRow, ...]


KEPT: dict[int, tuple[tuple[object, ...], QuizStatistics]] = {}  # One for each edition, by its state.


@require_safe
def statistics_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Reads much and writes nothing."""
    if not request.user.has_perm("quiz.view_edition"):
        raise PermissionDenied
    editions = list(Edition.objects.defer("document"))
    chosen = edition_asked_for(request.GET.get("edition", ""), editions)
    context: dict[str, Any] = site.each_context(request) | {
        "title": _("How the quiz does"),
        "opts": Edition._meta,
        "editions": editions,
        "chosen": chosen,
        "fewest": FEWEST,
        "latest": LATEST,
    }
    if chosen:
        content = content_of(chosen)
        found = statistics_of(chosen, content, timezone.now())
        names = {slug: dimension.name for slug, dimension in content.dimensions.items()}
        context |= {
            "statistics": found,
            "scales": [(names[scale.dimension], scale, two_places(scale.alpha)) for scale in found.scales],
            "items": [(use, question_of(use.item), two_places(use.rest)) for use in found.items],
            "has_appeals": any(row.yes is not None or row.no is not None for row in found.appeals),
        }
    return TemplateResponse(request, "admin/quiz/statistics.html", context)


def edition_asked_for(number: str, editions: list[Edition]) -> Edition | None:
    """The edition with that number, or the newest. Raises Http404."""
    if not number:
        return editions[0] if editions else None
    found = next((edition for edition in editions if str(edition.number) == number), None)
    if found is None:
        raise Http404
    return found


def statistics_of(edition: Edition, content: EditionContent, now: datetime) -> QuizStatistics:
    """The statistics of an edition; worked out again once a sitting began, ended or went, or hourly."""
    counted = Sitting.objects.filter(edition=edition, leaves_no_trace=False)  # Read in their index alone.
    seen = counted.aggregate(Count("pk"), Max("pk"), Max("finished_at"))
    said = Appeal.objects.filter(sitting__edition=edition).count()
    state = (edition.digest, get_language(), *seen.values(), said, f"{now:%Y-%m-%d %H}")
    kept = KEPT.get(edition.pk)
    if kept is None or kept[0] != state:
        kept = KEPT[edition.pk] = (state, reckoned(edition, content, now))
    return kept[1]


def reckoned(edition: Edition, content: EditionContent, now: datetime) -> QuizStatistics:
    found = taken(edition, content, now)
    columns = columns_of(found.takes, content.items)
    ways = (way(found.takes, is_short=is_short) for is_short in (False, True))
    return QuizStatistics(
        tuple(each for each in ways if each),
        scales(columns),
        item_uses(columns),
        told(content, found.finished),
        appeal_rows(found.appeals),
    )


def two_places(number: float | None) -> str:
    """A coefficient as it is printed, with a minus as wide as a digit."""
    return "" if number is None else f"{number:.2f}".replace("-", "−")

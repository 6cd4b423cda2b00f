"""How the short way of the draft's quiz goes for the people of each role."""

from dataclasses import dataclass
from statistics import median

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.check import check_content
from quiz.editions.draft import read_draft
from quiz.editions.once import once
from quiz.editions.short_way import Walk, left_out, short_walks
from quiz.models import Edition
from quiz.wording import question_of

MOST = 60  # Scored roles: five CPU seconds if none of them settles. It grows faster than with their square.


@dataclass(frozen=True, slots=True)
class ToldWalk:
    """A walk with its roles by name, ``percent`` of all questions asked in it."""

    walk: Walk
    role: str
    leader: str
    percent: int

    @property
    def is_led_elsewhere(self) -> bool:
        return self.walk.place > 1


@require_safe
def short_way_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Worked out from the draft and nothing else; reads no sitting and writes nothing."""
    if not request.user.has_perm("quiz.view_edition"):
        raise PermissionDenied
    draft = read_draft()
    context = site.each_context(request) | {
        "title": _("The short way, simulated"),
        "opts": Edition._meta,
        "most": MOST,
        "is_too_large": len(draft.scored_roles) > MOST,
        "has_errors": has_errors(draft),
    }
    if not context["has_errors"] and not context["is_too_large"]:
        context |= told_walks(draft)
    return TemplateResponse(request, "admin/quiz/edition/short_way.html", context)


@once
def has_errors(draft: EditionContent) -> bool:
    """Whether something would stop a walk, without what simulated people show."""
    return any(finding.blocks for finding in check_content(draft))


def told_walks(draft: EditionContent) -> dict[str, object]:
    walks, items = short_walks(draft), len(draft.items)
    told = [
        ToldWalk(
            walk,
            draft.roles[walk.role].name,
            draft.roles[walk.leader].name,
            round(100 * len(walk.asked) / items),
        )
        for walk in walks
    ]
    return {
        "walks": sorted(told, key=lambda each: (-each.walk.place, -each.percent, each.role)),
        "items": items,
        "middle": round(median(len(walk.asked) for walk in walks)),
        "led_elsewhere": sum(each.is_led_elsewhere for each in told),
        "unsettled": sum(not walk.settles for walk in walks),
        "left_out": [(item.slug, question_of(item)) for item in left_out(draft, walks)],
    }

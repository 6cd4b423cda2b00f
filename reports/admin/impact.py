"""Who would be told something else if the draft were published: personas, and the latest sittings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.draft import read_draft
from quiz.editions.store import content_of
from quiz.models import Edition, Persona
from quiz.statistics.suppression import FEWEST
from quiz.submission import Submission
from reports.admin.sittings import latest_submissions
from reports.impact import TOP, Bench, bench_of, impact, without_few


@dataclass(frozen=True, slots=True)
class PersonaVerdict:
    """The first three roles that a persona is told now and by the draft, by name."""

    persona: Persona
    now: tuple[str, ...]
    then: tuple[str, ...]

    @property
    def first_changes(self) -> bool:
        return self.now[:1] != self.then[:1]

    @property
    def three_change(self) -> bool:
        return set(self.now) != set(self.then)


@require_safe
def impact_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Reads much and writes nothing."""
    if not request.user.has_perm("quiz.view_edition"):
        raise PermissionDenied
    newest = Edition.objects.defer("document").newest()
    context = site.each_context(request) | {
        "title": _("Who would be told something else"),
        "opts": Edition._meta,
        "newest": newest,
        "fewest": FEWEST,
    }
    if newest:
        published, draft = content_of(newest), read_draft()
        found = impact(published, draft, latest_submissions())
        context |= {
            "personas": persona_verdicts(published, draft, Persona.objects.all()),
            "impact": without_few(found),
            "moves": bool(found.movers),
        }
    return TemplateResponse(request, "admin/quiz/impact.html", context)


def persona_verdicts(
    published: EditionContent | None, draft: EditionContent, personas: Iterable[Persona]
) -> tuple[PersonaVerdict, ...]:
    """What each persona is told by the newest edition, if there is one, and by the draft."""
    old, new = bench_of(published) if published else None, bench_of(draft)
    return tuple(
        PersonaVerdict(persona, first_names(old, persona) if old else (), first_names(new, persona))
        for persona in personas
    )


def first_names(bench: Bench, persona: Persona) -> tuple[str, ...]:
    """The first three roles by name; before them that nothing is decided, if so."""
    roles, submission = bench.content.roles, Submission(persona.answers)
    names = tuple(roles[slug].name for slug in bench.told(submission)[:TOP])
    return (_("undecided"), *names) if names and bench.is_undecided(submission) else names

"""What the sheet of targets or levels would change if it were saved as it stands: for personas, and for the
pairs of roles that the quiz has to tell apart. Nothing is saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from quiz.content import EditionContent
from quiz.editions.draft import read_draft
from quiz.editions.separation import CONFUSED, Bench
from quiz.models import Persona
from reports.admin.impact import persona_verdicts
from roles.admin.matrix.grid import Ask
from roles.admin.matrix.posted import Edit, edits_of, unpacked
from roles.admin.matrix.sheet import SHEETS, Sheet, SheetName, asks_of, rated_roles, stored_rows
from roles.models import Role
from roles.profile import Demand, Preference

FRAGMENT = "X-Fragment"
WORTH_TELLING = 0.005  # What rounds to 0 % is no news.
PAIRS = 3  # Shown of the roles that are being edited, those that are mixed up most.

Edited = Mapping[str, Mapping[str, Ask | None]]
"""By role and dimension or skill, what is asked now; None for nothing."""


@dataclass(frozen=True, slots=True)
class PairAhead:
    """Of the people of ``role``, how many of a hundred would be told ``rival`` first: so far, and then."""

    role: str
    rival: str
    before: int
    after: int
    is_confused: bool


@require_POST
def sheet_ahead(request: HttpRequest, site: AdminSite, name: str) -> HttpResponse:
    """A page of its own, or with the header X-Fragment what the sheet shows in place."""
    if not all(request.user.has_perm(code) for code in ("quiz.view_edition", "roles.view_role")):
        raise PermissionDenied
    sheet = SHEETS.get(name)
    if sheet is None:
        raise Http404
    edited, refused = edited_cells(request, sheet)
    draft = read_draft()
    then = with_edits(draft, sheet.name, edited)
    context: dict[str, Any] = {
        "title": "What these changes would do",
        "opts": Role._meta,
        "sheet": sheet,
        "back": reverse("admin:roles_role_matrix", args=[sheet.name]),
        "personas": persona_verdicts(draft, then, Persona.objects.all()),
        "pairs": tuple(pairs_ahead(draft, then, edited)),
        "refused": refused,
        "is_changed": bool(edited),
    }
    if FRAGMENT in request.headers:
        return TemplateResponse(request, "admin/roles/role/ahead_list.html", context)
    return TemplateResponse(request, "admin/roles/role/ahead.html", site.each_context(request) | context)


def edited_cells(request: HttpRequest, sheet: Sheet) -> tuple[Edited, int]:
    """The cells that were changed, and how many of them say nothing that could be saved."""
    roles = {role.pk: role.slug for role in rated_roles()}
    columns: Any = sheet.columns._default_manager
    slugs = dict(columns.values_list("pk", "slug"))
    now = asks_of(sheet, stored_rows(sheet, roles))
    places = [(role, column) for role in roles for column in slugs]
    edits = edits_of(sheet, request.POST, unpacked(request.POST.get("seen", "")), now, places)
    return cells_by_role(edits, roles, slugs), sum(bool(edit.refusal) for edit in edits)


def cells_by_role(
    edits: tuple[Edit, ...], roles: Mapping[int, str], columns: Mapping[int, str]
) -> dict[str, dict[str, Ask | None]]:
    found: dict[str, dict[str, Ask | None]] = {}
    for edit in edits:
        if not edit.refusal:
            found.setdefault(roles[edit.place[0]], {})[columns[edit.place[1]]] = edit.ask
    return found


def with_edits(content: EditionContent, sheet: SheetName, edited: Edited) -> EditionContent:
    """The content with other targets or levels."""
    roles = dict(content.roles)
    for slug, cells in edited.items():
        if sheet is SheetName.DIMENSIONS:
            preferences = changed(roles[slug].preferences, cells, Preference)
            roles[slug] = replace(roles[slug], preferences=preferences)
        else:
            roles[slug] = replace(roles[slug], skills=changed(roles[slug].skills, cells, Demand))
    return replace(content, roles=roles)


def changed(asks: Mapping[str, Any], cells: Mapping[str, Ask | None], kind: Any) -> dict[str, Any]:
    kept = {slug: ask for slug, ask in asks.items() if slug not in cells}
    return kept | {slug: kind(ask.value, ask.weight) for slug, ask in cells.items() if ask}


def pairs_ahead(before: EditionContent, after: EditionContent, edited: Edited) -> Iterator[PairAhead]:
    """Of the edited roles, the pairs that would be mixed up most."""
    old, new = Bench.of(before), Bench.of(after)
    pairs = [
        (new.chance_behind(role, rival, new.known), role, rival)
        for role, rival in permutations(after.scored_roles, 2)
        if role.slug in edited or rival.slug in edited
    ]
    for chance, role, rival in sorted(pairs, key=lambda pair: -pair[0])[:PAIRS]:
        was = old.chance_behind(before.roles[role.slug], before.roles[rival.slug], old.known)
        if max(was, chance) >= WORTH_TELLING:
            yield PairAhead(role.name, rival.name, round(100 * was), round(100 * chance), chance > CONFUSED)

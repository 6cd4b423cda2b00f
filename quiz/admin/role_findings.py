"""The findings that concern one role, for its own page."""

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.admin.findings import findings_of, place_findings, this_day
from quiz.editions.draft import read_draft
from roles.models import Role

FRAGMENT = "X-Fragment"


@require_safe
def findings_of_role(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """A page of its own, or with the header X-Fragment what the role's page shows in place.

    The whole draft has to be read for it, so a role's page doesn't wait for it.
    """
    if not request.user.has_perm("roles.view_role"):
        raise PermissionDenied
    role = get_object_or_404(Role.objects.only("pk", "slug", "name", "is_scored"), pk=pk)
    draft = read_draft()
    found = [finding for finding in findings_of(draft, this_day()) if role.slug in finding.roles]
    placed = place_findings(found, draft)
    context = {
        "title": _("Checks of %(role)s") % {"role": role.name},
        "opts": Role._meta,
        "role": role,
        "errors": [each for each in placed if each.finding.blocks],
        "warnings": [each for each in placed if not each.finding.blocks],
    }
    if FRAGMENT in request.headers:
        return TemplateResponse(request, "admin/quiz/role_findings_list.html", context)
    context = site.each_context(request) | context
    return TemplateResponse(request, "admin/quiz/role_findings_page.html", context)

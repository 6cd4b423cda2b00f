"""Preview of a role's report: its ideal respondent, on the draft, with nothing stored."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quiz.content import EditionContent
from quiz.editions.document import digest_of
from quiz.editions.draft import read_brand, read_draft
from quiz.scoring.ideal import ideal_answers
from quiz.submission import NAME_LENGTH, About, Submission
from reports.branding import SiteBrand
from reports.cache import Busy, render_slot
from reports.charts.palette import PALETTE
from reports.pdf import RenderError, render_pdf
from reports.report import Report, Stamp, build_report
from roles.brand import Brand
from roles.models import Role

NOT_SCORED = gettext_lazy("This role is not in the verdict, so it has no report to preview.")
NO_EDITION = 0  # What is printed as the edition of a draft: published ones count from 1.


@require_safe
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    role = previewed_role(request, pk)
    if not role.is_scored:
        return back_to(request, role, str(NOT_SCORED))
    report = preview_report(role.slug, timezone.now())
    context = {
        "role": role,
        "report": report,
        "palette": PALETTE,
        "linked": False,
        "brand": draft_brand(report.brand),
    }
    return TemplateResponse(request, "admin/roles/role/preview.html", context)


@require_safe
def preview_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    role = previewed_role(request, pk)
    if not role.is_scored:
        return back_to(request, role, str(NOT_SCORED))
    try:
        return pdf_response(preview_report(role.slug, timezone.now()), role.slug)
    except NoPdf as error:
        return back_to(request, role, str(error))


class NoPdf(RuntimeError):
    """The PDF can't be made now; says why."""


def pdf_response(report: Report, name: str) -> HttpResponse:
    """The report as a PDF that is kept nowhere. Raises NoPdf."""
    try:
        with render_slot():
            pdf = render_pdf(report)
    except RenderError as error:
        raise NoPdf(str(error)) from error
    except Busy as error:
        raise NoPdf(_("Other PDFs are being made. Try again in a few seconds.")) from error
    headers = {"Content-Disposition": f'inline; filename="preview-{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_safe
def draft_style(request: HttpRequest) -> HttpResponse:
    """The colours of the draft; those of editions have addresses of their own."""
    if not request.user.has_perm("roles.view_role"):
        raise PermissionDenied
    brand = read_brand()
    return HttpResponse(brand.stylesheet if brand else "", content_type="text/css; charset=utf-8")


def draft_brand(brand: Brand | None) -> SiteBrand | None:
    """The draft's look as the header takes it; unpublished, so at no lasting address."""
    if brand is None:
        return None
    logo = f"data:image/png;base64,{brand.logo}" if brand.logo else ""
    return SiteBrand(brand, reverse("admin:roles_organisation_style") if brand.accent else "", logo)


def previewed_role(request: HttpRequest, pk: int) -> Role:
    """The role, for somebody who may look at roles. Raises PermissionDenied or Http404."""
    if not (request.user.has_perm("roles.view_role") or request.user.has_perm("roles.change_role")):
        raise PermissionDenied
    return get_object_or_404(Role, pk=pk)


def back_to(request: HttpRequest, role: Role, why: str) -> HttpResponse:
    messages.error(request, why)
    return HttpResponseRedirect(reverse("admin:roles_role_change", args=[role.pk]))


def preview_report(slug: str, now: datetime) -> Report:
    """What somebody who answers just as the role would have it would read if the draft were published."""
    draft = read_draft()
    role = draft.roles[slug]
    about = About(name=(_("the ideal %(role)s (draft preview)") % {"role": role.name})[:NAME_LENGTH])
    return draft_report(draft, Submission(ideal_answers(draft.items, role, draft.constants), about), now)


def draft_report(draft: EditionContent, submission: Submission, now: datetime) -> Report:
    """The report on the draft, stamped as edition 0."""
    stamp = Stamp(NO_EDITION, digest_of(draft), now, settings.STALE_AFTER_DAYS)
    return build_report(draft, submission, stamp)

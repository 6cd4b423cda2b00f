"""The editor's desk where it needs verdicts: previews, personas, impact of an edit, and explanations."""

from functools import partial

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reports.admin import explanation, persona, wording
from reports.admin.ahead import sheet_ahead
from reports.admin.impact import impact_page
from reports.admin.persona import persona_pdf, persona_report
from reports.admin.preview import draft_style, preview_page, preview_pdf
from reports.admin.statistics import statistics_page

__all__ = ["explanation", "persona", "preview_urls", "wording"]


def preview_urls(site: AdminSite) -> list[URLPattern]:
    """The previews of one admin site, behind its login."""
    view = site.admin_view
    return [
        path("roles/organisation/draft.css", view(draft_style), name="roles_organisation_style"),
        path(
            "roles/role/matrix/<str:name>/ahead/",
            view(partial(sheet_ahead, site=site)),
            name="roles_role_matrix_ahead",
        ),
        path("roles/role/<int:pk>/preview/", view(preview_page), name="roles_role_preview"),
        path("roles/role/<int:pk>/preview.pdf", view(preview_pdf), name="roles_role_preview_pdf"),
        path("quiz/persona/<int:pk>/preview/", view(persona_report), name="quiz_persona_preview"),
        path("quiz/persona/<int:pk>/preview.pdf", view(persona_pdf), name="quiz_persona_preview_pdf"),
        path("quiz/statistics/", view(partial(statistics_page, site=site)), name="quiz_statistics"),
        path("quiz/impact/", view(partial(impact_page, site=site)), name="quiz_impact"),
    ]

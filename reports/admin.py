"""Preview of a role's report: its ideal respondent, on the draft, with nothing stored."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path


def preview_urls(site: AdminSite) -> list[URLPattern]:
    """The previews of one admin site, behind its login."""
    return [
        path("roles/role/<int:pk>/preview/", site.admin_view(preview_page), name="roles_role_preview"),
        path("roles/role/<int:pk>/preview.pdf", site.admin_view(preview_pdf), name="roles_role_preview_pdf"),
    ]


def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(status=501)


def preview_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(status=501)

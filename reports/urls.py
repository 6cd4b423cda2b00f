"""Addresses of reports and public pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("reports.public.urls")),
]

"""Addresses of reports and public pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

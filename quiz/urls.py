"""Addresses of the quiz."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

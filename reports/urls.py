"""Addresses of reports and public pages."""

from django.urls import include, path

from reports import views

report_patterns = [
    path("result/", views.result, name="result"),
    path("result/choices/", views.choices, name="choices"),
    path("result/again/", views.again, name="again"),
    path("result/verdict.pdf", views.pdf, name="pdf"),
    path("result/answers.json", views.answers, name="answers"),
]

urlpatterns = [
    path("", include((report_patterns, "reports"))),
    path("", include("reports.public.urls")),
]

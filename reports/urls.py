"""Addresses of reports and public pages."""

from django.urls import include, path

from reports import branding
from reports.restore_urls import restore_patterns
from reports.views import asking, choosing, files, result, sharing

report_patterns = [
    path("result/", result.result, name="result"),
    path("result/choices/", choosing.choices, name="choices"),
    path("result/side-by-side/", choosing.compare, name="compare"),
    path("result/appeal/", choosing.appeal, name="appeal"),
    path("result/why/", asking.why, name="why"),
    path("result/ways/", asking.ways, name="ways"),
    path("result/again/", result.again, name="again"),
    path("result/share/", sharing.links, name="share"),
    path("result/share/<int:number>/revoke/", sharing.revoke, name="revoke"),
    path("shared/", sharing.shared, name="shared"),
    path("shared/<str:token>/", sharing.shared_link, name="shared_link"),
    path("result/verdict.pdf", files.pdf, name="pdf"),
    path("result/pdf/", files.pdf_progress, name="pdf_progress"),
    path("result/pdf/state.json", files.pdf_progress_state, name="pdf_state"),
    path("result/answers.json", files.answers, name="answers"),
    *restore_patterns,
]

urlpatterns = [
    path("", include((report_patterns, "reports"))),
    path("brand/<str:digest>/style.css", branding.style, name="brand_style"),
    path("brand/<str:digest>/logo.png", branding.logo, name="brand_logo"),
    path("", include("reports.public.urls")),
]

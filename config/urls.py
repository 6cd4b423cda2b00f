"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from config import languages

urlpatterns = [
    path("admin/", admin.site.urls),
    path("language/", languages.choose, name="language"),
    path("", include("quiz.urls")),
    path("", include("reports.urls")),
]

handler404 = "quiz.refusals.not_found"

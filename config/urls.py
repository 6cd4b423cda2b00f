"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from config import languages

urlpatterns = [
    path("", include("quiz.urls")),  # First, since it is asked for most.
    path("admin/", admin.site.urls),
    path("language/", languages.choose, name="language"),
    path("", include("reports.urls")),
]

handler404 = "quiz.refusals.not_found"

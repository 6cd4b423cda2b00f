"""Addresses of the public pages."""

from django.urls import path

from reports.public import views

app_name = "public"

urlpatterns = [
    path("roles/", views.roles, name="roles"),
    path("roles/<slug:slug>/", views.role, name="role"),
    path("compare/", views.compare, name="compare"),
    path("compare/<slug:first>/<slug:second>/", views.versus, name="versus"),
    path("method/", views.method, name="method"),
    path("sources/", views.sources, name="sources"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]

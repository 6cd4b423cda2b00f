"""The site with an empty view beside it: what gunicorn serves in ``make bench``."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.wsgi import application as application


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def with_empty_view() -> None:
    from config import urls

    urls.urlpatterns.insert(0, path("bench/empty/", empty))


with_empty_view()

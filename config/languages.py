"""The reader's language: chosen on a page of its own, kept in a cookie, else what the browser asks for.

Pages link to the choice and hold no form of it: a form brings a cookie, and the public pages set none.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.i18n import set_language

from config.middleware import is_secret


class ReaderLanguage(LocaleMiddleware):
    """Django's choice by cookie and Accept-Language, which answers name in Vary.

    The editors' desk speaks one language: half of a desk in another helps nobody.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if is_desk(request):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if not is_desk(request):
            patch_vary_headers(answer, ("Cookie",))
        return answer


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """The languages there are, as buttons; choosing one leads back to where the reader came from."""
    if request.method == "POST":
        return set_language(request)
    return TemplateResponse(request, "language.html", {"next": came_from(request)})


def came_from(request: HttpRequest) -> str:
    """The page of this site on which the choice was asked for, "/" if the browser doesn't say.

    It is read from the referrer and not from the address, so that no private address gets into another.
    """
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.get_host() or not referrer.path or referrer.path == request.path:
        return "/"
    if is_secret(referrer.path):  # Of an older browser, or one that goes by no policy.
        return "/"
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path

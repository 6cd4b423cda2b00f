"""``/admin/second-factor/``: an editor sets up a second factor, makes new recovery codes or takes it away."""

import logging
from base64 import b32encode
from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django_otp import DEVICE_ID_SESSION_KEY, login
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.forms import ProofForm
from quiz.clients import client_address

HERE = "admin:second_factor"
OPEN = {"second_factor", "logout"}  # Addresses of the desk for who has yet to set one up.
REQUIRED = "required"

logger = logging.getLogger("rolewise.security")


def second_factor_urls(site: AdminSite) -> list[URLPattern]:
    view = site.admin_view(partial(second_factor_page, site=site))
    return [path("second-factor/", view, name="second_factor")]


def must_set_up(request: HttpRequest) -> bool:
    """Whether this page of the desk waits until its visitor has a second factor."""
    if settings.SECOND_FACTOR != REQUIRED or DEVICE_ID_SESSION_KEY in request.session:
        return False
    return request.resolver_match is None or request.resolver_match.url_name not in OPEN


def second_factor_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    authenticator = second_factor.authenticator_of(user)
    begun = None if authenticator else second_factor.begun_by(user)
    act = request.POST.get("do", "")
    if request.method == "POST" and act == "begin":
        if authenticator is None:
            second_factor.begin(user)
        return redirect(HERE)
    form, codes = None, None
    if authenticator or begun:
        form = ProofForm(request, authenticator or begun, request.POST or None, spare=bool(authenticator))
        if form.is_valid():
            if act == "remove" and authenticator:
                return taken_away(request, form)
            if begun and act == "confirm":
                authenticator, codes = begun, confirmed(request, form)
            elif authenticator and act == "renew":
                codes = second_factor.new_recovery_codes(user)
                tell(request, "made new recovery codes")
    shown = {
        "title": "Second factor",
        "authenticator": authenticator,
        "begun": None if codes else begun,
        "form": None if codes else form,
        "act": act,
        "codes": codes,
        "left": user.recovery_codes.count(),
        "is_required": settings.SECOND_FACTOR == REQUIRED,
        **(way_into_the_app(begun) if begun and not codes else {}),
    }
    return TemplateResponse(request, "admin/accounts/second_factor.html", site.each_context(request) | shown)


def way_into_the_app(begun: TOTPDevice) -> dict[str, Any]:
    """The key to type, and its picture to scan: black on white in a dark desk too."""
    code = segno.make(begun.config_url, error="m")
    return {
        "picture": code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
        "key": second_factor.grouped(b32encode(begun.bin_key).decode(), 4),
    }


def confirmed(request: HttpRequest, form: ProofForm) -> list[str]:
    codes = second_factor.confirm(form.device)
    end_other_sessions(request, form)
    login(request, form.device)
    tell(request, "set up a second factor")
    return codes


def taken_away(request: HttpRequest, form: ProofForm) -> HttpResponseRedirect:
    assert form.user
    second_factor.remove(form.user)
    end_other_sessions(request, form)
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    tell(request, "took its second factor away")
    messages.success(request, "The second factor is gone; your password alone signs you in.")
    return redirect(HERE)


def end_other_sessions(request: HttpRequest, form: ProofForm) -> None:
    """Signs out whoever else is signed in to this account: a password set anew does, be it the same."""
    assert form.user
    form.user.set_password(form.cleaned_data["password"])
    form.user.save(update_fields=["password"])
    update_session_auth_hash(request, form.user)


def tell(request: HttpRequest, what: str) -> None:
    logger.info("account %s %s from %s", request.user.pk, what, client_address(request))

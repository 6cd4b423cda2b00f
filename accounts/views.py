"""``/admin/security/``: an editor's second factor, and where they are signed in."""

import logging
from base64 import b32encode
from collections.abc import Callable
from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django_otp import DEVICE_ID_SESSION_KEY, login
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.forms import PasswordForm, ProofForm
from accounts.sessions import sessions_of
from quiz.clients import client_address

NAME = "security"
HERE = f"admin:{NAME}"
OPEN = {NAME, "logout"}  # Addresses of the desk for who has yet to set up a second factor.
REQUIRED = "required"

logger = logging.getLogger("rolewise.security")


def security_urls(site: AdminSite) -> list[URLPattern]:
    return [path("security/", site.admin_view(partial(security_page, site=site)), name=NAME)]


def must_set_up(request: HttpRequest) -> bool:
    """Whether this page of the desk waits until its visitor has a second factor."""
    if settings.SECOND_FACTOR != REQUIRED:
        return False
    if request.resolver_match and request.resolver_match.url_name in OPEN:
        return False
    authenticator = second_factor.authenticator_of(editor(request))
    passed = request.session.get(DEVICE_ID_SESSION_KEY)
    return authenticator is None or passed != authenticator.persistent_id


def security_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Does what a button asks for once its form proves who asks; else shows the page, with what is wrong."""
    user, do = editor(request), request.POST.get("do", "")
    device = second_factor.authenticator_of(user) or second_factor.begun_by(user)
    if do == "begin" and not (device and device.confirmed):
        second_factor.begin(user)
        return redirect(HERE)
    act = ACTS.get((device.confirmed, do)) if device else None
    proof = ProofForm(request, device, request.POST if act else None) if device else None
    if act and proof and proof.is_valid():
        return act(request, site, proof)
    # Ids of its own, as it stands beside the other form. Its field's name is masked in records of attempts.
    ending = PasswordForm(request, request.POST if do == END_OTHERS else None, auto_id="id_sessions_%s")
    if ending.is_valid():
        return others_ended(request, ending)
    return shown(request, site, device=device, proof=proof, ending=ending)


def shown(request: HttpRequest, site: AdminSite, **more: Any) -> HttpResponse:
    user, device = editor(request), more.get("device")
    context = {
        "title": "Security",
        "left": user.recovery_codes.count(),
        "is_required": settings.SECOND_FACTOR == REQUIRED,
        "sessions": sessions_of(user, request.session.session_key),
        **(way_into_the_app(device) if device and not device.confirmed else {}),
    }
    return TemplateResponse(
        request, "admin/accounts/security.html", site.each_context(request) | context | more
    )


def way_into_the_app(begun: TOTPDevice) -> dict[str, Any]:
    """The key to type, and its picture to scan: black on white in a dark desk too."""
    code = segno.make(begun.config_url, error="m")
    return {
        "picture": code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
        "key": second_factor.grouped(b32encode(begun.bin_key).decode(), 4),
    }


def confirmed(request: HttpRequest, site: AdminSite, proof: ProofForm) -> HttpResponse:
    codes = second_factor.confirm(proof.device)
    if not codes:
        messages.error(request, "This key was replaced in another window. Scan the one below.")
        return redirect(HERE)
    end_other_sessions(request, proof)
    login(request, proof.device)
    tell(request, "set up a second factor")
    return shown(request, site, codes=codes)


def renewed(request: HttpRequest, site: AdminSite, proof: ProofForm) -> HttpResponse:
    codes = second_factor.new_recovery_codes(editor(request))
    tell(request, "made new recovery codes")
    return shown(request, site, codes=codes)


def removed(request: HttpRequest, site: AdminSite, proof: ProofForm) -> HttpResponse:
    second_factor.remove(editor(request))
    end_other_sessions(request, proof)
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    tell(request, "took its second factor away")
    messages.success(request, "The second factor is gone; your password alone signs you in.")
    return redirect(HERE)


def others_ended(request: HttpRequest, ending: PasswordForm) -> HttpResponse:
    end_other_sessions(request, ending)
    tell(request, "ended its other sessions")
    messages.success(request, "You are signed in here and nowhere else.")
    return redirect(HERE)


# By whether the key is confirmed, and the button that was pressed.
ACTS: dict[tuple[bool, str], Callable[[HttpRequest, AdminSite, ProofForm], HttpResponse]] = {
    (False, "confirm"): confirmed,
    (True, "renew"): renewed,
    (True, "remove"): removed,
}
END_OTHERS = "end_others"


def end_other_sessions(request: HttpRequest, form: PasswordForm) -> None:
    """Signs out whoever else is signed in to this account: a password set anew does, be it the same."""
    user = editor(request)
    user.set_password(form.cleaned_data["password"])
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)


def tell(request: HttpRequest, what: str) -> None:
    logger.info("account %s %s from %s", request.user.pk, what, client_address(request))


def editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user

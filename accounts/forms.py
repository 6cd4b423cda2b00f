"""Forms that ask for the second factor, and count each wrong code as a try to sign in."""

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from quiz.clients import client_address

logger = logging.getLogger("rolewise.security")

WRONG = "This code isn’t right, or has been used. Wait until the app shows the next one."
WRONG_AT_SIGN_IN = f"{WRONG} Or type one of your recovery codes."
MISSING = "This account has a second factor: type the code that your authenticator shows, too."
LONGEST = 64  # Characters of a code, gaps included.


class CodeField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        typed = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(max_length=LONGEST, label="Code", widget=forms.TextInput(attrs=typed), **options)


class SignInForm(AdminAuthenticationForm):
    """Name and password, and the code of those who have set up a second factor."""

    code = CodeField(required=False, help_text="Only if you have set up a second factor.")

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        authenticator = second_factor.authenticator_of(user)
        if authenticator is None:
            return
        code = self.cleaned_data.get("code", "")
        if not code or not self.is_right(authenticator, code):
            # Without a code too: it tells who stole a password that it is the right one.
            count_as_failure(self.request, user)
            raise ValidationError(WRONG_AT_SIGN_IN if code else MISSING, code="second_factor")
        user.otp_device = authenticator  # django-otp writes it into the session.

    def is_right(self, authenticator: TOTPDevice, code: str) -> bool:
        if second_factor.accepts(authenticator, code):
            return True
        if not second_factor.spends(authenticator.user, code):
            return False
        left = authenticator.user.recovery_codes.count()
        assert self.request
        address = client_address(self.request)
        logger.warning(
            "account %s used a recovery code from %s, %d left", authenticator.user_id, address, left
        )
        messages.warning(
            self.request,
            f"You signed in with a recovery code; {left} are left. If the authenticator is lost, "
            "set up the second factor anew (“Security”, above).",
        )
        return True


class PasswordForm(forms.Form):
    """Who sits at the desk types the password once more, before what protects the account changes."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, data: Any = None, *, auto_id: str = "id_%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.request = request

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        name = self.request.user.get_username()
        if not self.errors and authenticate(self.request, username=name, password=said["password"]) is None:
            self.add_error("password", "This isn’t your password.")
        return said


class ProofForm(PasswordForm):
    """The password, and a code of the authenticator that is being set up or is on."""

    code = CodeField()

    def __init__(self, request: HttpRequest, device: TOTPDevice, data: Any = None) -> None:
        super().__init__(request, data)
        self.device = device

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not self.is_right(said["code"]):
            count_as_failure(self.request, self.device.user)
            self.add_error("code", WRONG)
        return said

    def is_right(self, code: str) -> bool:
        """A recovery code will do where there are some, for who has lost the authenticator."""
        return second_factor.accepts(self.device, code) or second_factor.spends(self.device.user, code)


def count_as_failure(request: HttpRequest | None, user: Any) -> None:
    """Towards the lock-out, as a wrong password."""
    credentials = {"username": user.get_username()}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)

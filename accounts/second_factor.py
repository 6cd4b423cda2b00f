"""The second factor of an editor's account: an authenticator's codes (TOTP, RFC 6238), and spare ones.

Key, clock and the delay after wrong codes are django-otp's; that a code counts once is both's.
"""

import re
import secrets
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode

BEGUN_FOR = timedelta(hours=1)  # A key that nobody confirmed by then is shown no more.
SPARE = 10  # Recovery codes that are made at a time.
# Nothing that is read as something else. 24 of 31 letters have 118 bits, so a plain hash of them will do
# (OWASP ASVS 5.0, 6.5.2: 112).
LETTERS, LENGTH, GROUP = "abcdefghjkmnpqrstuvwxyz23456789", 24, 6
SIX_DIGITS = re.compile(r"[0-9]{6}")


def authenticator_of(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def begun_by(user: User) -> TOTPDevice | None:
    """The key that an account has been shown and has not confirmed yet."""
    since = timezone.now() - BEGUN_FOR
    return TOTPDevice.objects.filter(user=user, confirmed=False, created_at__gt=since).last()


def begin(user: User) -> None:
    """Makes a key to show, in place of any that was begun before."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        TOTPDevice.objects.create(user=user, name="Authenticator", confirmed=False)


def confirm(begun: TOTPDevice) -> list[str]:
    """Makes a begun key the account's only one. Returns its recovery codes, which can't be read again; none
    if the key was begun anew meanwhile, in another window."""
    with transaction.atomic():
        if not TOTPDevice.objects.filter(pk=begun.pk, confirmed=False).update(confirmed=True):
            return []
        TOTPDevice.objects.filter(user=begun.user).exclude(pk=begun.pk).delete()
        return new_recovery_codes(begun.user)


def new_recovery_codes(user: User) -> list[str]:
    """Makes SPARE codes and ends all earlier ones."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(SPARE)]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest(code)) for code in codes)
    return [grouped(code) for code in codes]


def remove(user: User) -> bool:
    """Back to the password alone. False if that was all there was."""
    with transaction.atomic():
        number: int = TOTPDevice.objects.filter(user=user, confirmed=True).delete()[0]
        TOTPDevice.objects.filter(user=user).delete()
        user.recovery_codes.all().delete()
    return number > 0


def accepts(device: TOTPDevice, code: str) -> bool:
    """Whether an authenticator shows this code now. It counts once; wrong ones slow down further tries."""
    typed = plain(code)
    return bool(SIX_DIGITS.fullmatch(typed) and verify_token(device.user, device.persistent_id, typed))


def spends(user: User, code: str) -> bool:
    """Whether this is one of the account's recovery codes. It is none from then on."""
    return RecoveryCode.objects.filter(user=user, digest=digest(plain(code))).delete()[0] > 0


def digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def plain(code: str) -> str:
    """What was typed, without the gaps in which codes and keys are shown."""
    return re.sub(r"[\s-]", "", code).lower()


def grouped(code: str, size: int = GROUP) -> str:
    return " ".join(code[at : at + size] for at in range(0, len(code), size))

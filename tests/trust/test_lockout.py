"""Who guesses passwords is locked out, and nobody else."""

from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from quiz.sweeping import round_begun
from tests.trust.sizes import told

PASSWORD = "a long enough password"
PROXY = "127.0.0.1"


@pytest.fixture(autouse=True)
def editor(db: None, settings: Settings) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Fast.
    return User.objects.create_superuser("editor", password=PASSWORD)


def sign_in(password: str, address: str = PROXY, forwarded: str | None = None) -> int:
    """The status of an attempt: 302 in, 200 wrong, 429 locked out."""
    said = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    form = {"username": "editor", "password": password}
    return Client().post("/admin/login/", form, REMOTE_ADDR=address, **said).status_code


def guess(times: int, address: str = PROXY, forwarded: str | None = None) -> int:
    return [sign_in(f"wrong {number}", address, forwarded) for number in range(times)][-1]


def test_five_wrong_passwords_lock_that_address_out():
    assert guess(4, "203.0.113.9") == HTTPStatus.OK
    assert guess(1, "203.0.113.9") == HTTPStatus.TOO_MANY_REQUESTS
    assert sign_in(PASSWORD, "203.0.113.9") == HTTPStatus.TOO_MANY_REQUESTS


def test_who_is_locked_out_is_told_for_how_long_and_who_can_help():
    guess(4, "203.0.113.9")

    form = {"username": "editor", "password": "wrong"}
    page = Client().post("/admin/login/", form, REMOTE_ADDR="203.0.113.9").content.decode()

    assert "Try again in an hour" in page and "manage.py axes_reset_username NAME" in page
    assert "<html" in page


def test_the_editor_signs_in_while_somebody_else_guesses():
    guess(6, "203.0.113.9")

    assert sign_in(PASSWORD, "198.51.100.4") == HTTPStatus.FOUND


@pytest.mark.parametrize("proxied", [True, False])
def test_a_hundred_tries_under_forged_addresses_are_five_tries(settings: Settings, proxied: bool):
    """S8: only the first four are told that the password is wrong, and the right one comes too late."""
    settings.BEHIND_PROXY = proxied
    forged = ["198.51.100.{}, 203.0.113.9", "203.0.113.9"] if proxied else ["198.51.100.{}", "127.0.0.1"]

    met = [
        sign_in(f"wrong {number}", PROXY if proxied else "203.0.113.9", forged[number % 2].format(number))
        for number in range(100)
    ]
    met.append(sign_in(PASSWORD, PROXY if proxied else "203.0.113.9", forged[0].format(250)))

    assert met == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS] * 97
    told(
        f"S8: 100 tries, locked out at the fifth, forged headers {'behind' if proxied else 'without'} a proxy"
    )


def test_without_a_proxy_nobody_is_believed_about_their_address():
    for number in range(5):
        guess(1, "203.0.113.9", f"198.51.100.{number}")

    assert sign_in(PASSWORD, "203.0.113.9", "198.51.100.77") == HTTPStatus.TOO_MANY_REQUESTS
    assert sign_in(PASSWORD, "198.51.100.4", "203.0.113.9") == HTTPStatus.FOUND


def test_behind_a_proxy_a_guesser_does_not_lock_the_editor_out(settings: Settings):
    settings.BEHIND_PROXY = True

    guess(6, PROXY, "203.0.113.9")

    assert sign_in(PASSWORD, PROXY, "203.0.113.9") == HTTPStatus.TOO_MANY_REQUESTS
    assert sign_in(PASSWORD, PROXY, "198.51.100.4") == HTTPStatus.FOUND


def test_behind_a_proxy_forged_entries_do_not_help_a_guesser(settings: Settings):
    settings.BEHIND_PROXY = True

    for number in range(5):
        guess(1, PROXY, f"198.51.100.{number}, 203.0.113.9")

    assert sign_in(PASSWORD, PROXY, "198.51.100.77, 203.0.113.9") == HTTPStatus.TOO_MANY_REQUESTS


@pytest.mark.parametrize("nonsense", ["", "unknown", "203.0.113.9, ", "203.0.113.9, <script>"])
def test_a_proxy_that_talks_nonsense_is_itself_the_client(settings: Settings, nonsense: str):
    settings.BEHIND_PROXY = True

    guess(5, PROXY, nonsense)

    assert sign_in(PASSWORD, PROXY) == HTTPStatus.TOO_MANY_REQUESTS


def test_what_was_typed_is_forgotten_once_it_counts_no_more():
    guess(5, "203.0.113.9")
    now = timezone.now()

    sweep_at(now)
    assert AccessAttempt.objects.count() == 1 and not AccessLog.objects.exists()

    sweep_at(now + timedelta(hours=1, minutes=1))
    assert not AccessAttempt.objects.exists()


def test_a_sign_in_writes_no_log_of_its_own_into_the_database():
    assert sign_in(PASSWORD) == HTTPStatus.FOUND

    assert not AccessLog.objects.exists()


def test_the_desk_shows_neither_attempts_nor_the_queue(editor: User):
    desk = Client()
    desk.force_login(editor)

    page = desk.get("/admin/").content.decode()

    assert "/admin/auth/" in page
    assert "/admin/axes/" not in page and "/admin/django_tasks" not in page


def sweep_at(now: datetime) -> None:
    round_begun.send(sender=None, now=now)

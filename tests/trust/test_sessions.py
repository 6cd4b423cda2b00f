"""S9: a session or code that somebody planted, kept or copied opens nothing."""

from collections.abc import Callable
from http import HTTPStatus
from time import time

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from quiz.models import Edition, Sitting

PASSWORD = "a long enough password"


@pytest.fixture
def editor(db: None, settings: Settings) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Fast.
    return User.objects.create_superuser("editor", password=PASSWORD)


def sign_in(browser: Client) -> None:
    answer = browser.post("/admin/login/?next=/admin/", {"username": "editor", "password": PASSWORD})
    assert answer.status_code == HTTPStatus.FOUND


def holding(session: str) -> Client:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    return browser


def at_the_desk(browser: Client) -> bool:
    return browser.get("/admin/").status_code == HTTPStatus.OK


def test_a_session_planted_before_signing_in_is_worth_nothing_after(editor: User):
    browser = Client()
    browser.session.save()
    planted = browser.session.session_key
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted

    sign_in(browser)

    assert at_the_desk(browser)
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert not at_the_desk(holding(planted))


def test_a_session_kept_from_before_signing_out_opens_nothing(editor: User):
    browser = Client()
    sign_in(browser)
    kept = browser.cookies[settings.SESSION_COOKIE_NAME].value

    browser.post("/admin/logout/")

    assert not at_the_desk(holding(kept))


def test_a_new_password_ends_the_sessions_of_the_old_one(editor: User):
    browser = Client()
    sign_in(browser)

    editor.set_password("another long password")
    editor.save()

    assert not at_the_desk(browser)


def test_starting_the_quiz_never_takes_a_code_that_the_browser_brought(edition: Edition):
    browser, planted = Client(), "A" * 43
    browser.cookies["sitting"] = planted

    browser.post("/quiz/start/", {"path": "all"})

    assert browser.cookies["sitting"].value != planted
    assert not Sitting.objects.with_code(planted).exists()


def test_a_deleted_sitting_s_code_opens_nothing_in_another_browser(edition: Edition):
    browser = Client()
    browser.post("/quiz/start/", {"path": "all"})
    code = browser.cookies["sitting"].value

    browser.post("/quiz/delete/", {"confirm": "yes"})

    thief = Client()
    thief.cookies["sitting"] = code
    assert thief.get("/quiz/1/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("change", [lambda user: user.delete(), lambda user: deactivate(user)])
def test_the_sessions_of_an_account_that_is_closed_end_at_once(
    editor: User, change: Callable[[User], object]
):
    browser = Client()
    sign_in(browser)

    change(editor)

    assert not at_the_desk(browser)


def deactivate(user: User) -> None:
    user.is_active = False
    user.save()


def test_whoever_is_away_for_hours_signs_in_again(editor: User, monkeypatch: pytest.MonkeyPatch):
    browser, now = Client(), time()
    sign_in(browser)
    kept = browser.cookies[settings.SESSION_COOKIE_NAME].value

    for hours, inside in ((3.9, True), (7.7, True), (11.8, False)):
        monkeypatch.setattr("accounts.signing_in.time", lambda hours=hours: now + 3600 * hours)
        assert at_the_desk(browser) is inside, hours

    monkeypatch.undo()
    assert not at_the_desk(holding(kept))


def test_nobody_is_signed_in_for_more_than_half_a_day(editor: User, monkeypatch: pytest.MonkeyPatch):
    browser, now = Client(), time()
    sign_in(browser)

    for hours in range(1, 13):
        monkeypatch.setattr("accounts.signing_in.time", lambda hours=hours: now + 3600 * hours - 60)
        assert at_the_desk(browser), hours

    monkeypatch.setattr("accounts.signing_in.time", lambda: now + 3600 * 12 + 60)
    assert not at_the_desk(browser)


def test_an_editor_sees_where_they_are_signed_in_and_ends_all_but_this(editor: User):
    here, elsewhere, gone = Client(), Client(), Client()
    for browser in (here, elsewhere, gone):
        sign_in(browser)
    gone.post("/admin/logout/")
    User.objects.create_superuser("chief", password=PASSWORD)
    Client().post("/admin/login/", {"username": "chief", "password": PASSWORD})

    before = here.get("/admin/security/").content.decode()
    refused = here.post("/admin/security/", {"do": "end_others", "password": "wrong"}).content.decode()
    still_two = elsewhere.get("/admin/security/").content.decode()
    ended = {"do": "end_others", "password": PASSWORD}
    after = here.post("/admin/security/", ended, follow=True).content.decode()

    assert before.count("in use at") == still_two.count("in use at") == 2
    assert "This isn’t your password" in refused
    assert after.count("in use at") == 1 and "signed in here and nowhere else" in after
    assert at_the_desk(here) and not at_the_desk(elsewhere)


def test_beginnings_ends_and_refusals_are_told_without_what_was_typed(
    editor: User, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level("INFO", "rolewise.security"):
        browser = Client(REMOTE_ADDR="203.0.113.9")
        browser.post("/admin/login/", {"username": "Canary-name", "password": "Canary-word"})
        sign_in(browser)
        browser.post("/admin/logout/")

    lines = [record.getMessage() for record in caplog.records if record.name == "rolewise.security"]
    assert lines == [
        "sign-in refused from 203.0.113.9",
        f"account {editor.pk} signed in from 203.0.113.9",
        f"account {editor.pk} signed out from 203.0.113.9",
    ]


@pytest.mark.parametrize(
    "password", ["rolewise2026", "Admin-Password1", "PublisherEditor", "testserver-quiz1"]
)
def test_words_of_the_site_make_no_password(editor: User, settings: Settings, password: str):
    settings.ALLOWED_HOSTS = ["testserver.example"]

    with pytest.raises(ValidationError):
        validate_password(password, editor)


@pytest.mark.parametrize(
    "password", ["correct horse battery", "rolewise and a long tail", "x" * 50 + "é" * 50]
)
def test_any_other_long_password_will_do(editor: User, password: str):
    validate_password(password, editor)
    editor.set_password(password)

    assert editor.check_password(password)
    assert not editor.check_password(password[:-1])
    assert not editor.check_password(password.upper())

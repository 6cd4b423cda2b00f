"""S9: a session or code that somebody planted, kept or copied opens nothing."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.auth.models import User
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

"""How editors' passwords are asked for and kept."""

import re
from http import HTTPStatus

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertContains

from quiz.models import Edition, Sitting

OLD, NEW = "a long enough password", "quite another long password"
LEAST_ROUNDS = 600_000  # Of PBKDF2 with SHA-256, as OWASP's cheat sheet on storing passwords asks.
INPUT = re.compile(r'<input[^>]*name="\w*password\w*"[^>]*>')

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Settings) -> Client:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Fast.
    User.objects.create_superuser("editor", password=OLD)
    browser = Client()
    browser.post("/admin/login/?next=/admin/", {"username": "editor", "password": OLD})
    return browser


@pytest.mark.parametrize(("old", "changed"), [(OLD, True), (NEW, False), ("", False)])
def test_a_new_password_takes_the_old_one(desk: Client, old: str, changed: bool):
    answer = desk.post(
        "/admin/password_change/", {"old_password": old, "new_password1": NEW, "new_password2": NEW}
    )

    assert answer.status_code == (HTTPStatus.FOUND if changed else HTTPStatus.OK)
    assert User.objects.get().check_password(NEW if changed else OLD)


def test_a_new_password_leaves_the_browser_signed_in_that_set_it_and_no_other(desk: Client):
    other = Client()
    other.post("/admin/login/?next=/admin/", {"username": "editor", "password": OLD})

    desk.post("/admin/password_change/", {"old_password": OLD, "new_password1": NEW, "new_password2": NEW})

    assert desk.get("/admin/").status_code == HTTPStatus.OK
    assert other.get("/admin/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_change/"])
def test_password_managers_can_fill_the_fields_in_and_nobody_reads_along(desk: Client, path: str):
    browser = Client() if "login" in path else desk
    fields = INPUT.findall(browser.get(path).content.decode())

    assert len(fields) == (1 if "login" in path else 3)
    assert all('type="password"' in field and "autocomplete=" in field for field in fields)
    assert not [field for field in fields if "onpaste" in field or "maxlength" in field]


def test_every_page_of_the_desk_has_the_way_out_at_its_head(desk: Client):
    for path in ("/admin/", "/admin/roles/role/", "/admin/roles/role/add/", "/admin/password_change/"):
        assertContains(desk.get(path), 'action="/admin/logout/"')


def test_passwords_are_kept_as_slow_salted_hashes():
    editor = User.objects.create_user("editor", password=OLD)

    hasher = identify_hasher(editor.password)
    found = hasher.decode(editor.password)
    assert hasher.algorithm == "pbkdf2_sha256"
    assert found["iterations"] >= LEAST_ROUNDS
    assert len(found["salt"]) >= 22
    assert User.objects.create_user("other", password=OLD).password != editor.password


def test_a_weaker_hash_is_made_anew_at_the_next_sign_in():
    usual = User(username="editor")
    usual.set_password(OLD)
    editor = User.objects.create_superuser("editor")
    hasher = identify_hasher(usual.password)
    editor.password = hasher.encode(OLD, "a" * 22, iterations=1_000)
    editor.save()

    Client().post("/admin/login/?next=/admin/", {"username": "editor", "password": OLD})

    editor.refresh_from_db()
    assert hasher.decode(editor.password)["iterations"] >= LEAST_ROUNDS


def test_with_another_key_editors_sign_in_again_and_private_codes_still_open(
    desk: Client, edition: Edition, settings: Settings
):
    reader = Client()
    reader.post("/quiz/start/", {"path": "all"})

    settings.SECRET_KEY = "another key of at least thirty-two characters"

    assert desk.get("/admin/").status_code == HTTPStatus.FOUND
    assert reader.get("/quiz/1/").status_code == HTTPStatus.OK
    assert Sitting.objects.count() == 1


@pytest.mark.parametrize("host", [".example-(careers).org", "[::1]", "care+ers.example", "*"])
def test_the_name_of_a_host_is_text_and_no_pattern(settings: Settings, host: str):
    settings.ALLOWED_HOSTS = [host]
    validate_password("correct horse battery")

    with pytest.raises(ValidationError):
        validate_password("rolewise2026")

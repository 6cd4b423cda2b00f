"""Who may sit at the desk, and how the first account is made."""

import io
import re
import sys
from typing import Any

import pytest
from django import forms
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.forms.renderers import DjangoTemplates
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime

from quiz.models import Edition, GroupGrant
from roles.admin.quick import QuickRenderer
from roles.admin.sentence import Sentence
from roles.models import Role
from tests.admin.conftest import member_of

PASSWORD = "nine purple bicycles"
LISTS = [
    "roles_role",
    "roles_figure",
    "roles_occupation",
    "roles_step",
    "roles_source",
    "roles_technology",
    "roles_company",
    "roles_dimension",
    "roles_skill",
    "roles_place",
    "quiz_item",
    "quiz_edition",
]


def test_the_way_back_from_a_page_of_the_desk_is_written_once():
    """Pages add their steps to it; the desk of Django's own lists and forms has its own."""
    templates = django_settings.BASE_DIR / "templates" / "admin"
    writing = [path for path in templates.rglob("*.html") if "block breadcrumbs" in path.read_text("utf-8")]

    assert [path.relative_to(templates).as_posix() for path in writing] == ["desk.html"]


@pytest.mark.parametrize(
    "path", ["/admin/changes/", "/admin/quiz/item/order/", "/admin/roles/role/matrix/skills/"]
)
def test_a_page_of_the_desk_says_the_way_back_and_where_one_is(editor: Client, draft: None, path: str):
    page = editor.get(path)

    way = re.search(r'<div class="breadcrumbs">(.*?)</div>', page.content.decode(), re.DOTALL)
    said = " ".join(strip_tags(way[1] if way else "").split())
    assert said.startswith("Home ›") and said.endswith(f"› {page.context['title']}")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_the_desk_is_closed_to_strangers(stranger: Client, db: None, name: str, page: str):
    response = stranger.get(reverse(f"admin:{name}_{page}"))

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_closed_to_staff_without_permission(staff_without_permission: Client, name: str):
    assert staff_without_permission.get(reverse(f"admin:{name}_changelist")).status_code == 403


def test_staff_without_permission_see_an_empty_desk(staff_without_permission: Client, draft: None):
    page = staff_without_permission.get("/admin/").content.decode()

    assert reverse("admin:roles_role_changelist") not in page


def test_a_reviewer_reads_a_role_and_changes_nothing(backend: Role):
    reviewer = member_of("Reviewer")
    address = reverse("admin:roles_role_change", args=[backend.pk])

    page = reviewer.get(address)

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert reviewer.post(address, {"name": "Mine"}).status_code == 403
    assert Role.objects.get(pk=backend.pk).name == backend.name


def test_a_reviewers_page_of_a_role_stays_within_the_budget(backend: Role, django_assert_max_num_queries):
    reviewer = member_of("Reviewer")

    with django_assert_max_num_queries(10 + 7):
        reviewer.get(reverse("admin:roles_role_change", args=[backend.pk]))


def test_groups_an_operator_changed_stay_as_they_are(transactional_db: None):
    Group.objects.get(name="Author").permissions.clear()

    call_command("migrate", verbosity=0)

    assert not Group.objects.get(name="Author").permissions.exists()
    assert Group.objects.get(name="Reviewer").permissions.exists()


def test_a_permission_that_is_new_reaches_groups_that_are_there(transactional_db: None):
    author = Group.objects.get(name="Author")
    taken = author.permissions.get(codename="delete_role")
    author.permissions.remove(taken)
    new = author.permissions.get(codename="change_persona")
    author.permissions.remove(new)
    GroupGrant.objects.filter(group="Author", permission="change_persona").delete()

    call_command("migrate", verbosity=0)

    assert author.permissions.filter(pk=new.pk).exists()
    assert not author.permissions.filter(pk=taken.pk).exists()


def make_editor(monkeypatch: pytest.MonkeyPatch, password: str, **options: Any) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    call_command("editor", password_from_stdin=True, stdout=out, **options)
    return out.getvalue()


def test_the_first_editor_is_made_from_a_script(db: None, monkeypatch: pytest.MonkeyPatch, client: Client):
    told = make_editor(monkeypatch, PASSWORD, username="ada")

    user = User.objects.get(username="ada")
    assert user.is_superuser and user.is_staff and user.check_password(PASSWORD)
    assert told == "ada can log in at /admin/.\n"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "too short"),
        ("password1234", "too common"),
        ("ada.lovelace.1815", "too similar to the username"),
        ("", "too short"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(
    db: None, monkeypatch: pytest.MonkeyPatch, password: str, words: str
):
    with pytest.raises(CommandError, match=words):
        make_editor(monkeypatch, password, username="ada.lovelace")

    assert not User.objects.exists()


@pytest.mark.parametrize("username", ["ada", "not a name!", ""])
def test_an_unusable_name_is_refused(db: None, monkeypatch: pytest.MonkeyPatch, username: str):
    User.objects.create_user("ada")

    with pytest.raises(CommandError):
        make_editor(monkeypatch, PASSWORD, username=username)

    assert User.objects.count() == 1


def test_the_first_editor_is_asked_until_all_is_well(db: None, monkeypatch: pytest.MonkeyPatch):
    names = iter(["not a name!", "ada"])
    passwords = iter(["short", "short", PASSWORD, "mistyped", PASSWORD, PASSWORD])
    monkeypatch.setattr("builtins.input", lambda _: next(names))
    monkeypatch.setattr("quiz.management.commands.editor.getpass", lambda _: next(passwords))
    told = io.StringIO()

    call_command("editor", stdout=told, stderr=told)

    assert User.objects.get().check_password(PASSWORD)
    assert "too short" in told.getvalue() and "The two passwords differ" in told.getvalue()


def test_nothing_is_made_when_nobody_answers(db: None, monkeypatch: pytest.MonkeyPatch):
    def hang_up(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", hang_up)

    with pytest.raises(CommandError, match="no account was made"):
        call_command("editor", stdout=io.StringIO())

    assert not User.objects.exists()


@pytest.mark.parametrize("value", ["", None, 'a "quoted" <b> & more', "\nstarts on a new line"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput({"class": "vTextField", "required": True, "disabled": False}),
        forms.HiddenInput(),
        forms.CheckboxInput(),
        forms.Textarea(),
        Sentence(),
        forms.NumberInput({"min": "0"}),
        forms.Select(choices=[("", "---"), ("a", "A & B"), ("group", [("b", "<b>")])]),
    ],
)
def test_quick_inputs_read_as_djangos_own(widget: forms.Widget, value: Any):
    quick = widget.render("field", value, {"id": "id_field"}, QuickRenderer())
    usual = widget.render("field", value, {"id": "id_field"}, DjangoTemplates())

    assert parse_html(quick) == parse_html(usual)


def test_a_sentence_is_stored_in_one_line():
    assert Sentence().value_from_datadict({"a": "Two\r\n lines. "}, {}, "a") == "Two lines."
    assert Sentence().value_from_datadict({}, {}, "a") is None


def test_an_edition_was_published_by_the_same_clock_as_everything_else(editor: Client, edition: Edition):
    page = editor.get(reverse("admin:quiz_edition_change", args=[edition.pk])).text

    assert date_format(localtime(edition.published_at), "j F Y, H:i") in page
    assert not re.search(r"\d [ap]\.m\.", page)

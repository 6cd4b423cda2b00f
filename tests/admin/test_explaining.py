"""A complaint explained: with the reader's code, behind a permission, and with one line of audit."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quiz.editions.store import as_value, content_of
from quiz.models import Edition, Explanation, Response, Sitting
from quiz.scoring.ideal import ideal_answers
from tests.admin.conftest import member_of
from tests.admin.test_preview import everything_stored

ADD, LIST = "/admin/quiz/explanation/add/", "/admin/quiz/explanation/"


@pytest.fixture
def finished(edition: Edition) -> str:
    """The code of somebody who answered as a backend engineer would."""
    sitting, code = Sitting.objects.start(edition, timezone.now(), about={"name": "Ingrid Bergman"})
    content = content_of(edition)
    given = ideal_answers(content.items, content.roles["backend-engineer"], content.constants)
    Response.objects.bulk_create(
        Response(sitting=sitting, item=slug, value=as_value(answer)) for slug, answer in given.items()
    )
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    return code


def explain(client: Client, code: str, **changes: str):
    said = {"code": code, "reason": "Why not Product Engineer?", "agreed": "on"} | changes
    return client.post(ADD, {key: value for key, value in said.items() if value})


def test_the_code_shows_edition_answers_and_every_contribution(finished: str, edition: Edition):
    page = explain(member_of("Reviewer"), finished)

    account, text = page.context["account"], page.content.decode()
    assert account.roles[0].name == "Backend Engineer"
    assert edition.digest in text and "Edition 1" in text
    for role in account.roles:
        assert role.name in text
        assert f"{role.fit:z.2f}".replace("-", "−") in text
        assert all(f">{part.points:z.2f}<".replace("-", "−") in text for part in role.parts)
    for asked in content_of(edition).roles["backend-engineer"].preferences.values():
        assert f"<td>{asked.target:g}, weight {asked.weight:g}</td>" in text
    assert text.count("<tr") > sum(len(role.parts) for role in account.roles)
    assert "How far does Databases go?" in text and "I guide others" in text
    assert "no-store" in page["Cache-Control"]


def test_a_resume_link_does_as_well_as_a_code(finished: str):
    page = explain(member_of("Reviewer"), f"https://example.org/resume/{finished}/")

    assert page.context["account"].roles


def test_looking_leaves_one_line_without_code_or_name(finished: str, caplog: pytest.LogCaptureFixture):
    reviewer, before = member_of("Reviewer"), everything_stored()

    with caplog.at_level(logging.DEBUG):
        page = explain(reviewer, finished)

    line = Explanation.objects.get()
    assert (line.reason, line.explained_by.username) == ("Why not Product Engineer?", "reviewer")
    after = everything_stored()
    assert {key for key in after if after[key] != before[key]} == {"quiz.Explanation"}
    assert finished not in caplog.text and finished not in page.content.decode()
    assert "Ingrid" not in page.content.decode()
    listed = reviewer.get(LIST).content.decode()
    assert "Why not Product Engineer?" in listed and finished not in listed


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "x" * 43}, "This code opens nothing."),
        ({"code": ""}, "Enter the code that the reader gave you."),
        ({"agreed": ""}, "Look only at answers whose owner asked you to."),
        ({"reason": ""}, "Say what the reader asked."),
    ],
)
def test_without_code_reason_and_consent_nothing_is_shown(finished: str, changes: dict[str, str], words: str):
    given = {"code": finished} | changes
    page = explain(member_of("Reviewer"), given.pop("code"), **given)

    assert words in page.content.decode().replace("&#x27;", "'")
    assert "account" not in page.context
    assert not Explanation.objects.exists()


def test_an_unfinished_quiz_has_no_verdict_to_explain(edition: Edition):
    _, code = Sitting.objects.start(edition, timezone.now())

    page = explain(member_of("Reviewer"), code).content.decode()

    assert "isn’t finished" in page and code not in page


def test_a_code_in_the_address_explains_nothing(finished: str):
    page = member_of("Reviewer").get(ADD, {"code": finished, "reason": "x", "agreed": "on"})

    assert "account" not in page.context and finished not in page.content.decode()
    assert not Explanation.objects.exists()


def test_explaining_is_closed_to_authors_strangers_and_staff_without_permission(
    finished: str, stranger: Client, staff_without_permission: Client
):
    assert explain(stranger, finished).status_code == 302
    assert explain(staff_without_permission, finished).status_code == 403
    assert explain(member_of("Author"), finished).status_code == 403
    assert not Explanation.objects.exists()


def test_a_line_of_audit_is_never_changed_or_deleted(finished: str, editor: Client):
    explain(editor, finished)
    line = Explanation.objects.get()

    assert editor.post(reverse("admin:quiz_explanation_delete", args=[line.pk])).status_code == 403
    change = reverse("admin:quiz_explanation_change", args=[line.pk])
    assert editor.post(change, {"reason": "Nothing happened."}).status_code == 403
    assert Explanation.objects.get().reason == "Why not Product Engineer?"

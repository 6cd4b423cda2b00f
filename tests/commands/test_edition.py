"""Editions from the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction

from quiz.content import EditionContent
from quiz.editions.difference import difference
from quiz.editions.document import canonical, read_document, write_document
from quiz.editions.publish import Unpublishable, publish
from quiz.editions.store import content_of
from quiz.models import Edition
from roles.models import Role
from tests.builders import small_content
from tests.conftest import PUBLISHED_AT

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    said = StringIO()
    call_command("edition", *words, stdout=said)
    return said.getvalue()


def test_a_document_reads_back_as_the_content_it_was_written_from(shipped: EditionContent):
    document = json.loads(canonical(write_document(shipped)))

    assert read_document(document) == shipped


def test_publishing_twice_makes_one_edition(draft: None):
    first, fresh = publish(PUBLISHED_AT)
    again, still_fresh = publish(PUBLISHED_AT)

    assert (fresh, still_fresh) == (True, False)
    assert again == first
    assert Edition.objects.count() == 1


def test_an_edit_is_a_new_edition_and_leaves_the_old_one_as_it_was(draft: None):
    first, _ = publish(PUBLISHED_AT)
    before = content_of(first)
    Role.objects.filter(slug="backend-engineer").update(summary="Edited.")

    second, _ = publish(PUBLISHED_AT, note="A better summary")

    assert second.number == 2
    assert Edition.objects.get(number=1).document == first.document
    assert content_of(first) == before
    summary = before.roles["backend-engineer"].summary
    assert [str(change) for change in difference(before, content_of(second))] == [
        f"changed roles: backend-engineer, summary: {summary!r} -> 'Edited.'",
        "changed translations: de, stale: [] -> ['role/backend-engineer/summary']",
    ]


def test_going_back_to_an_older_draft_is_a_new_edition(draft: None):
    summary = Role.objects.get(slug="backend-engineer").summary
    first, _ = publish(PUBLISHED_AT)
    Role.objects.filter(slug="backend-engineer").update(summary="Edited.")
    publish(PUBLISHED_AT)
    Role.objects.filter(slug="backend-engineer").update(summary=summary)

    third, fresh = publish(PUBLISHED_AT)

    assert (third.number, third.digest, fresh) == (3, first.digest, True)


def test_an_empty_draft_is_refused_with_the_reason():
    with pytest.raises(Unpublishable, match="No role is in the verdict"):
        publish(PUBLISHED_AT)

    with pytest.raises(CommandError, match="Not published") as refused:
        run("publish", "--note", "Half done")
    assert refused.value.returncode == 2


def test_an_edition_cannot_be_saved_again_or_updated(edition: Edition):
    with pytest.raises(ValidationError):
        edition.save()
    with pytest.raises(ValidationError):
        Edition.objects.update(note="Sneaked in")


def test_an_edition_is_not_overwritten_by_a_new_one_under_its_key(edition: Edition):
    impostor = Edition(
        pk=edition.pk, number=1, digest="0" * 64, document="{}", published_at=edition.published_at
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        impostor.save()

    assert Edition.objects.get(pk=edition.pk).document == edition.document


def test_an_edition_is_never_deleted(edition: Edition):
    with pytest.raises(ValidationError, match="never deleted"):
        edition.delete()
    with pytest.raises(ValidationError, match="never deleted"):
        Edition.objects.filter(number=1).delete()

    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"document": "{}"}, {"digest": "0" * 64}, {"number": 2}, {"note": "Psst"}]
)
def test_the_database_itself_refuses_to_change_an_edition(edition: Edition, change: dict[str, object]):
    with pytest.raises(DatabaseError, match="An edition never changes"), transaction.atomic():
        Edition._base_manager.update(**change)

    assert Edition.objects.get().document == edition.document


def test_an_edition_outlives_the_account_that_published_it(edition: Edition):
    publisher = User.objects.create_user("publisher")
    Edition._base_manager.update(published_by=publisher)

    publisher.delete()

    kept = Edition.objects.get()
    assert (kept.published_by, kept.document) == (None, edition.document)


@pytest.mark.django_db(transaction=True)
def test_a_database_with_an_edition_can_be_emptied(edition: Edition):
    call_command("flush", interactive=False, verbosity=0)

    assert not Edition.objects.exists()


def test_the_list_names_number_digest_day_and_note(edition: Edition):
    assert run("list").split() == ["1", edition.digest[:12], "2026-01-05"]


@pytest.mark.parametrize(("note", "said"), [("", "what changed and why"), (" ", "what"), ("x" * 301, "301")])
def test_publishing_asks_for_a_note_as_the_desk_does(edition: Edition, note: str, said: str):
    with pytest.raises(CommandError, match=said) as refused:
        run("publish", "--note", note)

    assert refused.value.returncode == 2
    assert Edition.objects.count() == 1


def test_only_the_first_edition_needs_no_note(draft: None):
    run("publish")

    assert Edition.objects.get().note == "First edition"


def test_an_empty_list_says_what_to_do():
    assert "manage.py edition publish" in run("list")


def test_an_edition_is_shown_in_counts(edition: Edition):
    content = small_content()

    said = run("show")

    assert edition.digest in said
    assert f"{len(content.scored_roles)} scored roles of {len(content.roles)}" in said


def test_an_export_holds_what_other_programs_need_to_score(edition: Edition, tmp_path: Path):
    run("export", "1", "--to", str(tmp_path / "edition.json"))

    exported = json.loads((tmp_path / "edition.json").read_text())
    assert exported["edition"] == 1
    assert {"dimensions", "skills", "roles", "items"} <= set(exported)
    role = exported["roles"][0]
    assert all(len(pair) == 2 for pair in (*role["preferences"].values(), *role["skills"].values()))
    assert {item["kind"] for item in exported["items"]} == {"agreement", "trade-off", "skill"}


def test_an_unknown_edition_is_refused_with_those_there_are(edition: Edition):
    with pytest.raises(CommandError, match="no edition 9; published: 1") as refused:
        run("export", "9")

    assert refused.value.returncode == 2


def test_a_draft_with_errors_fails_its_check():
    with pytest.raises(SystemExit) as ended:
        run("check")

    assert ended.value.code == 2


def test_two_editions_are_compared(shipped, edition: Edition, publish_content):
    publish_content(shipped)

    assert "added roles: backend-engineer" in run("diff", "1", "2") or "changed roles" in run(
        "diff", "1", "2"
    )
    assert run("diff", "1", "1") == "0 differences.\n"

"""A publisher reviews the draft and publishes it; nobody else does."""

import json

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from quiz.editions.document import read_document
from quiz.models import Edition, Response, Sitting
from roles.models import Figure, Role, Statement
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in

DRAFT = "/admin/quiz/edition/draft/"


def publish(client: Client, note: str, **changes: str):
    page = client.get(DRAFT)
    return client.post(DRAFT, filled_in(page, note=note, **changes), follow=True)


def test_a_publisher_publishes_the_draft_with_a_note(draft: None):
    publisher = member_of("Publisher")

    response = publish(publisher, "The shipped content.")

    edition = Edition.objects.get()
    assert (edition.number, edition.note) == (1, "The shipped content.")
    assert edition.published_by.username == "publisher"
    assert "Edition 1 is published." in response.content.decode()


def test_publishing_twice_makes_one_edition(editor: Client, draft: None):
    posted = filled_in(editor.get(DRAFT), note="Once.")

    editor.post(DRAFT, posted)
    response = editor.post(DRAFT, posted, follow=True)

    assert Edition.objects.count() == 1
    assert "already says what the draft says" in response.content.decode()


def test_without_changes_there_is_nothing_to_publish(editor: Client, published: Edition):
    page = editor.get(DRAFT).content.decode()

    assert "There is nothing to publish" in page
    assert 'name="note"' not in page


def test_the_page_shows_each_change_before_and_after(editor: Client, published: Edition):
    figure = Figure.objects.filter(kind="percentiles").first()
    before = figure.middle
    Figure.objects.filter(pk=figure.pk).update(middle=before + 1)
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")
    Statement.objects.filter(role__slug="data-engineer", kind="benefit").first().delete()

    page = editor.get(DRAFT).content.decode()

    assert f"<del>{before:,}</del>" in page and f"<ins>{before + 1:,}</ins>" in page
    assert "<ins>like plumbing</ins>" in page
    assert "Data Engineer: " in page


def test_a_note_is_asked_for(editor: Client, draft: None):
    response = publish(editor, "")

    assert "Say in a sentence what changed and why." in response.content.decode()
    assert not Edition.objects.exists()


def test_a_draft_that_changed_meanwhile_is_not_published(editor: Client, draft: None):
    posted = filled_in(editor.get(DRAFT), note="What I saw.")
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")

    page = editor.post(DRAFT, posted).content.decode()

    assert "The draft has changed since you looked at it" in page
    assert "What I saw." in page
    assert not Edition.objects.exists()


def test_an_error_blocks_publishing_and_links_to_what_to_mend(editor: Client, draft: None):
    role = Role.objects.get(slug="backend-engineer")
    posted = filled_in(editor.get(DRAFT), note="Broken.")
    role.demands.all().delete()

    page = editor.get(DRAFT).content.decode()
    refused = editor.post(DRAFT, posted).content.decode()

    assert "It asks for no skill." in page
    assert reverse("admin:roles_role_change", args=[role.pk]) in page
    assert 'name="note"' not in page and "Mend the errors above" in page
    assert "nothing was published" in refused
    assert not Edition.objects.exists()


def test_an_error_blocks_even_what_was_reviewed(editor: Client, draft: None):
    Role.objects.get(slug="backend-engineer").demands.all().delete()
    reviewed = editor.get(DRAFT).context["reviewed"]

    page = editor.post(DRAFT, {"note": "Broken.", "reviewed": reviewed}).content.decode()

    assert "The draft has errors, listed below" in page
    assert not Edition.objects.exists()


def test_an_empty_draft_says_what_to_do(editor: Client):
    assert "Nothing is published yet" in editor.get(DRAFT).content.decode()
    assert "manage.py content load" in editor.get("/admin/").content.decode()
    assert "manage.py content load" in editor.get(reverse("admin:roles_role_changelist")).content.decode()
    assert "manage.py content load" in editor.get(reverse("admin:quiz_edition_changelist")).content.decode()


@pytest.mark.parametrize("group", ["Author", "Reviewer"])
def test_authors_and_reviewers_review_and_do_not_publish(draft: None, group: str):
    client = member_of(group)

    page = client.get(DRAFT).content.decode()

    assert "What would be published" in page and 'name="note"' not in page
    assert client.post(DRAFT, {"note": "Mine."}).status_code == 403
    assert not Edition.objects.exists()


def test_the_draft_is_closed_to_strangers_and_staff_without_permission(
    stranger: Client, staff_without_permission: Client, draft: None
):
    assert stranger.get(DRAFT).status_code == 302
    assert stranger.post(DRAFT, {"note": "Mine."}).status_code == 302
    assert staff_without_permission.get(DRAFT).status_code == 403
    assert staff_without_permission.post(DRAFT, {"note": "Mine."}).status_code == 403
    assert not Edition.objects.exists()


def test_publishing_needs_the_token_against_forgery(draft: None, editor: Client):
    posted = filled_in(editor.get(DRAFT), note="Forged.")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    posted.pop("csrfmiddlewaretoken")

    assert strict.post(DRAFT, posted).status_code == 403
    assert not Edition.objects.exists()


def test_an_edition_is_read_and_downloaded_and_never_changed(editor: Client, published: Edition):
    address = reverse("admin:quiz_edition_change", args=[published.pk])
    download = reverse("admin:quiz_edition_document", args=[published.number])

    page = editor.get(address).content.decode()
    answer = editor.get(download)

    assert "20 roles in the verdict" in page and published.digest in page
    assert 'name="_save"' not in page
    assert answer["Content-Disposition"] == 'attachment; filename="rolewise-edition-1.json"'
    assert len(read_document(json.loads(answer.content)).scored_roles) == 20
    assert editor.post(address, {"note": "Rewritten."}).status_code == 403
    assert editor.post(reverse("admin:quiz_edition_delete", args=[published.pk])).status_code == 403


def test_an_unknown_edition_is_not_found(editor: Client, draft: None):
    assert editor.get(reverse("admin:quiz_edition_document", args=[99])).status_code == 404


def test_the_document_is_closed_to_strangers_and_staff_without_permission(
    stranger: Client, staff_without_permission: Client, published: Edition
):
    address = reverse("admin:quiz_edition_document", args=[published.number])

    assert stranger.get(address).status_code == 302
    assert staff_without_permission.get(address).status_code == 403


def test_adding_an_edition_leads_to_the_draft(editor: Client, draft: None):
    assert editor.get(reverse("admin:quiz_edition_add"))["Location"] == DRAFT


def test_sittings_are_nobodys_to_browse():
    for model in (Sitting, Response):
        assert not admin.site.is_registered(model)


def test_the_shipped_groups_have_their_permissions(db: None):
    held = {
        group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()
    }

    assert set(held) == {"Author", "Reviewer", "Publisher"}
    assert "change_role" in held["Author"] and "add_edition" not in held["Author"]
    assert held["Reviewer"] < held["Publisher"]
    assert held["Publisher"] - held["Reviewer"] == {"add_edition", "add_draftcopy"}
    assert held["Author"].isdisjoint({"add_draftreview", "add_explanation", "add_draftcopy"})
    written = {name for name in held["Reviewer"] if not name.startswith("view_")}
    assert written == {"add_draftreview", "add_explanation"}
    kept_apart = ("sitting", "user", "response", "historical", "grant")
    assert not any(word in name for names in held.values() for name in names for word in kept_apart)


def test_the_draft_page_reads_the_draft_once(
    editor: Client, published: Edition, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        assert editor.get(DRAFT).status_code == 200


def test_settings_take_the_fullest_role():
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 2_000

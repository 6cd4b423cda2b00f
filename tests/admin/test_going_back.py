"""Rolling back: an edition published again, the draft reset to one, and nothing lost on the way."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.content import EditionContent
from quiz.editions.document import digest, write_document
from quiz.editions.draft import read_draft
from quiz.editions.reset import COPIED, decisions_between
from quiz.editions.rows import rows_of
from quiz.models import DraftCopy, Edition, Item
from quiz.packs.load import current_rows
from roles.models import Dimension, Figure, Preference, Role, Skill, Source, Statement, Step
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in

DRAFT = "/admin/quiz/edition/draft/"


@pytest.fixture
def published(editor: Client, draft: None) -> Edition:
    return publish(editor, "First.")


def publish(editor: Client, note: str) -> Edition:
    editor.post(DRAFT, filled_in(editor.get(DRAFT), note=note))
    edition = Edition.objects.newest()
    assert edition
    return edition


def draft_digest() -> str:
    return digest(write_document(read_draft()))


def copied() -> dict:
    return {name: row for name, row in current_rows().items() if name.model in COPIED}


def ruin_the_draft() -> None:
    """Something of every kind: rows gone, new, renamed, moved, reworded."""
    Role.objects.get(slug="backend-engineer").delete()
    Role.objects.filter(slug="data-engineer").update(name="Pipeline Engineer", position=0)
    Statement.objects.filter(role__slug="qa-engineer").update(position=3)
    Figure.objects.all()[0].delete()
    Item.objects.all()[5].delete()
    Item.objects.filter(kind="skill").update(position=1)
    Step.objects.all()[0].delete()
    Preference.objects.filter(role__slug="tech-lead").update(target=1)
    Dimension.objects.filter(slug="data").update(name="Numbers", position=99)
    Skill.objects.filter(position=2).update(position=1)
    Source.objects.create(slug="hearsay", title="Hearsay", publisher="Us", licence="none", is_judgement=True)


def test_an_edition_is_published_again_as_a_new_one_and_the_draft_stays(editor: Client, published: Edition):
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")
    publish(editor, "A mistake.")
    edited = draft_digest()
    address = reverse("admin:quiz_edition_again", args=[1])

    page = editor.get(address)
    told = editor.post(address, filled_in(page, note="The mistake is taken back."), follow=True)

    newest = Edition.objects.newest()
    assert "like plumbing" in page.content.decode()
    assert (newest.number, newest.digest) == (3, published.digest)
    assert newest.note == "The mistake is taken back."
    assert "Edition 3 is published and says what Edition 1 said." in told.content.decode()
    assert draft_digest() == edited


def test_going_back_asks_why(editor: Client, published: Edition):
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")
    publish(editor, "A mistake.")
    address = reverse("admin:quiz_edition_again", args=[1])

    page = editor.post(address, filled_in(editor.get(address), note="")).content.decode()

    assert "Say in a sentence why." in page
    assert Edition.objects.count() == 2


def test_going_back_over_an_edition_nobody_saw_is_refused(editor: Client, published: Edition):
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")
    publish(editor, "A mistake.")
    address = reverse("admin:quiz_edition_again", args=[1])
    posted = filled_in(editor.get(address), note="Back.")
    Role.objects.filter(slug="backend-engineer").update(best_for="like pipes")
    publish(editor, "Meanwhile.")

    page = editor.post(address, posted).content.decode()

    assert "Edition 3 was published while you looked" in page
    assert Edition.objects.count() == 3


def test_the_newest_edition_needs_no_going_back(editor: Client, published: Edition):
    page = editor.get(reverse("admin:quiz_edition_again", args=[1]), follow=True).content.decode()

    assert "Edition 1 is what readers see already." in page


def test_the_draft_is_reset_to_an_edition_exactly_and_a_copy_is_kept(editor: Client, published: Edition):
    ruin_the_draft()
    ruined = copied()
    address = reverse("admin:quiz_edition_reset", args=[1])

    page = editor.get(address)
    told = editor.post(address, filled_in(page, note="Start over."), follow=True).content.decode()

    assert "Hearsay" in page.content.decode()
    assert draft_digest() == published.digest
    assert "A copy of what it said before is kept" in told and "Start over." in told
    copy = DraftCopy.objects.get()
    editor.post(reverse("admin:quiz_edition_draft_restore", args=[copy.pk]), {"note": "Better than nothing."})
    assert copied() == ruined
    assert DraftCopy.objects.count() == 2


def test_a_reset_that_would_change_nothing_writes_nothing(published: Edition, shipped: EditionContent):
    current = current_rows()

    assert decisions_between(current, rows_of(write_document(read_draft()), current)) == []


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)))
def test_any_order_of_roles_comes_back(editor: Client, published: Edition, order: list[int]):
    roles = list(Role.objects.all()[: len(order)])
    for role, position in zip(roles, order, strict=True):
        Role.objects.filter(pk=role.pk).update(position=position)
    address = reverse("admin:quiz_edition_reset", args=[1])

    editor.post(address, {"note": "In order."})

    assert draft_digest() == published.digest


def test_only_who_may_goes_back(editor: Client, published: Edition, stranger: Client):
    ruin_the_draft()
    ruined = draft_digest()
    addresses = [
        reverse("admin:quiz_edition_again", args=[1]),
        reverse("admin:quiz_edition_reset", args=[1]),
        reverse("admin:quiz_edition_draft_copies"),
    ]
    author, reviewer = member_of("Author"), member_of("Reviewer")

    for address in addresses:
        assert author.post(address, {"note": "x"}).status_code == 403
        assert reviewer.get(address).status_code == 403
        assert stranger.post(address, {"note": "x"}).status_code == 302
    assert draft_digest() == ruined and Edition.objects.count() == 1
    assert member_of("Publisher").get(addresses[1]).status_code == 200

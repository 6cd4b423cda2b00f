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
from quiz.models import DraftCopy, Edition, Item, Translation
from quiz.packs.load import current_rows
from roles.models import (
    Change,
    Dimension,
    Figure,
    Organisation,
    Preference,
    Role,
    Skill,
    Source,
    Statement,
    Step,
)
from tests.admin.conftest import NOW, member_of
from tests.admin.forms import filled_in

DRAFT = "/admin/quiz/edition/draft/"


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
    Translation.objects.filter(kind="item").first().delete()
    Translation.objects.filter(kind="skill").update(text="Übersetzt.")
    Organisation.objects.update_or_create(only=1, defaults={"name": "Another school"})


def test_an_edition_is_published_again_as_a_new_one_and_the_draft_stays(editor: Client, published: Edition):
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")
    publish(editor, "A mistake.")
    edited = draft_digest()
    address = reverse("admin:quiz_edition_again", args=[1])

    page = editor.get(address)
    told = editor.post(address, filled_in(page, note="The mistake is taken back."), follow=True)

    newest = Edition.objects.newest()
    assert address in editor.get(reverse("admin:quiz_edition_change", args=[published.pk])).content.decode()
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
    again = reverse("admin:quiz_edition_again", args=[1])
    page = editor.get(again, follow=True).content.decode()

    assert "Edition 1 is what readers see already." in page
    assert again not in page


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


# Languages and look


def test_a_reset_brings_translations_back_stale_ones_as_stale(editor: Client, draft: None):
    Role.objects.filter(slug="backend-engineer").update(summary="Reworded.")
    edition = publish(editor, "With a stale translation.")
    before = {row.name: row.text for row in Translation.objects.all()}
    Translation.objects.all().delete()

    editor.post(reverse("admin:quiz_edition_reset", args=[1]), {"note": "Back."})

    assert draft_digest() == edition.digest
    assert {row.name: row.text for row in Translation.objects.all()} == before
    stale = Translation.objects.get(kind="role", key="backend-engineer", field="summary")
    assert stale.source != "Reworded."


@pytest.mark.parametrize("name", ["", "University"])
def test_a_reset_brings_the_organisation_of_the_edition_back_or_none(editor: Client, draft: None, name: str):
    if name:
        Organisation.objects.create(name=name, contact="Room 3", accent="#6e288c")
    edition = publish(editor, "First.")
    Organisation.objects.update_or_create(only=1, defaults={"name": "Another school", "accent": ""})

    editor.post(reverse("admin:quiz_edition_reset", args=[1]), {"note": "Back."})

    assert draft_digest() == edition.digest
    assert [row.name for row in Organisation.objects.all()] == [name][: len(name)]
    copy = DraftCopy.objects.get()
    editor.post(reverse("admin:quiz_edition_draft_restore", args=[copy.pk]), {"note": "No."})
    assert Organisation.objects.get().name == "Another school"


def test_a_reset_stands_in_the_history_with_its_reason(editor: Client, published: Edition):
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")

    editor.post(reverse("admin:quiz_edition_reset", args=[1]), {"note": "A mistake."})

    change = Change.objects.get()
    assert (change.who, change.reason) == ("editor", "Reset to Edition 1: A mistake.")


# Copies of earlier versions


def an_old_copy(**role: str) -> DraftCopy:
    """A copy as a version made it that kept more of roles and nothing of translations."""
    kept = [[n.model, list(n.key), row] for n, row in copied().items() if n.model != "quiz.translation"]
    rows = [[m, k, row | role if m == "roles.role" else row] for m, k, row in kept]
    shoes = [["roles.shoe", ["brogue"], {"slug": "brogue"}]]
    return DraftCopy.objects.create(rows=rows + shoes, reason="Long ago.", made_at=NOW)


def test_a_copy_with_fields_that_are_no_more_comes_back_without_them_and_says_so(editor: Client, draft: None):
    copy, before, roles = an_old_copy(shoe_size="44"), copied(), Role.objects.count()
    ruin_the_draft()
    translated = Translation.objects.count()
    address = reverse("admin:quiz_edition_draft_restore", args=[copy.pk])

    page = editor.get(address).content.decode()
    told = editor.post(address, {"note": "Back."}, follow=True)

    assert f"Role, shoe_size: {roles} rows" in page and "roles.shoe: 1 row" in page
    assert told.status_code == 200 and "The draft is what it was then" in told.content.decode()
    assert Role.objects.get(slug="backend-engineer").best_for
    assert {n: r for n, r in copied().items() if n.model != "quiz.translation"} == {
        n: r for n, r in before.items() if n.model != "quiz.translation"
    }
    assert Translation.objects.count() == translated, "An old copy says nothing of translations."


def test_a_copy_that_the_rules_refuse_changes_nothing_and_says_why(editor: Client, draft: None):
    copy = an_old_copy(level="grandmaster")
    before = draft_digest()

    page = editor.post(
        reverse("admin:quiz_edition_draft_restore", args=[copy.pk]), {"note": "Back."}
    ).content.decode()

    assert "Choose one of the listed levels." in page and draft_digest() == before

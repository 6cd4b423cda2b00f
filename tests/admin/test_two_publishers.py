"""Two who publish at the same moment: one wins, the other is told so and loses nothing."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from quiz.editions.document import digest, write_document
from quiz.editions.draft import read_draft
from quiz.editions.publish import Overtaken, publish_reviewed
from quiz.editions.reset import decisions_between
from quiz.editions.rows import rows_of
from quiz.models import Edition
from quiz.packs.load import apply
from roles.models import Role
from tests.admin.forms import filled_in
from tests.builders import small_content
from tests.conftest import PUBLISHED_AT

DRAFT = "/admin/quiz/edition/draft/"


@pytest.fixture
def small_draft(db: None) -> None:
    apply(decisions_between({}, rows_of(write_document(small_content()), {})))


def test_who_comes_second_is_told_whose_edition_came_first(editor: Client, small_draft: None):
    editor.post(DRAFT, filled_in(editor.get(DRAFT), note="First."))
    Role.objects.filter(slug="data-engineer").update(best_for="like pipes")
    mine = filled_in(editor.get(DRAFT), note="Mine.")
    Role.objects.filter(slug="data-engineer").update(best_for="like tubes")
    editor.post(DRAFT, filled_in(editor.get(DRAFT), note="Theirs."))
    Role.objects.filter(slug="data-engineer").update(best_for="like pipes")

    page = editor.post(DRAFT, mine).content.decode()

    assert "Edition 2 was published while you looked" in page
    assert "Mine." in page and 'name="against" value="2"' in page
    assert Edition.objects.newest().note == "Theirs."


def test_who_is_refused_by_the_database_is_told_so_and_keeps_the_note(
    editor: Client, small_draft: None, monkeypatch: pytest.MonkeyPatch
):
    def refused(*args: object) -> None:
        with transaction.atomic():
            Edition.objects.create(number=1, digest="0" * 64, document="{}", published_at=PUBLISHED_AT)
            Edition.objects.create(number=1, digest="1" * 64, document="{}", published_at=PUBLISHED_AT)

    mine = filled_in(editor.get(DRAFT), note="Mine.")
    monkeypatch.setattr("quiz.admin.publish.publish_reviewed", refused)

    page = editor.post(DRAFT, mine).content.decode()

    assert "Somebody else published at the same moment, and nothing of yours was." in page
    assert "Mine." in page and not Edition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_publishes(transactional_db: None):
    apply(decisions_between({}, rows_of(write_document(small_content()), {})))
    reviewed, start = digest(write_document(read_draft())), Barrier(2)
    told: list[object] = []

    def press(note: str) -> None:
        start.wait()
        try:
            told.append(publish_reviewed(reviewed, 0, PUBLISHED_AT, note, None)[1])
        except (Overtaken, DatabaseError) as refused:  # Which one is up to the database.
            told.append(type(refused))
        finally:
            connection.close()

    threads = [Thread(target=press, args=[note]) for note in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Edition.objects.count() == 1
    assert len(told) == 2 and told.count(True) == 1

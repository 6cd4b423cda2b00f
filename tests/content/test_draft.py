"""The draft is read in one query, whole, as it is at that moment."""

import pytest
from django.db import connection, transaction
from django.db.models import Model

from quiz.editions.draft import read_draft
from quiz.editions.tables import DRAFT, stored_rows, table, tables_of
from quiz.models import Wording
from quiz.packs import rows as packed
from roles.history.values import row_of
from roles.models import Figure, Organisation, Role, Source

pytestmark = pytest.mark.usefixtures("draft")

AWKWARD = [
    '"quoted" \\ and back',
    "line\nbreak\ttab",
    "<b>&amp;</b>",
    "Übermaß – 日本語 😀",
    "null",
    "[1, 2]",
    "'",
]


def fields(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("model", DRAFT)
def test_every_row_is_read_with_every_field_as_it_is_stored(model: type[Model]):
    Organisation.objects.create(name="Ada & Partners", logo="aGk=")
    Wording.objects.create(slug="headline-one", text="{role}: that’s *you*")

    read = table(tables_of(stored_rows()), model)

    assert {pk: fields(row) for pk, row in read.items()} == {
        row.pk: fields(row) for row in model._base_manager.all()
    }
    assert read


@pytest.mark.parametrize("label", packed.KEYS)
def test_a_row_is_merged_and_exported_as_its_history_tells_it(label: str):
    Wording.objects.create(slug="headline-one", text="{role}: that’s *you*")
    named = [reference.field for reference in packed.references_of(label)]
    rows = packed.model_of(label)._default_manager.select_related(*named)

    read = dict(packed.stored_rows(label).values())

    assert read == {row.pk: row_of(row) for row in rows}
    assert read


def test_rows_come_in_the_order_of_their_pages():
    tables = tables_of(stored_rows())

    for model in DRAFT:
        assert list(table(tables, model)) == sorted_as_stored(model), model


def sorted_as_stored(model: type[Model]) -> list[int]:
    """The keys as the database orders them, equal ones by key: SQLite orders letters as we do."""
    if connection.vendor != "sqlite":
        pytest.skip("Here the database orders letters by a language's rules.")
    return list(
        model._base_manager.order_by(*(model._meta.ordering or ()), "pk").values_list("pk", flat=True)
    )


def test_the_draft_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        read_draft()


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_comes_through_as_it_was_written(text: str):
    Source.objects.create(slug="odd", title=text, publisher="", retrieved="2025-02-28")

    sources = read_draft().sources

    assert sources["odd"].title == text
    assert sources["odd"].retrieved == "2025-02-28"


def test_a_draft_that_nobody_touched_is_not_compiled_again():
    assert read_draft() is read_draft()


def test_what_is_written_past_the_history_is_seen_at_once():
    before = read_draft()

    Role.objects.filter(slug="tech-lead").update(name="Lead of technology")
    Figure.objects.filter(slug=before.figures[0].slug)._raw_delete(using=Figure.objects.db)

    after = read_draft()
    assert after.roles["tech-lead"].name == "Lead of technology"
    assert after.figures == before.figures[1:]


def test_what_is_taken_back_is_gone_from_the_draft():
    before = read_draft()

    with transaction.atomic():
        Role.objects.filter(slug="tech-lead").update(name="Lead of technology")
        assert read_draft() != before
        transaction.set_rollback(True)

    assert read_draft() == before

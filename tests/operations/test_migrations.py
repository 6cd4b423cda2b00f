"""Migrations that people don't notice: no large table is locked, and the release before goes on serving."""

from collections.abc import Iterator

import pytest
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q
from django.db.models.functions import Now

from roles.migrating import AddIndexInUse
from tests.operations.migrating import complaint, complaints

# Those before were released, and the rules are younger than they are.
SINCE = {"accounts": "0001", "quiz": "0012", "reports": "0001", "roles": "0005"}
ALLOWED: dict[tuple[str, str], str] = {}  # A migration that may, and why.
INDEX = models.Index(fields=["touched_at"], name="an_index")
CONSTRAINT = models.CheckConstraint(condition=Q(balance__gte=0), name="a_constraint")


def found(wanted: tuple[str, str] | None = None) -> Iterator[str]:
    """Complaints about one migration, or about all that are bound by the rules."""
    loader = MigrationLoader(None)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        is_bound = app in SINCE and name[:4] >= SINCE[app] and (app, name) not in ALLOWED
        if (app, name) == wanted or (wanted is None and is_bound):
            yield from complaints(migration, loader.project_state((app, name), at_end=False))


def test_no_migration_locks_a_large_table_or_leaves_the_release_before_behind():
    assert list(found()) == []


def test_the_rules_find_what_an_early_release_did_to_the_table_of_sittings():
    told = list(found(("quiz", "0007_share_links_and_no_trace")))

    assert len(told) == 2
    assert all("the release before can insert no row" in line for line in told)


@pytest.mark.parametrize(
    "operation",
    [
        operations.RemoveField("sitting", "balance"),
        operations.RenameField("sitting", "balance", "weight"),
        operations.DeleteModel("sitting"),
        operations.RenameModel("sitting", "visit"),
        operations.AddField("sitting", "new", models.CharField(default="", max_length=5)),
        operations.AddField("sitting", "new", models.DateTimeField(db_default=Now())),
        operations.AddField("sitting", "new", models.CharField(null=True, max_length=5, db_index=True)),
        operations.AddField("sitting", "new", models.ForeignKey("quiz.edition", models.CASCADE, null=True)),
        operations.AddField("sitting", "new", models.PositiveIntegerField(db_default=0)),
        operations.AddIndex("sitting", INDEX),
        operations.AddConstraint("sitting", CONSTRAINT),
        operations.RunSQL("UPDATE quiz_sitting SET version = 1"),
        operations.RunPython(operations.RunPython.noop),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_would_lock_it_or_break_the_release_before_is_refused(operation: operations.base.Operation):
    assert complaint(operation, is_large=True)


@pytest.mark.parametrize(
    "operation",
    [
        operations.AddField("sitting", "new", models.CharField(null=True, max_length=5)),
        operations.AddField("sitting", "new", models.CharField(db_default="", default="", max_length=5)),
        operations.CreateModel("new", [("id", models.BigAutoField(primary_key=True))]),
        AddIndexInUse("sitting", INDEX),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_costs_the_same_for_any_number_of_rows_is_allowed(operation: operations.base.Operation):
    assert complaint(operation, is_large=True) == ""


def test_a_column_may_change_its_words_and_not_its_kind():
    before = models.CharField(max_length=5)
    after = [
        models.CharField(max_length=5, help_text="New.", default="a", db_default="a"),
        models.CharField(max_length=6),
        models.TextField(max_length=5),
        models.CharField(max_length=5, unique=True),
        models.CharField(max_length=5, null=True),
    ]
    told = [complaint(operations.AlterField("sitting", "path", field), True, before) for field in after]

    assert [bool(said) for said in told] == [False, True, True, True, True]


def test_an_index_of_a_table_in_use_is_built_outside_a_transaction():
    migration = Migration("a_new_index", "quiz")
    migration.operations = [AddIndexInUse("sitting", INDEX)]

    assert list(complaints(migration, MigrationLoader(None).project_state()))


@pytest.mark.django_db(transaction=True)
def test_it_is_built_beside_writers_and_again_after_a_build_that_was_interrupted():
    state = MigrationLoader(None).project_state()
    operation, after = AddIndexInUse("sitting", INDEX), state.clone()
    operation.state_forwards("quiz", after)

    def indexes() -> set[str]:
        with connection.cursor() as cursor:
            return set(connection.introspection.get_constraints(cursor, "quiz_sitting"))

    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("quiz", editor, state, after)
    assert "an_index" in indexes()
    if connection.vendor == "postgresql":  # What an interrupted build leaves behind has the name, too.
        with connection.schema_editor(atomic=False) as editor:
            operation.database_forwards("quiz", editor, state, after)
        assert "an_index" in indexes()
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("quiz", editor, after, state)
    assert "an_index" not in indexes()

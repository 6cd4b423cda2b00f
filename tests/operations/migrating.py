"""What a migration may do to tables that people write to, with the release before still serving.

Written for PostgreSQL, where each refused operation keeps everybody out while it reads or writes a
million rows, or leaves a schema on which the former release fails.
"""

from collections.abc import Iterator

from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models.expressions import Value

from roles.migrating import AddIndexInUse

# One row or more for each sitting.
LARGE = {"quiz.sitting", "quiz.response", "quiz.sharelink", "quiz.appeal", "reports.printing"}
HARMLESS = {
    "blank", "choices", "db_default", "default", "editable", "error_messages", "help_text", "related_name",
    "validators", "verbose_name",
}  # fmt: skip
CHECKED = (models.PositiveIntegerField, models.PositiveBigIntegerField, models.PositiveSmallIntegerField)


def complaints(migration: Migration, before: ProjectState) -> Iterator[str]:
    """What is wrong with a migration, operation by operation; ``before`` is what it starts from."""
    state = before.clone()
    for operation in migration.operations:
        name = getattr(operation, "model_name", None) or getattr(operation, "name", "")
        table = f"{migration.app_label}.{str(name).lower()}"
        if found := complaint(operation, table in LARGE, field_before(operation, table, state)):
            yield f"{migration.app_label}.{migration.name}: {operation.describe()}: {found}"
        if isinstance(operation, AddIndexInUse) and migration.atomic:
            yield f"{migration.app_label}.{migration.name} needs atomic = False"
        operation.state_forwards(migration.app_label, state)


def field_before(operation: Operation, table: str, state: ProjectState) -> "models.Field | None":
    if not isinstance(operation, operations.AlterField):
        return None
    return state.models[tuple(table.split("."))].fields[operation.name]


def complaint(operation: Operation, is_large: bool, before: "models.Field | None" = None) -> str:
    """Why it isn't allowed, "" if it is."""
    match operation:
        case AddIndexInUse() | operations.CreateModel():
            return ""
        case operations.RemoveField() | operations.RenameField() | operations.DeleteModel():
            return "the release before reads it: leave it unused for a release first"
        case operations.RenameModel() | operations.AlterModelTable():
            return "the release before knows it by its old name"
        case operations.AddField():
            return new_column(operation.field, is_large)
        case operations.AlterField() if before is not None and is_large:
            return changed_column(before, operation.field)
        case operations.AddIndex() if is_large:
            return "keeps writers out: AddIndexInUse"
        case operations.AddConstraint() if is_large:
            return "reads every row while nobody writes: add it NOT VALID, validate it in a second migration"
        case operations.RunPython() | operations.RunSQL():
            return "nobody sees what it does: say in ALLOWED why it locks nothing"
    return ""


def new_column(field: models.Field, is_large: bool) -> str:
    """The release before inserts rows without it."""
    if not field.null and not field.many_to_many and field.db_default is models.NOT_PROVIDED:
        return "the release before can insert no row: null=True or db_default"
    if field.has_db_default() and not isinstance(field._db_default_expression, Value):
        return "a default that is worked out writes every row"
    if not is_large:
        return ""
    if field.unique or field.db_index:
        return "its index keeps writers out: db_index=False, then AddIndexInUse"
    if isinstance(field, CHECKED):
        return "its check reads every row: IntegerField"
    return "writes every row" if field.generated else ""


def changed_column(before: models.Field, after: models.Field) -> str:
    """Types, lengths, nulls and indexes are the column's; words and choices are ours."""
    (_, kind, _, then), (_, new_kind, _, now) = before.deconstruct(), after.deconstruct()
    changed = {key for key in then.keys() | now.keys() if then.get(key) != now.get(key)} - HARMLESS
    if kind != new_kind:
        changed.add("type")
    return f"changes the column ({', '.join(sorted(changed))})" if changed else ""

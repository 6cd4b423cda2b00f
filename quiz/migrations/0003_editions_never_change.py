"""The database itself refuses to change an edition.

Everything but ``published_by`` is kept: that becomes empty when the publisher's account is deleted.

On SQLite nothing guards against DELETE, since ``manage.py flush`` and the tests that need a real server
empty their tables by DELETE; there the model alone refuses. On PostgreSQL they use TRUNCATE, which no
trigger for rows sees.

SQLite drops a table's triggers when Django rebuilds the table: a migration that alters Edition has to
run ``guard`` again after it.
"""

from django.db import migrations

REFUSAL = "An edition never changes. Publish a new one."
KEPT = "id, number, digest, document, note, published_at"

GUARD = {
    "sqlite": [
        f"""
        CREATE TRIGGER quiz_edition_never_changes BEFORE UPDATE OF {KEPT} ON quiz_edition
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
        """,
    ],
    "postgresql": [
        f"""
        CREATE FUNCTION quiz_edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END
        $$
        """,
        f"""
        CREATE TRIGGER quiz_edition_never_changes BEFORE DELETE OR UPDATE OF {KEPT} ON quiz_edition
        FOR EACH ROW EXECUTE FUNCTION quiz_edition_refuse()
        """,
    ],
}
UNGUARD = {
    "sqlite": ["DROP TRIGGER quiz_edition_never_changes"],
    "postgresql": [
        "DROP TRIGGER quiz_edition_never_changes ON quiz_edition",
        "DROP FUNCTION quiz_edition_refuse()",
    ],
}


def guard(apps, schema_editor):
    for statement in GUARD.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNGUARD.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("quiz", "0002_short_way"),
    ]

    operations = [
        migrations.RunPython(guard, unguard),
    ]

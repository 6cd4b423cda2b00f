"""The content to measure, read without touching anybody's database."""

import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from quiz.content import EditionContent
from quiz.editions.document import read_document

PROJECT = Path(__file__).resolve().parent.parent
ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def exported_content(path: Path) -> EditionContent:
    """The content of a file that ``manage.py edition export`` wrote."""
    document = json.loads(path.read_text(encoding="utf-8"))
    for stamp in ("edition", "digest"):
        document.pop(stamp, None)
    return read_document(document)


def shipped_content() -> EditionContent:
    """The fixtures, compiled in a database in memory that ends with this process."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": "sqlite://:memory:",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        # These modules hold models, so they wait for Django.
        from quiz.editions.draft import read_draft
        from quiz.packs.load import load

        load(PROJECT / "fixtures", ANY_TIME)
        return read_draft()

"""A site to measure: the product with its shipped content in a folder that ends with the process."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@contextmanager
def prepared_site() -> Iterator[Path]:
    """Django set up on a fresh data folder: migrated, loaded, edition 1 published. Yields the folder."""
    folder = Path(tempfile.mkdtemp(prefix="rolewise-bench-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder),
        "HTTPS": "false",
        "LOG_LEVEL": "ERROR",
    }
    try:
        import django
        from django.core.management import call_command

        django.setup()
        with (folder / "prepare.log").open("w") as told:
            call_command("prepare", stdout=told, stderr=told)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)

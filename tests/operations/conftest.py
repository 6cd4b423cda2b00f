"""Sites with real processes: on SQLite, or on a database of its own in the PostgreSQL under test."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from reports.faces import make_fonts
from tests.operations.site import Site


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without a database, for others to start from a copy of it."""
    make_fonts(django_settings.FONT_DIR)
    return Site(tmp_path_factory.mktemp("collected") / "data").collect().folder


@pytest.fixture(scope="session")
def prepared(collected: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as it is after preparing, for sites to start from a copy of it."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    shutil.copytree(collected, folder, symlinks=True)
    return Site(folder).publish().folder


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Iterator[Site]:
    """A prepared site on SQLite, without processes yet."""
    shutil.copytree(prepared, tmp_path / "data", symlinks=True)
    site = Site(tmp_path / "data")
    yield site
    site.stop()


@pytest.fixture
def shared_site(
    collected: Path, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """A prepared site on the kind of database under test, for several processes to share."""
    shutil.copytree(collected, tmp_path / "data", symlinks=True)
    name = f"rolewise_site_{secrets.token_hex(4)}"
    if connection.vendor == "sqlite":
        site = Site(tmp_path / "data").publish()
        yield site
        site.stop()
        return
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        options = connection.settings_dict["OPTIONS"]
        url = f"postgres:///{name}?host={quote(options['host'], safe='')}&user={options['user']}"
        site = Site(tmp_path / "data", {"DATABASE_URL": url, "DATABASE_POOL": "4"}).publish()
        yield site
        site.stop()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

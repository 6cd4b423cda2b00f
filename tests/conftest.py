"""What every test can ask for: a published edition, and settings that need no deployment."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from quiz.content import EditionContent
from quiz.editions.document import canonical, digest, write_document
from quiz.editions.draft import read_draft
from quiz.editions.store import content_by_digest, content_of
from quiz.models import Edition
from quiz.packs.load import load
from roles.management.commands.messages import compile_catalogues
from tests import draft_tables, profiles
from tests.builders import small_content

__all__ = ["profiles"]  # Chosen by being imported.

FIXTURES = django_settings.BASE_DIR / "fixtures"
PUBLISHED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


# Their tests are done in an instant. They come last, so that no worker ends long before the others.
SHORT = {"content", "languages", "scoring", "statistics"}
DATABASE = {"db", "transactional_db", "live_server", "shared_site"}  # Who asks for one of them uses it.


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that use the database: ``-m database`` leaves out what another one can't change.

    Puts the short ones last.
    """
    for item in items:
        uses_it = item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames)
        if uses_it and not item.get_closest_marker("same_on_any_database"):
            item.add_marker("database")
    items.sort(key=lambda item: item.path.parent.name in SHORT)
    reading = [item for item in items if "shipped" in item.fixturenames]
    if reading and not any(item.get_closest_marker("database") for item in items):
        # Unless a test says so no database is made for tests, and ``shipped`` would fill the real one.
        reading[0].add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The languages, compiled from what lies in locale/."""
    compile_catalogues()


@pytest.fixture(autouse=True)
def undeployed(settings: Settings) -> None:
    """Plain HTTP, static files as they lie in the folders, whatever the environment says."""
    settings.SECURE_SSL_REDIRECT = settings.HTTPS = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME = "session"
    settings.CSRF_COOKIE_NAME = "csrf"
    settings.SITTING_COOKIE_NAME = "sitting"
    settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_SECURE = "language", False
    translation.activate(settings.LANGUAGE_CODE)  # A request may have left another one behind.
    settings.SHARED_COOKIE_NAME = "shared"
    settings.NEW_LINK_COOKIE_NAME = "newlink"
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def publish_content(db: None) -> Callable[[EditionContent], Edition]:
    """Publishes a value as the next edition, past the draft rows."""

    def publish(content: EditionContent, note: str = "") -> Edition:
        document = write_document(content)
        newest = Edition.objects.newest()
        edition = Edition(
            number=newest.number + 1 if newest else 1,
            digest=digest(document),
            document=canonical(document),
            published_at=PUBLISHED_AT,
            note=note,
        )
        edition.save()
        # Read once per process; not part of anybody's query budget, and each is forgotten for itself.
        content_of(edition)
        content_by_digest(edition.digest)
        return edition

    return publish


@pytest.fixture
def edition(publish_content: Callable[[EditionContent], Edition]) -> Edition:
    """Edition 1 with the small content."""
    return publish_content(small_content())


@pytest.fixture
def stranger() -> Client:
    """Somebody else's browser, with no cookie of ours."""
    return Client()


@pytest.fixture(scope="session")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> EditionContent:
    """The shipped content as it is published: fixtures, through the draft, to values.

    Its rows are kept for those who ask for ``draft``.
    """
    with django_db_blocker.unblock():
        with transaction.atomic():
            load(FIXTURES, PUBLISHED_AT)
            content, rows = read_draft(), draft_tables.rows_of_the_draft()
            transaction.set_rollback(True)
        draft_tables.keep(rows)
    return content


@pytest.fixture
def draft(shipped: EditionContent, db: None) -> None:
    """The shipped content as draft rows, without the history that loading it writes."""
    draft_tables.put_back()

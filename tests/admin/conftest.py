"""Editors at their desk, on the shipped content."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoDbBlocker

from quiz.packs.load import load
from quiz.packs.rows import KEYS, model_of
from roles.models import Role

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[list[Model]]:
    """The rows of the shipped content, read once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(settings.BASE_DIR / "fixtures", NOW)
        rows = [list(model_of(label)._default_manager.all()) for label in KEYS]
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def draft(db: None, shipped_rows: list[list[Model]]) -> None:
    """The shipped content as draft rows."""
    for rows in filter(None, shipped_rows):
        type(rows[0])._default_manager.bulk_create(rows)


@pytest.fixture
def backend(draft: None) -> Role:
    """The role with the most of everything."""
    return Role.objects.get(slug="backend-engineer")


@pytest.fixture
def editor(db: None) -> Client:
    """The browser of an editor who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def member_of(group: str) -> Client:
    """The browser of somebody in one of the shipped groups."""
    user = User.objects.create_user(group.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff_without_permission(db: None) -> Client:
    """Somebody who may log in to the admin and nothing more."""
    client = Client()
    client.force_login(User.objects.create_user("temp", is_staff=True))
    return client

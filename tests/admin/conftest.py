"""Editors at their desk, on the shipped content."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from quiz.content import EditionContent
from quiz.models import Edition
from roles.models import Role

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def backend(draft: None) -> Role:
    """The role with the most of everything."""
    return Role.objects.get(slug="backend-engineer")


@pytest.fixture
def published(shipped: EditionContent, draft: None, publish_content: Callable[..., Edition]) -> Edition:
    """Edition 1, which says what the draft says."""
    return publish_content(shipped, note="First.")


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

"""Visitors of the public pages, to whom a misspelt template variable shows."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from quiz.content import EditionContent
from quiz.models import Edition
from tests.public.reading import Page, read

Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def misspelt_variables_show(settings: Settings) -> None:
    (engine,) = settings.TEMPLATES
    options = engine["OPTIONS"] | {"string_if_invalid": "MISSPELT %s"}
    settings.TEMPLATES = [engine | {"OPTIONS": options}]


@pytest.fixture
def visit(client: Client) -> Visit:
    """Opens an address and reads the page."""

    def open_and_read(path: str, **query: str) -> Page:
        response = client.get(path, query)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return read(response.content.decode())

    return open_and_read


@pytest.fixture
def shipped_edition(
    shipped: EditionContent, publish_content: Callable[[EditionContent], Edition]
) -> EditionContent:
    """The shipped content, published."""
    publish_content(shipped)
    return shipped

"""One command makes a server ready, and a second time it harms nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from quiz.models import Edition
from roles.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path


def prepare() -> str:
    said = StringIO()
    call_command("prepare", stdout=said)
    return said.getvalue()


def test_a_fresh_database_gets_the_content_and_edition_1(tmp_path: Path):
    said = prepare()

    assert "Published edition 1" in said
    assert Role.objects.scored().count() == 20
    assert (tmp_path / "css" / "site.css").exists()


def test_a_second_start_publishes_nothing_that_an_editor_has_not():
    prepare()
    Role.objects.filter(slug="backend-engineer").update(summary="Not ready yet.")

    prepare()

    assert Edition.objects.count() == 1
    assert Role.objects.get(slug="backend-engineer").summary == "Not ready yet."

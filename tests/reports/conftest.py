from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from quiz.editions.store import as_value
from quiz.models import Edition, Response, Sitting
from reports import cache
from reports.faces import make_fonts
from tests.reports.builders import FINISHED, a_submission


@pytest.fixture(scope="session")
def fonts() -> None:
    """The faces that the print renderer needs; made once on a machine."""
    make_fonts(django_settings.FONT_DIR)


@pytest.fixture
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def sitting(edition: Edition) -> tuple[Sitting, str]:
    """The ideal backend engineer, finished; with the private code."""
    sitting, code = Sitting.objects.start(edition, FINISHED)
    answers = a_submission().answers
    Response.objects.bulk_create(
        Response(sitting=sitting, item=item, value=as_value(answer)) for item, answer in answers.items()
    )
    sitting.about = {"name": "Ingrid", "role_in_mind": "product-engineer"}
    sitting.finished_at = FINISHED
    sitting.save()
    return sitting, code


@pytest.fixture
def owner(client: Client, sitting: tuple[Sitting, str]) -> Client:
    client.cookies[django_settings.SITTING_COOKIE_NAME] = sitting[1]
    return client


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A renderer that costs nothing; the list grows with each use."""
    uses: list[int] = []

    def print_out(printout: object) -> bytes:
        uses.append(1)
        return b"%PDF-quick"

    monkeypatch.setattr(cache, "print_out", print_out)
    return uses

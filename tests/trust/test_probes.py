"""What machines ask: are you alive, can you work, how much have you done."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from config import probes
from quiz.models import Edition
from reports.models import Printing
from tests.quiz.conftest import Respondent, respondent
from tests.reports.conftest import sitting

__all__ = ["respondent", "sitting"]

pytestmark = pytest.mark.django_db
Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def fonts_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.fonts.are_made", lambda folder: True)


def test_a_living_process_says_so_whatever_host_it_is_asked_by():
    answer = Client(headers={"host": "10.0.0.7"}).get("/health/live")

    assert answer.json() == {"live": True}
    assert "Set-Cookie" not in answer


def test_probes_are_not_sent_to_https(settings: Settings):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get("/health/live").status_code == 200


def test_a_server_with_an_edition_is_ready(edition: Edition):
    answer = Client().get("/health/ready")

    assert answer.status_code == 200
    assert set(answer.json()["checks"]) == {"database", "migrations", "edition", "fonts", "disk"}
    assert answer["Cache-Control"] == "no-store"


def test_a_server_without_an_edition_is_not_ready_and_names_what_lacks():
    answer = Client().get("/health/ready")

    assert answer.status_code == 503
    assert [name for name, works in answer.json()["checks"].items() if not works] == ["edition"]


def test_a_server_without_fonts_is_not_ready(edition: Edition, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.fonts.are_made", lambda folder: False)

    assert Client().get("/health/ready").json()["checks"]["fonts"] is False


def test_a_full_disk_takes_a_server_out(edition: Edition, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk(10**12, 10**12, 10**6))

    answer = Client().get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["checks"]["disk"] is False


def test_a_database_that_is_away_takes_a_server_out_and_it_lives_on(monkeypatch: pytest.MonkeyPatch):
    def away(*_: object) -> object:
        raise OperationalError("could not connect")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(probes, "migrated", set())
    answer = Client().get("/health/ready")
    told = answer.json()["checks"]

    assert answer.status_code == 503
    assert [name for name, works in told.items() if not works] == ["database", "migrations", "edition"]
    assert Client().get("/health/live").status_code == 200


def test_migrations_that_wait_take_a_server_out(edition: Edition, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(probes, "migrated", set())
    monkeypatch.setattr(probes.MigrationExecutor, "migration_plan", lambda self, targets: ["0099"])

    assert Client().get("/health/ready").json()["checks"]["migrations"] is False


def test_a_folder_that_is_gone_is_told_and_not_raised(edition: Edition, settings: Settings, tmp_path: Path):
    settings.DATA_DIR = tmp_path / "gone"

    assert Client().get("/health/ready").json()["checks"]["disk"] is False


def test_metrics_name_routes_and_never_addresses(respondent: Respondent):
    respondent.client.get(f"/resume/{respondent.code}/")
    respondent.client.get("/no-such-canary-page/")

    told = Client().get("/metrics").content.decode()
    assert 'rolewise_requests_total{method="GET",route="quiz:resume_link",status="200"}' in told
    assert 'route="unknown",status="404"' in told
    assert "canary" not in told
    assert respondent.code not in told


def test_metrics_tell_how_long_the_queue_is(sitting: tuple[object, str]):
    number, _ = sitting
    Printing.objects.create(sitting=number, paper="a4", language="en-gb", asked_at=number.started_at)

    told = Client().get("/metrics").content.decode()
    assert 'rolewise_printings{stage="waiting"} 1.0' in told
    assert "rolewise_workers 0.0" in told


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.9", {}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
    ],
)
def test_metrics_are_for_this_machine_alone(address: str, headers: dict[str, str]):
    assert Client(REMOTE_ADDR=address, headers=headers).get("/metrics").status_code == 404


def test_behind_a_proxy_metrics_are_for_who_has_the_token_alone(settings: Settings):
    settings.BEHIND_PROXY = True
    assert Client().get("/metrics").status_code == 404

    settings.METRICS_TOKEN = "a-token-of-some-length"

    sent = {"Authorization": "Bearer a-token-of-some-length"}
    assert Client(headers=sent).get("/metrics").status_code == 200


def test_a_token_opens_the_metrics_from_elsewhere_and_nothing_else_does(settings: Settings):
    settings.METRICS_TOKEN = "a-token-of-some-length"
    far = {"REMOTE_ADDR": "203.0.113.9"}

    right = Client(**far, headers={"Authorization": "Bearer a-token-of-some-length"}).get("/metrics")
    assert right.status_code == 200
    assert Client(**far, headers={"Authorization": "Bearer wrong"}).get("/metrics").status_code == 404
    assert Client().get("/metrics").status_code == 404

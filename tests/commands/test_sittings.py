"""What respondents were told about their answers is kept."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from quiz.models import Edition, Response, Sitting

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    said = StringIO()
    call_command("sittings", *words, stdout=said)
    return said.getvalue()


@pytest.fixture
def hand_over(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pipes a private code to the command."""
    return lambda code: monkeypatch.setattr("sys.stdin", StringIO(f"{code}\n"))


@pytest.fixture
def code(edition: Edition) -> str:
    sitting, code = Sitting.objects.start(edition, timezone.now())
    Response.objects.create(sitting=sitting, item="some-item", value="4")
    return code


def test_the_purge_erases_what_nobody_touched_for_the_retention_time(edition: Edition, code: str):
    old, _ = Sitting.objects.start(edition, timezone.now() - timedelta(days=366))

    said = run("purge")

    assert said.splitlines()[0] == "Erased 1 sittings untouched for 365 days."
    assert not Sitting.objects.filter(pk=old.pk).exists()
    assert Sitting.objects.with_code(code).exists()


def test_a_dry_run_only_counts(edition: Edition):
    Sitting.objects.start(edition, datetime(2020, 1, 1, tzinfo=UTC))

    assert "Would erase 1" in run("purge", "--dry-run")
    assert Sitting.objects.count() == 1


def test_a_purge_of_everything_by_a_slip_is_refused(code: str):
    with pytest.raises(CommandError, match="1 or more"):
        run("purge", "--days", "0")

    assert Sitting.objects.count() == 1


def test_an_owner_takes_the_answers_along(code: str, hand_over: Callable[[str], None]):
    hand_over(code)

    assert json.loads(run("export"))["answers"] == {"some-item": 4}


def test_erasing_leaves_no_answer_behind(code: str, hand_over: Callable[[str], None]):
    hand_over(code)

    assert run("erase") == "Erased.\n"

    assert not Sitting.objects.exists()
    assert not Response.objects.exists()


def test_earlier_takes_are_erased_with_the_one_whose_code_is_handed_over(
    edition: Edition, code: str, hand_over: Callable[[str], None]
):
    former = Sitting.objects.get()
    hand_over(Sitting.objects.start(edition, timezone.now(), former=former)[1])

    run("erase")

    assert not Sitting.objects.exists()


def test_a_code_typed_at_a_terminal_is_not_shown(code: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("quiz.management.commands.sittings.getpass", lambda prompt: code)

    assert json.loads(run("export"))["answers"] == {"some-item": 4}


def test_a_code_is_no_argument_since_shells_remember_those(code: str):
    with pytest.raises(CommandError, match="unrecognized arguments"):
        run("erase", code)

    assert Sitting.objects.exists()


@pytest.mark.parametrize("slip", [slice(0, -1), slice(0, 0)], ids=["cut short", "empty"])
def test_an_unknown_code_opens_nothing(code: str, slip: slice, hand_over: Callable[[str], None]):
    hand_over(code[slip])

    with pytest.raises(CommandError, match="No sitting has that code") as refused:
        run("erase")

    assert refused.value.returncode == 2


def test_only_the_hash_of_a_code_is_stored(code: str):
    sitting = Sitting.objects.get()

    assert len(code) >= 43
    assert code not in str(vars(sitting))

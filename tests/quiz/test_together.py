"""An answer and the version it raises stand or fall together, whatever happens in between."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from quiz import answering
from quiz.answering import Overtaken, SittingClosed, finish, record_answers
from tests.quiz.conftest import Respondent

pytestmark = pytest.mark.django_db(transaction=True)


def fail(*_: object) -> None:
    raise IntegrityError("the disk is full")


def test_a_save_that_fails_half_way_leaves_nothing_and_the_next_one_works(
    respondent: Respondent, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as broken, pytest.raises(IntegrityError):
        broken.setattr(answering, "keep_answers", fail)
        record_answers(respondent.sitting, {"item": "4"}, timezone.now())

    assert (respondent.sitting.version, respondent.values) == (0, {})
    record_answers(respondent.sitting, {"item": "4"}, timezone.now())
    assert (respondent.sitting.version, respondent.values) == (1, {"item": "4"})


@pytest.mark.parametrize("is_finished", [True, False])
def test_a_refused_save_leaves_no_transaction_open(respondent: Respondent, is_finished: bool):
    if is_finished:
        finish(respondent.sitting, timezone.now())

    with pytest.raises(SittingClosed if is_finished else Overtaken):
        record_answers(respondent.sitting, {"item": "4"}, timezone.now(), version=7)

    with transaction.atomic(durable=True):  # Where one is open already, beginning another fails.
        assert respondent.values == {}


def test_a_save_within_a_transaction_goes_with_it(respondent: Respondent):
    with pytest.raises(IntegrityError), transaction.atomic():
        record_answers(respondent.sitting, {"item": "4"}, timezone.now())
        fail()

    assert (respondent.sitting.version, respondent.values) == (0, {})


def test_a_save_that_cannot_be_ended_is_not_acknowledged(
    respondent: Respondent, monkeypatch: pytest.MonkeyPatch
):
    def refuse(execute, sql, *rest):
        if sql == "COMMIT":
            raise IntegrityError("the disk is full")
        return execute(sql, *rest)

    sitting = respondent.sitting
    with pytest.raises(IntegrityError), connection.execute_wrapper(refuse):
        record_answers(sitting, {"item": "4"}, timezone.now())

    assert (respondent.sitting.version, respondent.values) == (0, {})

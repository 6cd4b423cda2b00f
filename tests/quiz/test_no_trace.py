"""A quiz that leaves no trace: nothing to come back with, and nothing left behind."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.answering import record_answers
from quiz.models import Edition, Sitting
from quiz.models.sitting import VISIT
from quiz.retention import erase_overdue
from quiz.sweeping import sweep_regularly
from tests.operations.site import until
from tests.quiz.conftest import Respondent


@pytest.fixture
def visitor(edition: Edition) -> Respondent:
    """Somebody who has started all questions and leaves no trace."""
    client = Client()
    client.post(reverse("quiz:start"), {"path": "all", "no_trace": "yes"})
    return Respondent(client, edition)


def idle(who: Respondent, **time: float) -> None:
    Sitting.objects.filter(pk=who.sitting.pk).update(touched_at=timezone.now() - timedelta(**time))


def test_it_is_chosen_at_the_start_and_not_preselected(client: Client, edition: Edition):
    page = client.get("/")

    assertContains(page, 'name="no_trace"', count=1)
    assertNotContains(page, "checked")
    client.post("/quiz/start/")
    assert not Sitting.objects.get().leaves_no_trace


@pytest.mark.parametrize("afresh", [False, True])
def test_it_is_met_before_the_buttons_that_start(respondent: Respondent, afresh: bool):
    """Who goes through the page with the keyboard would else have started without it."""
    page = (respondent.post("quiz:start") if afresh else Client().get("/")).content.decode()

    assert page.index('name="no_trace"') < page.index('name="path"')


def test_its_end_is_asked_for_once_and_comes_after_the_only_copy(visitor: Respondent):
    page = visitor.get("quiz:check").content.decode()
    asked = visitor.get("quiz:delete")

    assert page.index("/result/answers.json") < page.index(">End and erase<")
    assert 'action="/quiz/delete/"' not in page
    assertContains(asked, "End and erase?")
    assertContains(asked, "/result/answers.json")
    assert visitor.sitting


def test_its_cookie_ends_with_the_session_of_the_browser(visitor: Respondent):
    assert visitor.client.cookies["sitting"]["max-age"] == ""
    assert visitor.sitting.leaves_no_trace


def test_each_of_its_pages_says_so_and_ends_it_and_shows_no_code(visitor: Respondent):
    pages = [
        visitor.get("quiz:about"),
        visitor.get("quiz:page", 1),
        visitor.get("quiz:check"),
        visitor.post("quiz:start"),
    ]
    visitor.post("quiz:finish")
    pages += [visitor.get("quiz:page", 1), visitor.get("reports:share"), visitor.get("reports:result")]

    for page in pages:
        assertContains(page, "This quiz leaves no trace")
        assertContains(page, "End and erase")
        assertNotContains(page, visitor.code)
        assertNotContains(page, "/resume/Z")


def test_ending_it_erases_everything_in_one_step(visitor: Respondent):
    visitor.answer_everything()

    assertRedirects(visitor.post("quiz:delete", sitting=visitor.sitting.mark), "/quiz/deleted/")

    assert not Sitting.objects.exists()
    assert visitor.client.cookies["sitting"].value == ""


def test_an_hour_after_the_last_answer_it_opens_nothing_and_is_gone(visitor: Respondent):
    visitor.answer_page(1)
    idle(visitor, minutes=59, seconds=50)
    assert visitor.get("quiz:page", 1).status_code == 200

    idle(visitor, minutes=60)

    assert visitor.get("quiz:page", 1).status_code == 404
    assert not Sitting.objects.exists()


def test_the_hour_counts_from_the_last_answer_and_not_from_the_finish(visitor: Respondent):
    visitor.answer_page(1)
    answered_at = visitor.sitting.touched_at

    visitor.post("quiz:finish")

    assert visitor.sitting.visit_ends_at == answered_at + VISIT


def test_nobody_needs_to_ask_for_a_page_for_it_to_be_erased(
    visitor: Respondent, respondent: Respondent, settings: Settings
):
    idle(visitor, minutes=61)
    kept = respondent.sitting
    now = timezone.now()

    assert erase_overdue(now) == 1

    assert list(Sitting.objects.all()) == [kept]
    assert erase_overdue(now + timedelta(days=settings.RETENTION_DAYS, minutes=1)) == 1


def test_a_sweep_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    ended, tries = Event(), []

    def fail_once(now: object) -> None:
        tries.append(now)
        if len(tries) == 1:
            raise OSError("disk full")
        ended.set()

    monkeypatch.setattr("quiz.sweeping.erase_overdue", fail_once)
    monkeypatch.setattr("quiz.sweeping.publish_due", lambda now: None)
    monkeypatch.setattr("quiz.sweeping.connections.close_all", lambda: None)
    monkeypatch.setattr("quiz.sweeping.close_old_connections", lambda: None)
    sweep_regularly(ended, seconds=0.001)

    assert len(tries) == 2
    assert "trying again" in caplog.text


def test_another_take_leaves_no_trace_either_and_ends_with_it(visitor: Respondent):
    visitor.answer_everything()
    visitor.post("quiz:finish")
    visitor.post("reports:again", answers="last")
    assert Sitting.objects.filter(leaves_no_trace=True).count() == 2
    assert visitor.client.cookies["sitting"]["max-age"] == ""

    visitor.post("quiz:delete")

    assert not Sitting.objects.exists()


def test_who_answers_again_is_offered_the_only_copy_first_and_not_told_that_both_stay(visitor: Respondent):
    visitor.answer_everything()
    visitor.post("quiz:finish")

    page = visitor.get("reports:result").content.decode()

    again = page[page.index('id="again"') : page.index("Answer again, blank")]
    assert "nothing opens it once the new quiz has begun" in again
    assert again.index("nothing opens it") < again.index("/result/verdict.pdf") < again.index("answers.json")
    assert "both are kept" not in page
    kept = visitor.get("reports:answers").content.decode()
    visitor.post("reports:again", answers="last")
    visitor.post("reports:restore_sitting", kept=kept, no_trace="yes")
    assertContains(visitor.get("reports:result"), "nothing opens it once the new quiz has begun")


def test_starting_again_ends_it(visitor: Respondent):
    visitor.answer_page(1)

    visitor.post("quiz:start", afresh="yes", path="all")

    assert list(Sitting.objects.values_list("leaves_no_trace", flat=True)) == [False]


def test_so_does_bringing_a_file_back(visitor: Respondent):
    visitor.answer_page(1)
    before = visitor.sitting

    visitor.post("reports:restore_sitting", kept=visitor.get("reports:answers").content.decode())

    assert visitor.sitting != before
    assert list(Sitting.objects.all()) == [visitor.sitting]


def test_so_does_going_on_with_the_code_of_another(visitor: Respondent, respondent: Respondent):
    code = respondent.code

    visitor.post("quiz:resume", code=code)

    assert visitor.code == code
    assert list(Sitting.objects.all()) == [respondent.sitting]


def test_going_on_with_its_own_code_does_not(visitor: Respondent):
    visitor.post("quiz:resume", code=visitor.code)

    assert visitor.sitting


def test_what_is_refused_ends_nothing(visitor: Respondent):
    visitor.post("reports:restore_sitting", kept="{}")
    visitor.post("quiz:resume", code="unknown")

    assert visitor.sitting


def test_an_ordinary_quiz_outlives_the_hour(respondent: Respondent):
    idle(respondent, hours=2)

    assert erase_overdue(timezone.now()) == 0
    assert respondent.get("quiz:page", 1).status_code == 200


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_an_answer_that_arrives_while_it_is_erased_keeps_it(visitor: Respondent):
    idle(visitor, minutes=61)
    now, erased = timezone.now(), []

    def purge() -> None:
        erased.append(erase_overdue(now))
        connection.close()

    purging = Thread(target=purge)
    with transaction.atomic():
        record_answers(visitor.sitting, {"item": "4"}, now)
        purging.start()
        until(somebody_waits, 10)
    purging.join()

    assert erased == [0]
    assert visitor.sitting.responses.count() == 1


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])

"""What a page may cost: queries, and Python calls, which unlike seconds are the same on every machine."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test import Client

from benchmarks.counting import python_calls
from quiz.answering import NOTED
from quiz.items import UNSURE
from quiz.models import Edition, Sitting
from tests.quiz.conftest import Respondent, respondent  # noqa: F401
from tests.reports.conftest import owner, sitting  # noqa: F401

VERSUS = "/compare/backend-engineer/product-engineer/"
PUBLIC = ("/roles/", "/roles/backend-engineer/", "/compare/", VERSUS, "/method/", "/sources/")
# Python calls beyond those of an empty page, a fifth more than there are on SQLite. PostgreSQL's driver is
# written in Python in part.
SAVED_ANSWER, SAVED_PAGE, PAGE_OF_FIVE, RESULT = 340, 1_050, 1_900, 6_800
DRIVER = 0 if connection.vendor == "sqlite" else 1_000
BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # Of a transaction: they ask for nothing.


def calls_of(ask: Callable[[], object]) -> int:
    """Python calls of the third time: the first ones fill what is kept."""
    ask(), ask()
    return python_calls(ask)


def empty_calls() -> int:
    """Of a page that asks nothing: the whole stack of the test client and the middleware."""
    return calls_of(lambda: Client().get("/health/live"))


@pytest.mark.parametrize("path", ["/quiz/1/", "/quiz/check/", "/", *PUBLIC])
def test_no_page_asks_the_database_more_than_four_times(
    respondent: Respondent,  # noqa: F811
    django_assert_max_num_queries: Callable[..., object],
    path: str,
):
    respondent.answer_page(1)

    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        respondent.client.get(path)


def statements_of(ask: Callable[[], object]) -> list[str]:
    told: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        told.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        ask()
    return [sql for sql in told if not sql.startswith(BRACKETS)]


@pytest.mark.parametrize("path", ["/quiz/1/", "/quiz/check/", "/", *PUBLIC])
def test_no_page_reads_what_stands_behind_the_document_of_an_edition(respondent: Respondent, path: str):  # noqa: F811
    """SQLite goes through the whole document to get there: five milliseconds with a thousand roles."""
    respondent.client.get(path)

    told = " ".join(statements_of(lambda: respondent.client.get(path)))

    assert "quiz_edition" in told
    assert not re.search(r'"(document|note|published_at|published_by_id)"', told)


def test_a_saved_answer_and_a_saved_page_take_three_statements(respondent: Respondent):  # noqa: F811
    first = respondent.slugs_on(1)[0]
    alone = partial(respondent.client.post, "/quiz/1/", {first: "4"}, headers={"X-Partial": "1"})

    for ask in (alone, lambda: respondent.answer_page(1, "unsure")):
        assert [sql.split()[0] for sql in statements_of(ask)] == ["SELECT", "UPDATE", "INSERT"]


def test_the_time_of_the_last_answer_is_written_once_a_minute(respondent: Respondent):  # noqa: F811
    first = respondent.slugs_on(1)[0]
    save = partial(respondent.client.post, "/quiz/1/", {first: "4"}, headers={"X-Partial": "1"})
    begun = respondent.sitting.touched_at

    save()
    assert (respondent.sitting.touched_at, respondent.sitting.version) == (begun, 1)

    Sitting.objects.update(touched_at=begun - NOTED)
    save()
    assert respondent.sitting.touched_at > begun


def test_a_page_of_five_stays_cheap(respondent: Respondent):  # noqa: F811
    respondent.answer_page(1, "4")

    calls = calls_of(lambda: respondent.client.get("/quiz/1/"))

    assert calls - empty_calls() < PAGE_OF_FIVE + DRIVER


def test_a_saved_answer_stays_cheap(respondent: Respondent):  # noqa: F811
    first = respondent.slugs_on(1)[0]

    calls = calls_of(lambda: respondent.client.post("/quiz/1/", {first: "4"}, headers={"X-Partial": "1"}))

    assert calls - empty_calls() < SAVED_ANSWER + DRIVER


def test_a_saved_page_stays_cheap(respondent: Respondent):  # noqa: F811
    calls = calls_of(lambda: respondent.answer_page(1, "unsure"))

    assert calls - empty_calls() < SAVED_PAGE + DRIVER


def test_a_second_look_at_a_result_stays_cheap(owner: Client):  # noqa: F811
    calls = calls_of(lambda: owner.get("/result/"))

    assert calls - empty_calls() < RESULT + DRIVER


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_made_once(edition: Edition, path: str):
    client = Client()
    assert client.get(path).status_code == 200

    assert calls_of(lambda: client.get(path)) - empty_calls() < 1_500


def test_a_result_is_scored_and_written_once(respondent: Respondent, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    from reports import report

    scored: list[object] = []
    reach = report.reach_verdict
    monkeypatch.setattr(report, "reach_verdict", lambda *said: scored.append(said) or reach(*said))
    respondent.answer_everything()
    respondent.post("quiz:finish")

    first, second = (respondent.client.get("/result/") for _ in range(2))

    assert first.status_code == second.status_code == 200
    assert len(scored) == 1


def test_a_choice_on_the_result_page_is_scored_anew(respondent: Respondent):  # noqa: F811
    for number in range(1, 6):
        respondent.answer_page(number, UNSURE)
    respondent.post("quiz:finish")
    respondent.client.get("/result/")

    respondent.client.post("/result/choices/", {"balance": "0.7", "no_on_call": "on"})
    page = respondent.client.get("/result/")

    assert page.context["report"].document["must_haves"].get("no_on_call") is True

"""The page that says how the quiz does, and what it keeps to itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import process_time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from benchmarks.counting import python_calls
from quiz.content import EditionContent
from quiz.editions.store import submission_of
from quiz.models import Appeal, Edition, Path, Response, Sitting
from quiz.submission import About
from quiz.wording import question_of
from reports.admin import statistics
from reports.admin.sittings import latest_submissions
from reports.admin.statistics import reckoned
from reports.admin.takes import taken
from reports.told import appeal_rows
from tests.admin.conftest import member_of

ADDRESS = "/admin/quiz/statistics/"
# Python calls for two thousand people, a fifth more than there are on SQLite, and what PostgreSQL's driver,
# which is written in Python in part, may add for them.
RECKONED = 115_000
DRIVER = 0 if connection.vendor == "sqlite" else 100_000
LONG_AGO = datetime(2026, 1, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    statistics.KEPT.clear()


def sit(edition: Edition, content: EditionContent, people: int, **fields: object) -> None:
    """So many people who answered everything, no two alike in a row."""
    first = Sitting.objects.count()
    given = {"started_at": LONG_AGO, "touched_at": LONG_AGO, "finished_at": LONG_AGO} | fields
    sittings = Sitting.objects.bulk_create(
        Sitting(edition=edition, code_hash=f"{first + number:064x}", **given) for number in range(people)
    )
    Response.objects.bulk_create(
        (
            Response(
                sitting=sitting, item=slug, value=str(item.values[(number * 7 + place) % len(item.values)])
            )
            for number, sitting in enumerate(sittings)
            for place, (slug, item) in enumerate(content.items.items())
        ),
        batch_size=5_000,
    )


def read(client: Client, **query: object) -> str:
    page = " ".join(client.get(ADDRESS, query).content.decode().split())
    return page.split('id="content-main"', 1)[1]


def test_the_page_says_how_a_published_quiz_does(
    editor: Client, shipped: EditionContent, publish_content: Callable[[EditionContent], Edition]
):
    edition = publish_content(shipped)
    sit(edition, shipped, 30)
    sit(edition, shipped, 10, finished_at=None)

    page = read(editor)

    assert "Of 40 people, 75 % finished." in page and "Of 30 people who finished:" in page
    assert page.count('<svg class="bar"') > len(shipped.items)
    assert all(escape(question_of(item)) in page for item in shipped.items.values())
    assert "style=" not in page


def test_four_people_are_nobody(editor: Client, shipped: EditionContent, publish_content: Callable):
    sit(publish_content(shipped), shipped, 4)

    page = read(editor)

    assert "Fewer than 5 quizzes are over" in page and "Fewer than 5 people finished." in page
    assert " %</td>" not in page


def test_a_sixth_person_changes_nothing(editor: Client, shipped: EditionContent, publish_content: Callable):
    edition = publish_content(shipped)
    sit(edition, shipped, 5)
    before = read(editor)

    sit(edition, shipped, 1)

    assert read(editor) == before


def test_quizzes_that_leave_no_trace_or_still_run_are_not_counted(
    editor: Client, shipped: EditionContent, publish_content: Callable
):
    edition = publish_content(shipped)
    sit(edition, shipped, 10, leaves_no_trace=True)
    sit(edition, shipped, 10, finished_at=None, touched_at=timezone.now() - timedelta(hours=23))

    assert "Fewer than 5 quizzes are over" in read(editor)


def test_each_edition_stands_alone(editor: Client, shipped: EditionContent, publish_content: Callable):
    first = publish_content(shipped)
    sit(first, shipped, 10)
    publish_content(shipped)

    assert "Fewer than 5 people finished." in read(editor)
    assert "Of 10 people who finished:" in read(editor, edition=1)
    assert editor.get(ADDRESS, {"edition": "99"}).status_code == 404


def test_the_short_way_is_told_apart(editor: Client, shipped: EditionContent, publish_content: Callable):
    edition, slugs = publish_content(shipped), list(shipped.items)
    pages = [slugs[:5], slugs[5:10]]
    sit(edition, shipped, 10, path=Path.SHORT, pages=pages)
    sit(edition, shipped, 5, path=Path.SHORT, pages=[*pages, ["not-answered"]], finished_at=None)

    page = read(editor)

    assert "The short way" in page and "Of 15 people, 67 % finished." in page
    assert '<th scope="row">1–3</th><td class="number">33 %</td>' in page


def test_what_readers_like_is_told_by_tenth(
    editor: Client, shipped: EditionContent, publish_content: Callable
):
    edition = publish_content(shipped)
    sit(edition, shipped, 20)
    Appeal.objects.bulk_create(
        Appeal(sitting=sitting, role="backend-engineer", answer="yes" if place < 12 else "no", fit_decile=10)
        for place, sitting in enumerate(Sitting.objects.order_by("pk"))
    )

    assert '<th scope="row">10</th><td class="number">60 %</td>' in read(editor)


def test_answers_of_few_people_to_many_roles_stay_hidden():
    said = [(10, "yes", person) for person in range(8)] + [(10, "no", 1)] * 9 + [(9, "yes", 1)] * 9

    rows = {row.decile: row for row in appeal_rows(said)}

    assert (rows[10].yes, rows[10].unsure, rows[10].no) == (None, None, None)
    assert (rows[9].yes, rows[9].unsure, rows[9].no) == (None, None, None)


def test_two_thousand_quizzes_take_a_fixed_number_of_queries_and_once_only(
    editor: Client,
    shipped: EditionContent,
    publish_content: Callable,
    django_assert_max_num_queries: Callable,
):
    edition = publish_content(shipped)
    sit(edition, shipped, 2_010)
    with django_assert_max_num_queries(12):
        began = process_time()
        first = read(editor)
        took = process_time() - began

    with django_assert_max_num_queries(10):
        began = process_time()
        assert read(editor) == first
        again = process_time() - began

    assert "Of 2000 people, fewer than 5" in first
    assert took < 10 and again < 1, (took, again)
    assert python_calls(partial(reckoned, edition, shipped, timezone.now())) < RECKONED + DRIVER


def test_a_finished_sitting_is_read_as_it_is_for_its_report(
    shipped: EditionContent, publish_content: Callable
):
    edition = publish_content(shipped)
    said = {"about": {"name": "Ada", "place": "DE"}, "must_haves": {"remote": True}, "balance": 0.25}
    sit(edition, shipped, 5, **said)
    Response.objects.filter(sitting=Sitting.objects.first()).delete()

    latest = latest_submissions()
    over = taken(edition, shipped, timezone.now())

    own = [submission_of(sitting) for sitting in Sitting.objects.order_by("-pk")]
    assert latest == [replace(each, about=About(place="DE")) for each in own]
    assert list(over.finished) == latest[::-1]
    assert [take.answers for take in over.takes] == [each.answers for each in over.finished]


def test_without_an_edition_the_page_says_what_to_do(editor: Client, draft: None):
    assert "Publish the draft" in read(editor)


def test_who_may_see_how_the_quiz_does(edition: Edition, stranger: Client, staff_without_permission: Client):
    assert stranger.get(ADDRESS).status_code == 302
    assert staff_without_permission.get(ADDRESS).status_code == 403
    assert member_of("Author").get(ADDRESS).status_code == 200
    assert member_of("Reviewer").post(ADDRESS).status_code == 405
    assert reverse("admin:quiz_statistics") == ADDRESS

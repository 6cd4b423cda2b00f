"""What runs with every page, every few seconds or every minute finds its rows by an index, however many
there are: docs/performance.md has the seconds at a million sittings, this says that nobody reads them all."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quiz.models import Edition
from quiz.retention import erase_overdue
from quiz.sweeping import sweep
from reports import heartbeat, tidying
from reports.management.commands import doctor
from tests.operations.migrating import LARGE
from tests.quiz.conftest import Respondent, respondent
from tests.reports.conftest import own_folder, owner, sitting

__all__ = ["own_folder", "owner", "respondent", "sitting"]

TABLES = "|".join(sorted(label.replace(".", "_") for label in LARGE))
# SQLite says SCAN, with the index if it reads one from end to end; PostgreSQL "Seq Scan on".
SCAN = re.compile(rf"^SCAN ({TABLES})$|Seq Scan on ({TABLES})\b")
Act = Callable[[], object]


def scans(act: Act) -> list[str]:
    """The statements of an act that go through all rows of a large table, explained after it."""
    told: list[tuple[str, object]] = []

    def note(execute: Callable[..., object], sql: str, values: object, many: bool, context: object) -> object:
        if not many and re.search(TABLES, sql) and sql.startswith(("SELECT", "UPDATE", "DELETE")):
            told.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        act()
    with explaining() as explain:
        return [sql for sql, values in told if any(SCAN.search(line) for line in explain(sql, values))]


@contextmanager
def explaining() -> Iterator[Callable[[str, object], list[str]]]:
    """How the database would find the rows; PostgreSQL as if there were too many to read them all."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:

        def explain(sql: str, values: object) -> list[str]:
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{sql}", values)
            return [str(row[-1]) for row in cursor.fetchall()]

        if not is_sqlite:
            cursor.execute("SET enable_seqscan = off")
        yield explain
        if not is_sqlite:
            cursor.execute("SET enable_seqscan = on")


@pytest.mark.django_db
def test_a_scan_is_found():
    with connection.cursor() as cursor:
        found = scans(lambda: cursor.execute("SELECT id FROM quiz_sitting WHERE about = %s", ["{}"]))

    assert len(found) == 1


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize(
    "act",
    [lambda: erase_overdue(timezone.now()), sweep, heartbeat.beat, tidying.tidy],
    ids=["purge", "sweep", "heartbeat", "tidying"],
)
def test_what_runs_by_the_clock_reads_what_is_due_only(edition: Edition, act: Act):
    assert scans(act) == []


def test_a_page_and_a_saved_answer_read_one_sitting(respondent: Respondent):
    first = respondent.slugs_on(1)[0]

    assert scans(lambda: respondent.client.get("/quiz/1/")) == []
    assert scans(lambda: respondent.client.post("/quiz/1/", {first: "4"}, headers={"X-Partial": "1"})) == []
    assert scans(lambda: respondent.client.get("/quiz/check/")) == []


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize("path", ["/result/", "/result/pdf/state.json", "/result/share/"])
def test_a_result_reads_one_sitting(owner: Client, path: str):
    assert scans(lambda: owner.get(path)) == []


def test_deleting_reads_one_sitting(respondent: Respondent):
    assert scans(lambda: respondent.post("quiz:delete")) == []


@pytest.mark.parametrize(
    "name", ["index", "quiz_statistics", "quiz_edition_changelist", "quiz_explanation_changelist"]
)
def test_no_page_of_the_desk_reads_every_row(client: Client, edition: Edition, name: str):
    client.force_login(User.objects.create_superuser("editor"))

    assert scans(lambda: client.get(reverse(f"admin:{name}"))) == []


def test_the_length_of_the_queue_is_asked_of_its_index(edition: Edition):
    assert scans(lambda: Client().get("/metrics")) == []
    assert scans(lambda: list(doctor.examine_worker())) == []

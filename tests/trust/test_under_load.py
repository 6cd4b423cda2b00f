"""R3 and R4: many requests at once on a real database file, which the tests' own, in memory, is not."""

from pathlib import Path

from tests.trust.surroundings import run_python

BEGIN = """
import json
from concurrent.futures import ThreadPoolExecutor
from django.core.management import call_command
from django.db import connection
from django.test import Client
from quiz.editions.document import canonical, digest, write_document
from quiz.editions.store import content_of
from quiz.models import Edition, Response, Sitting
from django.utils import timezone
from tests.builders import small_content

call_command("migrate", verbosity=0)
document = write_document(small_content())
now = timezone.now()
edition = Edition(number=1, digest=digest(document), document=canonical(document), published_at=now)
edition.save()
slugs = list(content_of(edition).items)[:5]

def browser(code):
    client = Client()
    client.cookies["sitting"] = code
    return client
"""
TWO_TABS = f"""{BEGIN}
PEOPLE, ANSWERS = 8, 50

def answer_many(code, tab):
    client, version, done = browser(code), 0, []
    for number in range(ANSWERS):
        item, value = slugs[number % 5], str(1 + (number + tab) % 5)
        while True:
            answer = client.post(
                "/quiz/1/", {{item: value}}, headers={{"X-Partial": "1", "If-Match": f'"{{version}}"'}}
            )
            version = int(answer.headers["ETag"].strip('"'))
            if answer.status_code != 200:  # Another tab was first.
                break
        assert answer.status_code == 204, answer.status_code
        done.append((version, item, value))
    connection.close()
    return done

codes = [Sitting.objects.start(edition, timezone.now())[1] for _ in range(PEOPLE)]
with ThreadPoolExecutor(2 * PEOPLE) as threads:
    tabs = [threads.submit(answer_many, code, tab) for code in codes for tab in (0, 1)]
    acknowledged = [tab.result() for tab in tabs]
for number, code in enumerate(codes):
    writes = sorted(acknowledged[2 * number] + acknowledged[2 * number + 1])
    assert [version for version, *_ in writes] == list(range(1, 2 * ANSWERS + 1))
    stored = dict(Sitting.objects.with_code(code).get().responses.values_list("item", "value"))
    assert stored == {{item: value for _, item, value in writes}}
print("acknowledged:", sum(map(len, acknowledged)))
"""
FINISHES = f"""{BEGIN}
import hashlib
from reports.html import print_document
from reports.models import Printing
from reports.report import generate_report

sitting, code = Sitting.objects.start(edition, timezone.now())
Response.objects.bulk_create(Response(sitting=sitting, item=slug, value="3") for slug in slugs)

def finish(_):
    client = browser(code)
    answer = client.post("/quiz/finish/")
    assert answer.headers["Location"] == "/result/", answer.status_code
    result = client.get("/result/")
    found = Sitting.objects.select_related("edition").get()
    report = generate_report(found)
    printed = hashlib.sha256(print_document(report).encode()).hexdigest()
    connection.close()
    return found.finished_at, result.status_code, report.code, printed

with ThreadPoolExecutor(20) as threads:
    outcomes = set(threads.map(finish, range(20)))
print("outcomes:", len(outcomes), {{status for _, status, *_ in outcomes}})
print("printings:", list(Printing.objects.values_list("sitting", "stage")) == [(sitting.pk, "waiting")])
"""


def run(script: str, folder: Path) -> str:
    done = run_python(script, DATA_DIR=str(folder), DEBUG="true", HTTPS="false", ALLOWED_HOSTS="testserver")
    assert done.returncode == 0, done.stderr
    assert "locked" not in done.stderr
    return done.stdout


def test_two_tabs_of_eight_people_lose_no_acknowledged_answer(tmp_path: Path):
    """Sixteen threads, fifty answers each, two threads on one sitting: the highest version stays."""
    assert "acknowledged: 800" in run(TWO_TABS, tmp_path)


def test_a_finish_posted_twenty_times_at_once_finishes_once(tmp_path: Path):
    """One time of finish, one code of the report, one digest of what is printed, one PDF asked for."""
    told = run(FINISHES, tmp_path)

    assert "outcomes: 1 {200}" in told
    assert "printings: True" in told

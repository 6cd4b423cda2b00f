"""R1: the real server is killed while people answer; what it acknowledged is there afterwards.

Acknowledged means that the browser saw the redirect to the next page, or the 204 of the script. An answer
that was under way may be there or not, but a page of answers is there whole or not at all.
"""

import http.client
import itertools
import os
import random
import signal
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from tests.operations.site import Site, answers, free_port, until
from tests.trust.sizes import size, told

KILLS = size(20, 200)
COLD = 5  # So many of the kills take the whole server, the others a process of it at work.
PEOPLE = 4
TOKEN = "a" * 32
SEED = 1
BEGIN = """
from django.utils import timezone
from quiz.editions.store import content_of
from quiz.models import Edition, Sitting

edition = Edition.objects.get()
print(*list(content_of(edition).items)[:5])
print(*(Sitting.objects.start(edition, timezone.now())[1] for _ in range(int(sys.argv[1]))))
"""


@dataclass
class Person(threading.Thread):
    """Answers the five questions of the first page again and again, and remembers what was acknowledged."""

    port: int
    code: str
    items: list[str]
    by_page: bool
    ended: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)
    under_way: dict[str, str] = field(default_factory=dict)
    answered: int = 0
    refused: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        for number in itertools.count():
            if self.ended.is_set():
                return
            value = str(1 + number % 5)
            self.under_way = (
                dict.fromkeys(self.items, value) if self.by_page else {self.items[number // 5 % 5]: value}
            )
            self.post()

    def post(self) -> None:
        """One write; the server may go away before, in or after it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sitting={self.code}; csrf={TOKEN}",
        } | ({} if self.by_page else {"X-Partial": "1"})
        body = urlencode(self.under_way | {"csrfmiddlewaretoken": TOKEN})
        try:
            connection.request("POST", "/quiz/1/", body, headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
            return
        finally:
            connection.close()
        if status in (HTTPStatus.FOUND, HTTPStatus.NO_CONTENT):
            self.acknowledged |= self.under_way
            self.under_way = {}
            self.answered += 1
        else:
            self.refused.append(status)

    def lost(self, stored: dict[str, str]) -> list[str]:
        """Questions whose answer is neither the one acknowledged nor, as a whole, what was under way."""
        possible = [self.acknowledged, self.acknowledged | self.under_way]
        return [] if stored in possible else sorted(set(stored.items()) ^ set(self.acknowledged.items()))


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(site: Site):
    items, codes = (line.split() for line in site.script(f"import sys\n{BEGIN}", str(PEOPLE)).splitlines())
    chance, port, faults, answered = random.Random(SEED), free_port(), [], 0

    master = serve(site, port)
    for kill in range(KILLS):
        ended = threading.Event()
        people = [Person(port, code, items, turn % 2 == 0, ended) for turn, code in enumerate(codes)]
        for person in people:
            person.acknowledged = stored_answers(site, person.code)
            person.start()
        until(lambda people=people: sum(person.answered for person in people) >= 12, 60, every=0.01)
        time.sleep(chance.random() / 20)
        whole = kill % (KILLS // COLD) == 0
        victims = [master, *workers_of(master)] if whole else workers_of(master)
        for victim in victims:
            os.kill(victim, signal.SIGKILL)
        ended.set()
        for person in people:
            person.join()
            faults += person.lost(stored_answers(site, person.code))
        answered += sum(person.answered for person in people)
        faults += [status for person in people for status in person.refused]
        master = serve(site, port) if whole else master

    assert faults == []
    assert site.rows("PRAGMA integrity_check") == [("ok",)]
    told(f"R1: {KILLS} kills, {answered} writes acknowledged, 0 lost, integrity ok")


def serve(site: Site, port: int) -> int:
    """The server as in production, but for one process that is made of a loaded one: a fork, not a start."""
    bind = ("--bind", f"127.0.0.1:{port}", "--workers", "1", "--preload")
    process = site.start("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *bind, "config.wsgi")
    until(lambda: answers(port), 60, every=0.05)
    return process.pid


def workers_of(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def stored_answers(site: Site, code: str) -> dict[str, str]:
    from quiz.models.sitting import hash_code

    found = site.rows(
        "SELECT item, value FROM quiz_response JOIN quiz_sitting ON quiz_sitting.id = sitting_id "
        f"WHERE code_hash = '{hash_code(code)}'"
    )
    return {str(item): str(value) for item, value in found}

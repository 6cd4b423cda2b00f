"""R8: a copy is taken while people answer, and put back under servers that keep their connections.

On SQLite, and on PostgreSQL through a pool of connections.
"""

from pathlib import Path
from threading import Event

from tests.operations.site import Browser, Site, free_port, until
from tests.operations.visitors import Visitor
from tests.trust.sizes import told

PEOPLE = 3
WHILE_WRITTEN = """
import sys, threading, time
from pathlib import Path
from django.db import connection
from django.utils import timezone
from quiz.backup import back_up, check, put_back
from quiz.models import Edition, Response, Sitting

edition, written, copied = Edition.objects.get(), [], threading.Event()

def answer():
    while len(written) < 1000 or not copied.is_set():
        sitting, _ = Sitting.objects.start(edition, timezone.now())
        Response.objects.create(sitting=sitting, item="item", value="4")
        written.append(sitting.pk)
    connection.close()

answering = threading.Thread(target=answer, daemon=True)
answering.start()
while len(written) < 300:
    assert answering.is_alive()
    time.sleep(0.01)
before, copy = set(written), Path(sys.argv[1])
back_up(copy)  # Who waited for the other here, would for ever.
copied.set()
answering.join()
held = check(copy)
begun = time.perf_counter()
put_back(copy)
took = time.perf_counter() - begun
there = set(Response.objects.values_list("sitting_id", flat=True))
assert there <= set(written)
assert len(there) == held["quiz_response"] and held["quiz_sitting"] - len(there) in (0, 1)
print(len(written), len(before), len(before - there), round(took, 2))
"""


def test_a_copy_taken_during_a_thousand_answers_loses_none_that_was_acknowledged(
    shared_site: Site, tmp_path: Path
):
    said = shared_site.script(WHILE_WRITTEN, str(tmp_path / "copy"))

    written, before, lost, took = said.split()
    assert int(written) >= 1000
    assert int(before) >= 300
    assert int(lost) == 0
    assert float(took) <= 10
    if not shared_site.variables:
        assert shared_site.rows("PRAGMA integrity_check") == [("ok",)]
    told(f"R8: copied while {written} answers were written, {lost} of {before} lost, put back in {took} s")


def test_a_copy_is_put_back_under_a_server_that_goes_on(shared_site: Site, tmp_path: Path):
    port, ended, copy = free_port(), Event(), tmp_path / "copy"
    shared_site.web(port)
    people = [Visitor((port,), True, ended, number) for number in range(PEOPLE)]
    for person in people:
        person.start()
    until(lambda: all(len(person.saves) >= 3 for person in people), 60)
    said = [set(person.acknowledged) for person in people]
    shared_site.manage("backup", str(copy))
    begun = [len(person.saves) for person in people]
    until(lambda: all(len(person.saves) > then for person, then in zip(people, begun, strict=True)), 60)
    ended.set()
    for person in people:
        person.join()
    late = Browser(port)
    late.post("/quiz/start/", late.get("/")[1], path="all")
    assert shared_site.count("quiz_sitting") == PEOPLE + 1

    shared_site.manage("restore", "--check", str(copy))
    shared_site.manage("restore", "--yes", str(copy))

    assert [fault.told for person in people for fault in person.faults] == []
    assert shared_site.count("quiz_sitting") == PEOPLE
    for person, before in zip(people, said, strict=True):
        person.acknowledged = person.shown()
        assert before <= person.acknowledged.keys()
        person.save(1)
        person.look()

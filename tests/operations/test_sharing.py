"""Two web and two worker processes on one database: no answer and no job is lost or done twice."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.operations.site import Browser, Site, free_port, until

PEOPLE = 4


def test_two_web_and_two_worker_processes_share_the_work(shared_site: Site):
    ports = (free_port(), free_port())
    for port in ports:
        shared_site.web(port)
    for _ in range(2):
        shared_site.worker()
    until(lambda: shared_site.count("reports_worker") == 2, 60, every=0.5)

    def answer(number: int) -> bool:
        """Answers every page, on one server and the other by turns."""
        browser = Browser(ports[0])
        _, home = browser.get("/")
        _, page = browser.post("/quiz/start/", home, path="all")
        browser.post("/quiz/about/", page)
        for page_number in range(1, 6):
            browser.home = f"http://127.0.0.1:{ports[(number + page_number) % 2]}"
            _, page = browser.get(f"/quiz/{page_number}/")
            slugs = {name.decode() for name in fields_in(page)}
            browser.post(f"/quiz/{page_number}/", page, **dict.fromkeys(slugs, "unsure"))
        _, page = browser.get("/quiz/check/")
        status, _ = browser.post("/quiz/finish/", page)
        return status == 200

    with ThreadPoolExecutor(PEOPLE) as people:
        finished = list(people.map(answer, range(PEOPLE)))
    until(lambda: shared_site.open_printings() == 0, 120, every=1)

    assert finished == [True] * PEOPLE
    assert shared_site.count("quiz_sitting", "finished_at IS NOT NULL") == PEOPLE
    assert shared_site.count("quiz_response") == PEOPLE * 24
    assert shared_site.rows("SELECT stage, attempts FROM reports_printing") == [("made", 1)] * PEOPLE
    rendered = Counter(path.parent.name for path in (shared_site.folder / "pdf").rglob("*.pdf"))
    assert list(rendered.values()) == [1] * PEOPLE


def fields_in(page: bytes) -> set[bytes]:
    """The names of the questions on a page."""
    radios = re.findall(rb"<input[^>]*type=\"radio\"[^>]*>", page)
    return {re.findall(rb'name="([^"]+)"', radio)[0] for radio in radios}

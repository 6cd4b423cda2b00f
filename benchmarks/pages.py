"""``make bench-pages``: what a request costs, as CPU beside an empty view of the same process and run.

Requests are handed to the WSGI application, all middleware included, with no network between. Each
round asks every page once, the empty view twice: the second time is the control. Ratios and counts
(queries, Python calls) decide; milliseconds are printed for orientation.
"""

import argparse
import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time
from urllib.parse import urlencode

from benchmarks.counting import python_calls
from benchmarks.surroundings import prepared_site

ROUNDS = 30
IN_A_ROW = 5
TOKEN = "a" * 32
BRACKETS = ("BEGIN", "COMMIT")  # Of a transaction: they ask for nothing and change nothing.
Application = Callable[..., object]


@dataclass(frozen=True)
class Ask:
    """A request: name, method, path, cookies, posted fields, and the highest ratio that is allowed."""

    name: str
    path: str
    cookies: Mapping[str, str]
    posted: Mapping[str, str] | None = None
    partial: bool = False
    bar: float | None = None
    expected: int = 200  # 0 for whatever it answers.
    waits: bool = True  # For the disk. What doesn't can go with the power; it is measured to compare.

    def environ(self) -> dict[str, object]:
        body = urlencode(self.posted or {}).encode()
        path, _, query = self.path.partition("?")
        return {
            "REQUEST_METHOD": "GET" if self.posted is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        } | ({"HTTP_X_PARTIAL": "1"} if self.partial else {})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    with prepared_site():
        return measure(rounds)


def measure(rounds: int) -> int:
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    from config import urls

    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    urls.urlpatterns.insert(0, path("bench/empty/", empty))
    application = get_wsgi_application()
    asks = requests_to_make()
    base, control = Ask("empty view", "/bench/empty/", {}), Ask("empty view again (A-A)", "/bench/empty/", {})
    everything = [base, control, *asks]
    for ask in everything * 3:  # Warms caches: templates, edition, URL patterns.
        answer(application, ask)
    times: dict[str, list[float]] = {ask.name: [] for ask in everything}
    works = works_to_do()
    times |= {name: [] for name in works}
    for _ in range(rounds):
        for ask in everything:
            wait_for_disk(waits=ask.waits)
            times[ask.name].append(cpu_of(partial(answer, application, ask)))
        wait_for_disk(waits=True)
        for name, work in works.items():
            times[name].append(cpu_of(work))
    return report(application, everything, times, list(works))


def report(
    application: Application, asks: list[Ask], times: Mapping[str, list[float]], works: list[str]
) -> int:
    empty = times["empty view"]
    print(f"{'request':34}{'CPU ms':>8}{'x empty':>9}{'bar':>6}{'queries':>9}{'calls':>8}{'bytes':>8}")
    missed = 0
    for ask in asks:
        ratio = median(mine / base for mine, base in zip(times[ask.name], empty, strict=True))
        queries, calls, size = counts(application, ask)
        bar = f"{ask.bar:.0f}" if ask.bar else ""
        missed += bool(ask.bar and ratio > ask.bar)
        cost = 1000 * median(times[ask.name])
        print(f"{ask.name:34}{cost:>8.2f}{ratio:>9.1f}{bar:>6}{queries:>9}{calls:>8}{size:>8}")
    for name in works:
        ratio = median(mine / base for mine, base in zip(times[name], empty, strict=True))
        print(f"{name:34}{1000 * median(times[name]):>8.2f}{ratio:>9.1f}")
    print(f"\n{len(empty)} rounds in turn; medians of paired ratios.")
    return 1 if missed else 0


def answer(application: Application, ask: Ask) -> bytes:
    told: list[str] = []
    response = application(ask.environ(), lambda status, headers, info=None: told.append(status))
    body = b"".join(response)
    response.close()
    assert not ask.expected or told[0].startswith(str(ask.expected)), f"{ask.name}: {told[0]}"
    return body


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of some work, from a few in a row after one that warms the processor's caches."""
    work()
    started = process_time()
    for _ in range(IN_A_ROW):
        work()
    return (process_time() - started) / IN_A_ROW


def wait_for_disk(*, waits: bool) -> None:
    """Whether SQLite's commits wait, as they do in the product, for what they wrote to be on the disk."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={'FULL' if waits else 'OFF'}")


def counts(application: Application, ask: Ask) -> tuple[int, int, int]:
    """Queries, Python calls and bytes of one request."""
    from django.db import connection

    told: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        told.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        size = len(answer(application, ask))
    calls = python_calls(partial(answer, application, ask))
    return sum(not sql.startswith(BRACKETS) for sql in told), calls, size


def requests_to_make() -> list[Ask]:
    """A sitting under way and a finished one, each as its owner's browser asks for them."""
    from django.conf import settings
    from django.utils import timezone

    from quiz.editions.store import as_value, content_of
    from quiz.models import Edition, Response, Sitting
    from quiz.scoring.ideal import ideal_answers

    edition = Edition.objects.newest()
    assert edition
    content, now = content_of(edition), timezone.now()
    items = list(content.items)
    pages = [items[n : n + 5] for n in range(0, len(items), 5)]
    _, underway = Sitting.objects.start(edition, now, path="all")
    finished, code = Sitting.objects.start(edition, now, finished_at=now, path="all")
    said = ideal_answers(content.items, content.scored_roles[0], content.constants)
    Response.objects.bulk_create(
        Response(sitting=finished, item=item, value=as_value(value)) for item, value in said.items()
    )
    cookies = {settings.CSRF_COOKIE_NAME: TOKEN, settings.SITTING_COOKIE_NAME: underway}
    owner = cookies | {settings.SITTING_COOKIE_NAME: code}
    token = {"csrfmiddlewaretoken": TOKEN}
    whole = token | {slug: as_value(said.get(slug, "unsure")) for slug in pages[0]}
    one = token | {pages[0][0]: as_value(said.get(pages[0][0], "unsure"))}
    role = content.scored_roles[0].slug
    other = content.scored_roles[1].slug
    first, second = sorted((role, other))
    return [
        Ask("page of five", "/quiz/1/", cookies, bar=10),
        Ask("one answer saved", "/quiz/1/", cookies, one, partial=True, bar=5, expected=204),
        Ask(
            "the same, no wait for the disk",
            "/quiz/1/",
            cookies,
            one,
            partial=True,
            expected=204,
            waits=False,
        ),
        Ask("page of five saved", "/quiz/1/", cookies, whole, expected=302),
        Ask("page of five, answered", "/quiz/1/", cookies, bar=10),
        Ask("landing page", "/", {}),
        Ask("result page", "/result/", owner),
        Ask("role directory", "/roles/", {}),
        Ask("role page", f"/roles/{role}/", {}),
        Ask("A versus B", f"/compare/{first}/{second}/", {}),
        Ask("method page", "/method/", {}),
    ]


def works_to_do() -> dict[str, Callable[[], object]]:
    """What a page leaves to the scoring, by name: a verdict on all answers, and the next page of the short
    way after four pages."""
    from quiz.editions.store import content_of
    from quiz.models import Edition
    from quiz.paging import PAGE_SIZE
    from quiz.pathway import columns_by
    from quiz.scoring.ideal import ideal_answers
    from quiz.scoring.next_items import next_items
    from quiz.submission import Submission
    from reports.verdict import reach_verdict

    edition = Edition.objects.newest()
    assert edition
    content = content_of(edition)
    constants, columns = content.constants, columns_by(edition.digest)
    said = ideal_answers(content.items, content.scored_roles[0], constants)
    some = dict(list(said.items())[: 4 * PAGE_SIZE])
    return {
        "scoring: a verdict": lambda: reach_verdict(content, Submission(answers=said)),
        "scoring: the next page": lambda: next_items(content, some, constants.balance, PAGE_SIZE, columns),
    }


if __name__ == "__main__":
    sys.exit(main())

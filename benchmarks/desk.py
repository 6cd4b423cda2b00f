"""``make bench ONLY=desk``: what every page of the editor's desk costs on the shipped content.

CPU beside an empty view of the same process and round, queries and Python calls. "First" is the first view
in the process, with what is worked out once for a draft; templates are read by then.
"""

import argparse
import logging
import sys
from dataclasses import dataclass
from statistics import median
from time import process_time

from benchmarks.pages import Application, Ask, answer, counts
from benchmarks.surroundings import prepared_site

ROUNDS = 3
QUERIES = 10  # And one for each kind of row that belongs to the page's row.
MILLISECONDS = 300
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Cost:
    """A page's figures: milliseconds of CPU, and how often an empty view's."""

    address: str
    first: float
    milliseconds: float
    ratio: float
    queries: int
    allowed: int
    calls: int

    @property
    def is_over(self) -> bool:
        return self.queries > self.allowed or max(self.first, self.milliseconds) > MILLISECONDS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("addresses", nargs="*", help="only pages whose address has one of these in it")
    told = parser.parse_args()
    logging.disable(logging.WARNING)  # Of what nobody may do at the desk.
    with prepared_site():
        return report(measure(told.rounds, told.addresses or [""]))


def measure(rounds: int, addresses: list[str]) -> list[Cost]:
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    from config import urls
    from tests.admin.desk_pages import every_page, furnish

    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    urls.urlpatterns.insert(0, path("bench/empty/", empty))
    application = get_wsgi_application()
    furnish()
    cookies = signed_in()
    base = Ask("empty view", "/bench/empty/", {})
    answer(application, base)
    return [
        cost(application, base, Ask(page.address, page.address, cookies, expected=0), page.kinds, rounds)
        for page in every_page()
        if any(part in page.address for part in addresses)
    ]


def signed_in() -> dict[str, str]:
    """The cookies of somebody who may do everything."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.create_superuser("desk"), "django.contrib.auth.backends.ModelBackend")
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def cost(application: Application, base: Ask, ask: Ask, kinds: int, rounds: int) -> Cost:
    first = cpu(application, ask)
    pairs = [(cpu(application, base), cpu(application, ask)) for _ in range(rounds)]
    queries, calls, _size = counts(application, ask)
    return Cost(
        ask.path,
        1000 * first,
        1000 * median(mine for _, mine in pairs),
        median(mine for _, mine in pairs) / median(empty for empty, _ in pairs),
        queries,
        QUERIES + kinds,
        calls,
    )


def cpu(application: Application, ask: Ask) -> float:
    """CPU seconds of one request."""
    began = process_time()
    answer(application, ask)
    return process_time() - began


def report(costs: list[Cost]) -> int:
    print(f"{'page':54}{'first ms':>9}{'CPU ms':>8}{'x empty':>9}{'queries':>9}{'of':>4}{'calls':>9}")
    for each in sorted(costs, key=lambda cost: -cost.calls)[:SHOWN]:
        print(
            f"{each.address:54}{each.first:>9.0f}{each.milliseconds:>8.1f}{each.ratio:>9.0f}"
            f"{each.queries:>9}{each.allowed:>4}{each.calls:>9}"
        )
    middle = median(cost.milliseconds for cost in costs)
    print(f"\n{len(costs)} pages, the {SHOWN} dearest shown; the middle one takes {middle:.1f} ms.")
    print(f"Most queries: {max(cost.queries for cost in costs)}.")
    over = [cost.address for cost in costs if cost.is_over]
    print(f"Over {MILLISECONDS} ms or their queries: {', '.join(over) or 'none'}.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

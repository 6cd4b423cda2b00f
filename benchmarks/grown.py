"""``make bench ONLY=roles``: what each page and the work behind it cost with 20 and with 1,000 roles.

Three editions in one process, one after the other: 20 roles, 1,000, and 20 again as the control. Each cost is
CPU beside an empty view of the same round, and Python calls, which don't swing.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time

from benchmarks.counting import python_calls
from benchmarks.pages import Application, Ask, answer, requests_to_make, works_to_do
from benchmarks.report import with_roles
from benchmarks.surroundings import prepared_site

ROUNDS = 5
SIZES = (20, 1_000, 20)
LEFT_OUT = ("the same, no wait for the disk", "page of five saved", "page of five, answered")
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, how often an empty view's, and Python calls."""

    seconds: float
    ratio: float
    calls: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    with prepared_site():
        from django.core.wsgi import get_wsgi_application

        from benchmarks.wsgi import with_empty_view
        from quiz.editions.store import content_of
        from quiz.models import Edition

        with_empty_view()
        newest = Edition.objects.newest()
        assert newest
        content, application = content_of(newest), get_wsgi_application()
        phases = []
        for number, roles in enumerate(SIZES, newest.number + 1):
            publish(with_roles(content, roles), number)
            phases.append(costs(application, rounds))
        report(phases)
    return 0


def publish(content: object, number: int) -> None:
    """Makes a content the newest edition, past the draft."""
    from django.utils import timezone

    from quiz.content import EditionContent
    from quiz.editions.document import canonical, digest, write_document
    from quiz.models import Edition

    assert isinstance(content, EditionContent)
    document = write_document(content)
    told = {"digest": digest(document), "document": canonical(document), "note": f"{number}"}
    Edition.objects.create(number=number, published_at=timezone.now(), **told)


def costs(application: Application, rounds: int) -> dict[str, Cost]:
    """What everything costs on the newest edition."""
    empty = partial(answer, application, Ask("empty view", "/bench/empty/", {}))
    works = {"empty view": empty, "empty view again (A-A)": empty, **works_of(application)}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            work()  # Warms the processor's caches, and ours.
            times[name].append(cpu_of(work))
    base = times["empty view"]
    return {
        name: Cost(
            median(times[name]),
            median(mine / nothing for mine, nothing in zip(times[name], base, strict=True)),
            calls_of(work),
        )
        for name, work in works.items()
    }


def works_of(application: Application) -> Mapping[str, Work]:
    """Pages as they are looked at again, those that are kept also as they are made; and the scoring."""
    from reports import written
    from reports.public import kept

    def made(ask: Ask) -> Work:
        def work() -> None:
            for memory in (kept.pages, written.reports, written.sections, written.tools):
                memory.forget(lambda key: True)
            answer(application, ask)

        return work

    asks = [ask for ask in requests_to_make() if ask.name not in LEFT_OUT]
    first = [ask for ask in asks if ask.name not in ("page of five", "one answer saved", "landing page")]
    return {
        **{ask.name: partial(answer, application, ask) for ask in asks},
        **{f"{ask.name}, made": made(ask) for ask in first},
        **works_to_do(),
        "report as print HTML": printing(),
    }


def printing() -> Work:
    """The part of a PDF that isn't the renderer's, which benchmarks.report counts."""
    from quiz.models import Sitting
    from reports.html import print_document
    from reports.report import build_report, content_of, stamp_of, submission_of

    sitting = Sitting.objects.filter(finished_at__isnull=False).latest("pk")
    content, submission, stamp = content_of(sitting.edition), submission_of(sitting), stamp_of(sitting)
    return lambda: print_document(build_report(content, submission, stamp))


def cpu_of(work: Work) -> float:
    """CPU seconds of some work; of what is short, of enough of it to be told by the clock."""
    started, times = process_time(), 0
    while process_time() - started < 0.005:
        work()
        times += 1
    return (process_time() - started) / times


def calls_of(work: Work) -> int:
    """Python calls of the second time: the one before may have emptied what is kept."""
    work()
    return python_calls(work)


def report(phases: list[dict[str, Cost]]) -> None:
    few, many, again = phases
    print(f"{'':30}{'CPU ms':>9}{'':>9}{'x empty':>10}{'':>10}{'':>10}{'calls':>12}{'':>12}")
    heads = ("20 roles", "1,000", "20 roles", "1,000", "20 (A-A)", "20 roles", "1,000")
    print(f"{'':30}{heads[0]:>9}{heads[1]:>9}" + "".join(f"{head:>10}" for head in heads[2:5]), end="")
    print("".join(f"{head:>12}" for head in heads[5:]))
    for name, cost in few.items():
        grown, control = many[name], again[name]
        milliseconds = f"{1000 * cost.seconds:>9.2f}{1000 * grown.seconds:>9.2f}"
        ratios = "".join(f"{each.ratio:>10.1f}" for each in (cost, grown, control))
        print(f"{name:30}{milliseconds}{ratios}{cost.calls:>12,}{grown.calls:>12,}")


if __name__ == "__main__":
    sys.exit(main())

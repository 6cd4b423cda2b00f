"""What the finished quizzes were told, over many: first roles, nothing decided, too close to call. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.certainty import LEANING
from quiz.scoring.crowd import is_flat
from quiz.statistics.summary import share
from quiz.statistics.suppression import in_fives, shown
from quiz.submission import Submission
from reports.impact import Bench, bench_of

ANSWERS = ("yes", "unsure", "no")
DECILES = 10


@dataclass(frozen=True, slots=True)
class First:
    """A role that came first, for so many of a hundred."""

    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Told:
    """Of ``people`` who finished; percentages are None where they would speak of too few.

    ``rest`` is what all roles together take that are not named.
    """

    people: int
    undecided: int | None
    too_few: int | None
    close: int | None
    firsts: tuple[First, ...]
    rest: int | None


@dataclass(frozen=True, slots=True)
class AppealRow:
    """What readers said of the roles in one tenth of their ranking, in per cent; None is hidden."""

    decile: int
    yes: int | None
    unsure: int | None
    no: int | None


def told(content: EditionContent, finished: Sequence[Submission]) -> Told:
    """What these people were told by this edition."""
    people = finished[: in_fives(len(finished))]
    if not people:
        return Told(0, None, None, None, (), None)
    bench, count = bench_of(content), len(people)
    outcomes = [outcome(bench, each) for each in people]
    verdicts = Counter(each.verdict for each in outcomes)
    names = ["undecided", "too-few", *(role.slug for role in content.scored_roles)]
    cells = dict(zip(names, shown([verdicts[name] for name in names]), strict=True))
    firsts = [
        First(content.roles[name].name, share(cell, count))
        for name, cell in cells.items()
        if cell is not None and name in content.roles
    ]
    close = sum(each.is_close for each in outcomes)
    unnamed = count - sum(cell for cell in cells.values() if cell is not None)
    return Told(
        count,
        percent(cells["undecided"], count),
        percent(cells["too-few"], count),
        percent(shown([close, count - close])[0], count),
        tuple(sorted(firsts, key=lambda first: (-first.percent, first.name))),
        share(unnamed, count) if unnamed else None,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first role, or why none is named; and whether the first two would change places too easily."""

    verdict: str
    is_close: bool


def outcome(bench: Bench, submission: Submission) -> Outcome:
    person = bench.reader.read(submission.answers)
    order, fits = bench.suggested(submission, person)
    if not order:
        return Outcome("too-few", is_close=False)
    if is_flat(person, bench.content.constants):
        return Outcome("undecided", is_close=False)
    first = bench.lines[order[0]].slug
    if len(order) == 1:
        return Outcome(first, is_close=False)
    lead = fits[order[0]] - fits[order[1]]
    return Outcome(first, bench.chance(submission, person, order[0], order[1], lead) < LEANING)


def appeal_rows(appeals: Iterable[tuple[int, str, int]]) -> tuple[AppealRow, ...]:
    """The answers by tenth, best first; a cell counts people, and one below five people is hidden."""
    persons: dict[tuple[int, str], set[int]] = {}
    for decile, answer, person in appeals:
        persons.setdefault((decile, answer), set()).add(person)
    rows = []
    for decile in range(DECILES, 0, -1):
        groups = [persons.get((decile, answer), set()) for answer in ANSWERS]
        cells = shown([len(group) for group in groups])
        everybody = sum(map(len, groups))
        hidden = set().union(*(group for group, cell in zip(groups, cells, strict=True) if cell is None))
        if not everybody or (in_fives(len(hidden)) == 0 and None in cells):
            cells = (None, None, None)
        rows.append(AppealRow(decile, *(percent(cell, everybody) for cell in cells)))
    return tuple(rows)


def percent(part: int | None, whole: int) -> int | None:
    return None if part is None else share(part, whole)

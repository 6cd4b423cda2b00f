"""Simulated people against a draft: who is found, who is first too often or never. Pure.

Instead of single answers, what they add up to is drawn: the estimate of each dimension and skill with
its error. The same lots are drawn for every draft (``SEED``), so that two drafts are compared on the
same people, and a draft always gets the same findings.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from random import Random

from quiz.content import EditionContent
from quiz.editions.separation import Bench, People
from quiz.scoring.crowd import RoleLine, Standing

SEED = 20_250_523
EACH = 40  # People of each role: enough to tell 40 % from 60 %.
ANYBODY = 800  # People of no role: with 20 roles, .2/R is 8 of them and 4/R is 160.


@dataclass(frozen=True, slots=True)
class Survey:
    """Shares (0-1) by role: of its own people led by it, and of all first places among people of no role."""

    recovered: Mapping[str, float]
    first: Mapping[str, float]


def survey(content: EditionContent) -> Survey:
    bench = Bench.of(content)
    roles = content.scored_roles
    recovered = {
        role.slug: firsts(bench, bench.people_of(role, bench.known), EACH)[role.slug] / EACH for role in roles
    }
    anybody = firsts(bench, bench.anybody(), ANYBODY)
    return Survey(recovered, {role.slug: anybody[role.slug] / ANYBODY for role in roles})


def firsts(bench: Bench, people: People, count: int) -> Counter[str]:
    """How often each role comes first among ``count`` of these people; of equal fits the first by slug."""
    drawn, balance = crowd(people, count), bench.content.constants.balance
    slugs = sorted(bench.lines)
    columns = [fits(bench.lines[slug], drawn, balance) for slug in slugs]
    return Counter(slugs[row.index(max(row))] for row in zip(*columns, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Some people. Told apart by identity: what is kept of them is found without comparing them."""

    members: tuple[Standing, ...]


@lru_cache(maxsize=128)
def crowd(people: People, count: int) -> Crowd:
    width = len(people.positions) + len(people.skills) + 1
    return Crowd(tuple(person_of(people, row) for row in lots(count, width)))


# An edit of one role moves a line and its people; the other fits stay as they are. With more than 44 roles,
# which have 45 x 46 of them, each survey drives out its own, and an edit costs as much as the first view.
@lru_cache(maxsize=2_048)
def fits(line: RoleLine, people: Crowd, balance: float) -> tuple[float, ...]:
    return tuple(line.fit(person, balance) for person in people.members)


def person_of(people: People, lots: Sequence[float]) -> Standing:
    """One of these people, by standard normal lots: the first for seniority, then one an estimate."""
    dimensions = len(people.positions)
    positions = [
        min(1.0, max(0.0, spread.mean + sqrt(spread.variance) * lot))
        for spread, lot in zip(people.positions, lots[1:], strict=False)
    ]
    shared = sqrt(people.seniority) * lots[0]
    skills = [
        spread.mean + (shared + sqrt(spread.variance) * lot if spread.variance else 0.0)
        for spread, lot in zip(people.skills, lots[1 + dimensions :], strict=True)
    ]
    return Standing([*positions, *(u * u for u in positions)], skills, dimensions)


@lru_cache(maxsize=4)
def lots(count: int, width: int) -> tuple[tuple[float, ...], ...]:
    chance = Random(SEED)  # noqa: S311
    return tuple(tuple(chance.gauss(0, 1) for _ in range(width)) for _ in range(count))

"""Simulated people against a draft: who is found, who is first too often or never. Pure.

Instead of single answers, what they add up to is drawn: the estimate of each dimension and skill with
its error. The same lots are drawn for every draft (``SEED``), so that two drafts are compared on the
same people, and a draft always gets the same findings.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import dist, sqrt
from random import Random

from quiz.content import EditionContent
from quiz.editions.separation import Bench, People
from quiz.keeping import Kept
from quiz.scoring.crowd import RoleLine, Standing, Values, row_of, scale

SEED = 20_250_523
EACH = 40  # People of each role: enough to tell 40 % from 60 %.
MOST_FITS = 32_000  # Of a crowd each, half a kilobyte: 16 MB, which hold those of 178 roles.
ANYBODY = 800  # People of no role: with 20 roles, .2/R is 8 of them and 4/R is 160.


@dataclass(frozen=True, slots=True)
class Survey:
    """Shares (0-1) by role: of its own people led by it, and of all first places among people of no role."""

    recovered: Mapping[str, float]
    first: Mapping[str, float]


def survey(content: EditionContent) -> Survey:
    bench = Bench.of(content)
    roles = content.scored_roles
    FITS.most = room = crowds_kept(len(roles))
    anybody = firsts(fits_of_all(bench, bench.anybody(), ANYBODY, keeps=True))
    recovered = {
        role.slug: firsts(fits_of_all(bench, bench.people_of(role, bench.known), EACH, keeps=place < room))[
            role.slug
        ]
        / EACH
        for place, role in enumerate(roles, start=1)
    }
    return Survey(recovered, {role.slug: anybody[role.slug] / ANYBODY for role in roles})


def crowds_kept(roles: int) -> int:
    """Of how many crowds, the one of no role first, the fits are kept: of all, and as many that an edit has
    replaced, unless these were too many. Those left over keep nothing: they would drive each other out."""
    return min(2 * (roles + 1), MOST_FITS // max(1, roles))


@dataclass(frozen=True, slots=True)
class CrowdFits:
    """How each role fits each of some people, with the lines that say so."""

    lines: Mapping[str, RoleLine]
    fits: Mapping[str, Sequence[float]]


# An edit of one role moves its line and its people; the other fits stay as they are.
FITS: Kept[CrowdFits] = Kept(0)


def firsts(among: CrowdFits) -> Counter[str]:
    """How often each role comes first among these people; of equal fits the first by slug."""
    slugs = sorted(among.fits)
    columns = [among.fits[slug] for slug in slugs]
    return Counter([slugs[row.index(max(row))] for row in zip(*columns, strict=True)])


def fits_of_all(bench: Bench, people: People, count: int, *, keeps: bool) -> CrowdFits:
    """How each role fits ``count`` of these people."""
    balance = bench.content.constants.balance
    key = people, count, balance
    former = FITS.find(key) or CrowdFits({}, {})
    told = CrowdFits(
        bench.lines,
        {
            slug: former.fits[slug]
            if former.lines.get(slug) == line
            else fits(line, crowd(people, count), balance)
            for slug, line in bench.lines.items()
        },
    )
    return FITS.keep(key, told) if keeps else told


@lru_cache(maxsize=128)
def crowd(people: People, count: int) -> tuple[Values, ...]:
    width = len(people.positions) + len(people.skills) + 1
    return tuple([scale(person_of(people, row)) for row in lots(count, width)])


def fits(line: RoleLine, people: Iterable[Values], balance: float) -> Sequence[float]:
    """The fit of a role for each of these people, short of what is alike for all roles.

    A number takes a quarter of the memory here that it takes in a tuple.
    """
    start, values = row_of(line, balance)
    return array("d", [start - dist(values, person) ** 2 / 2 for person in people])


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
    return Standing((*positions, *[u * u for u in positions]), tuple(skills))


@lru_cache(maxsize=4)
def lots(count: int, width: int) -> tuple[tuple[float, ...], ...]:
    chance = Random(SEED)  # noqa: S311
    return tuple(tuple(chance.gauss(0, 1) for _ in range(width)) for _ in range(count))

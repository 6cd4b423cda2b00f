"""What an edit would do to verdicts: the same people told by the newest edition and by the draft. Pure.

Each edition scores the answers to the items that it knows, so people of older editions count too. Who has
too few answers left in either of the two is left out.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import sub

from quiz.content import EditionContent
from quiz.items import UNSURE, Answers
from quiz.scoring.crowd import (
    Gap,
    Reader,
    RoleLine,
    Row,
    Standing,
    best_first,
    fits,
    gap_between,
    is_flat,
    reader_of,
    role_lines,
    row_of,
    scale,
)
from quiz.scoring.enough import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS
from quiz.scoring.fit import match_role
from quiz.scoring.respondent import profile_respondent
from quiz.statistics.suppression import shown
from quiz.submission import MustHaves, Submission
from reports.pay import RoleFigure, percentiles_of
from reports.verdict import unmet, upper_pay

TOP = 3
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class RoleImpact:
    """How often a role is first, and among the first three, before and after; None is hidden."""

    slug: str
    name: str
    first_before: int | None
    first_after: int | None
    three_before: int | None
    three_after: int | None

    @property
    def first_moved(self) -> int | None:
        return moved(self.first_before, self.first_after)

    @property
    def three_moved(self) -> int | None:
        return moved(self.three_before, self.three_after)

    @property
    def first_words(self) -> str:
        return signed(self.first_moved)

    @property
    def three_words(self) -> str:
        return signed(self.three_moved)


@dataclass(frozen=True, slots=True)
class Impact:
    """Over ``people`` compared: whose first role changes, and whose three first are no longer the same.

    ``roles`` are all that are scored before or after, those that move most first. None is hidden.
    """

    people: int
    left_out: int | None
    firsts_changed: int | None
    threes_changed: int | None
    roles: tuple[RoleImpact, ...]

    @property
    def movers(self) -> tuple[RoleImpact, ...]:
        return tuple(role for role in self.roles if role.first_moved or role.three_moved)


@dataclass(frozen=True, slots=True)
class Bench:
    """An edition made ready for many people."""

    content: EditionContent
    reader: Reader
    lines: tuple[RoleLine, ...]
    kinds: int  # How many lines there are but for twins.
    rows: dict[float, tuple[Row, ...]]  # The lines at each balance, once asked for.
    gaps: dict[tuple[int, int], Gap]  # Two lines against each other, likewise.
    official: Mapping[str, Mapping[str, RoleFigure]]  # Pay by role and place.
    failing: dict[tuple[str, MustHaves], frozenset[int]]  # Lines that conditions take out, likewise.

    def told(self, submission: Submission) -> list[str]:
        """The suggested roles, best first; none if the answers are too few."""
        return self.slugs(self.suggested(submission, self.reader.read(submission.answers))[0])

    def slugs(self, places: Iterable[int]) -> list[str]:
        return [self.lines[place].slug for place in places]

    def suggested(self, submission: Submission, person: Standing) -> tuple[list[int], list[float]]:
        """The places of these roles among the lines, and the fits of all lines, short of the same number."""
        if not self.enough(submission, person.asked):
            return [], []
        found = self.fits(submission, person)
        order = best_first(found)
        if any_wish(submission.must_haves):
            out = self.out(submission)
            order = [place for place in order if place not in out]
        return order, found

    def fits(self, submission: Submission, person: Standing) -> list[float]:
        """Fits in the order of the lines; the verdict's where only rounding would tell two roles apart."""
        balance = self.balance(submission)
        if balance not in self.rows:
            self.rows[balance] = tuple(row_of(line, balance) for line in self.lines)
        found = fits(self.rows[balance], scale(person))
        return self.exact(submission.answers, balance) if hardly_differ(found, self.kinds) else found

    def exact(self, answers: Answers, balance: float) -> list[float]:
        content = self.content
        known = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        roles = (content.roles[line.slug] for line in self.lines)
        return [match_role(known, role, content.constants, balance).fit for role in roles]

    def chance(self, submission: Submission, person: Standing, first: int, second: int, lead: float) -> float:
        """Chance (0-1) that the line at the place ``first`` keeps its lead."""
        pair = (first, second)
        if pair not in self.gaps:
            lines = self.lines[first], self.lines[second]
            self.gaps[pair] = gap_between(*lines, self.content.constants.spread)
        variances = self.reader.variances(submission.answers, person)
        return self.gaps[pair].chance(lead, person, variances, self.balance(submission))

    def balance(self, submission: Submission) -> float:
        return self.content.constants.balance if submission.balance is None else submission.balance

    def is_undecided(self, submission: Submission) -> bool:
        """Whether the answers favour nothing, so that the report names no first role outright."""
        return is_flat(self.reader.read(submission.answers), self.content.constants)

    def enough(self, submission: Submission, asked: int) -> bool:
        few = asked < min(ENOUGH_DIMENSIONS, self.reader.dimensions)
        return not few and has_answered(submission.answers, self.content.items, ENOUGH_ANSWERS)

    def out(self, submission: Submission) -> frozenset[int]:
        place, wanted = key = (submission.about.place, submission.must_haves)
        if key not in self.failing:
            roles = (self.content.roles[line.slug] for line in self.lines)
            failing = [any(unmet(role, wanted, upper_pay(self.official[role.slug], place))) for role in roles]
            self.failing[key] = frozenset(number for number, fails in enumerate(failing) if fails)
        return self.failing[key]


def bench_of(content: EditionContent) -> Bench:
    dimensions, skills = list(content.dimensions), list(content.skills)
    lines = role_lines(content.scored_roles, dimensions, skills, content.constants)
    return Bench(
        content,
        reader_of(content.items, dimensions, skills, content.constants),
        lines,
        len({replace(line, slug="") for line in lines}),
        {},
        {},
        {role.slug: percentiles_of(content, role) for role in content.scored_roles},
        {},
    )


def has_answered(answers: Answers, items: Container[str], count: int) -> bool:
    """Whether at least ``count`` of these items are answered; looks no further once they are."""
    for slug, answer in answers.items():
        if answer != UNSURE and slug in items:
            count -= 1
            if count <= 0:
                return True
    return False


def hardly_differ(fits: Sequence[float], kinds: int) -> bool:
    """Whether two of them differ by no more than the fast way may be wrong by.

    Of so many kinds of roles: twins are equal to the last bit, here and in the verdict.
    """
    order = sorted(fits)
    if min(map(sub, order[1:], order), default=1.0) > ROUNDING:
        return False
    order = sorted(set(fits))
    return len(order) < kinds or min(map(sub, order[1:], order), default=1.0) <= ROUNDING


def any_wish(wanted: MustHaves) -> bool:
    return bool(wanted.salary_floor or wanted.no_on_call or wanted.remote)


def impact(before: EditionContent, after: EditionContent, people: Iterable[Submission]) -> Impact:
    """What publishing ``after`` would change for these people."""
    told = list(told_by_both(bench_of(before), bench_of(after), people))
    compared = [(then, now) for then, now in told if then and now]
    return Impact(
        people=len(compared),
        left_out=len(told) - len(compared),
        firsts_changed=sum([then[0] != now[0] for then, now in compared]),
        threes_changed=sum([set(then) != set(now) for then, now in compared]),
        roles=role_impacts(before, after, compared),
    )


def told_by_both(
    old: Bench, new: Bench, people: Iterable[Submission]
) -> Iterator[tuple[list[str], list[str]]]:
    """The first roles that each is told by the one and by the other; read once if both read answers alike."""
    alike = old.reader == new.reader
    for submission in people:
        person = old.reader.read(submission.answers)
        again = person if alike else new.reader.read(submission.answers)
        then, now = old.suggested(submission, person)[0], new.suggested(submission, again)[0]
        yield old.slugs(then[:TOP]), new.slugs(now[:TOP])


def without_few(told: Impact) -> Impact:
    """What may be shown of real people: no number of fewer than five of them, nor one to work it out from.

    A place that moves by fewer than five people shows where it was and not where it comes to.
    """
    firsts = places(told.people, [(role.first_before or 0, role.first_after or 0) for role in told.roles])
    threes = places(told.people, [(role.three_before or 0, role.three_after or 0) for role in told.roles])
    roles = (
        RoleImpact(role.slug, role.name, *first, *three)
        for role, first, three in zip(told.roles, firsts, threes, strict=True)
    )
    return replace(
        told,
        left_out=somebody([told.left_out or 0, told.people])[0],
        firsts_changed=part_of(told.people, told.firsts_changed),
        threes_changed=part_of(told.people, told.threes_changed),
        roles=tuple(sorted(roles, key=largest_first)),  # The order of what is hidden would tell of it.
    )


def places(people: int, counts: Sequence[tuple[int, int]]) -> Iterator[tuple[int | None, int | None]]:
    """How many have each role there before and after, None where hidden; what all hold together is known."""
    befores = somebody([min(before, people - before) for before, _ in counts])
    afters = somebody([min(after, people - after) for _, after in counts])
    moves = somebody([abs(after - before) for before, after in counts])
    for (before, after), old, new, move in zip(counts, befores, afters, moves, strict=True):
        yield None if old is None else before, None if new is None or move is None else after


def somebody(counts: Sequence[int]) -> list[int | None]:
    """``shown`` for the cells that hold anybody: that a role is first for nobody speaks of nobody."""
    cells = iter(shown([count for count in counts if count]))
    return [next(cells) if count else 0 for count in counts]


def part_of(people: int, count: int | None) -> int | None:
    return somebody([count or 0, people - (count or 0)])[0]


def role_impacts(
    before: EditionContent, after: EditionContent, compared: Sequence[tuple[list[str], list[str]]]
) -> tuple[RoleImpact, ...]:
    """Of the first three roles of each person before and after."""
    names = {role.slug: role.name for content in (before, after) for role in content.scored_roles}
    firsts = [Counter([pair[side][0] for pair in compared]) for side in (0, 1)]
    threes = [Counter([slug for pair in compared for slug in pair[side]]) for side in (0, 1)]
    found = (
        RoleImpact(slug, name, firsts[0][slug], firsts[1][slug], threes[0][slug], threes[1][slug])
        for slug, name in names.items()
    )
    return tuple(sorted(found, key=largest_first))


def largest_first(role: RoleImpact) -> tuple[int, int, str]:
    """Those that move most, as far as it is shown, come first."""
    return -abs(role.first_moved or 0), -abs(role.three_moved or 0), role.name


def moved(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def signed(number: int | None) -> str:
    """With a plus, or a minus sign as wide as one; "" of what is hidden."""
    if number is None:
        return ""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")

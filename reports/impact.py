"""What an edit would do to verdicts: the same people told by the newest edition and by the draft. Pure.

Each edition scores the answers to the items that it knows, so people of older editions count too. Who has
too few answers left in either of the two is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quiz.content import EditionContent
from quiz.items import UNSURE
from quiz.scoring.crowd import Reader, RoleLine, Standing, is_flat, ranked, reader_of, role_lines
from quiz.statistics.suppression import shown
from quiz.submission import MustHaves, Submission
from reports.verdict import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS, failed

TOP = 3


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
    failing: dict[tuple[str, MustHaves], frozenset[str]]  # Roles that conditions take out, once worked out.

    def told(self, submission: Submission) -> list[str]:
        """The suggested roles, best first; none if the answers are too few."""
        return self.order(submission, self.reader.read(submission.answers))

    def order(self, submission: Submission, person: Standing) -> list[str]:
        """The same for somebody whose answers are read already."""
        if not self.enough(submission, person.asked):
            return []
        constants = self.content.constants
        balance = constants.balance if submission.balance is None else submission.balance
        order = ranked(self.lines, person, balance)
        out = self.out(submission) if any_wish(submission.must_haves) else frozenset()
        return [slug for slug in order if slug not in out] if out else order

    def is_undecided(self, submission: Submission) -> bool:
        """Whether the answers favour nothing, so that the report names no first role outright."""
        return is_flat(self.reader.read(submission.answers), self.content.constants)

    def enough(self, submission: Submission, asked: int) -> bool:
        items = self.content.items
        answered = sum(a != UNSURE and slug in items for slug, a in submission.answers.items())
        return answered >= ENOUGH_ANSWERS and asked >= min(ENOUGH_DIMENSIONS, self.reader.dimensions)

    def out(self, submission: Submission) -> frozenset[str]:
        key = (submission.about.place, submission.must_haves)
        if key not in self.failing:
            roles = self.content.scored_roles
            self.failing[key] = frozenset(r.slug for r in roles if any(failed(self.content, r, submission)))
        return self.failing[key]


def bench_of(content: EditionContent) -> Bench:
    dimensions, skills = list(content.dimensions), list(content.skills)
    return Bench(
        content,
        reader_of(content.items, dimensions, skills, content.constants),
        role_lines(content.scored_roles, dimensions, skills, content.constants),
        {},
    )


def any_wish(wanted: MustHaves) -> bool:
    return bool(wanted.salary_floor or wanted.no_on_call or wanted.remote)


def impact(before: EditionContent, after: EditionContent, people: Iterable[Submission]) -> Impact:
    """What publishing ``after`` would change for these people."""
    old, new = bench_of(before), bench_of(after)
    told = [(old.told(submission), new.told(submission)) for submission in people]
    compared = [(then, now) for then, now in told if then and now]
    return Impact(
        people=len(compared),
        left_out=len(told) - len(compared),
        firsts_changed=sum(then[0] != now[0] for then, now in compared),
        threes_changed=sum(set(then[:TOP]) != set(now[:TOP]) for then, now in compared),
        roles=role_impacts(before, after, compared),
    )


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
    names = {role.slug: role.name for content in (before, after) for role in content.scored_roles}
    firsts = [Counter(pair[side][0] for pair in compared) for side in (0, 1)]
    threes = [Counter(slug for pair in compared for slug in pair[side][:TOP]) for side in (0, 1)]
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

"""Section 2: all roles, ranked, with intervals, ties and what the conditions took out."""

from dataclasses import dataclass, field
from itertools import groupby

from reports.case import Case
from reports.charts.fit_bars import FitAxis, FitBar, fit_axis
from reports.grammar import number, plain_points
from reports.grammar import whole as with_thousands
from reports.sections.verdict import excluded_words
from reports.verdict import RankedRole, Standing
from reports.words import conditions as condition_words
from reports.words import sections as words
from roles.language import gettext as _

MOST_PRINTED = 20  # Roles that a page holds.


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One role. ``note`` says why it is not suggested, if it isn't."""

    slug: str
    name: str
    note: str
    bar: FitBar
    bar_text: str
    fit: str
    preference_fit: str
    skill_fit: str
    readiness: str
    is_compared: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Roles that share a place; a single role is a group of one."""

    place: int
    rows: tuple[RankedRow, ...]

    @property
    def is_shared(self) -> bool:
        return len(self.rows) > 1

    @property
    def size(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class RankingSection:
    intro: str
    axis: FitAxis
    ties: tuple[Tie, ...]
    balance: str
    about_ties: str
    taken_out: str
    key: str = "ranking"
    title: str = field(default_factory=lambda: _("All roles, ranked"))


def write_ranking(case: Case) -> RankingSection:
    """The first roles of the ranking: a report costs the same to print however many an edition holds."""
    ranking = case.verdict.ranking[:MOST_PRINTED]
    ends = [end for ranked in ranking for end in (ranked.interval.low, ranked.interval.high)]
    axis = fit_axis(ends)
    compared = {ranked.role.slug for ranked in case.compared}
    return RankingSection(
        intro=intro(case),
        axis=axis,
        ties=tuple(
            Tie(place, tuple(row(ranked, axis, compared) for ranked in group))
            for place, group in groupby(ranking, key=lambda ranked: ranked.place)
        ),
        balance=words.balance(case.verdict.balance),
        taken_out=excluded_words(case) if any(ranked.fails for ranked in case.verdict.ranking) else "",
        about_ties=words.ties() if any(ranked.tied for ranked in ranking) else "",
    )


def intro(case: Case) -> str:
    tied = any(ranked.tied for ranked in case.verdict.ranking[:MOST_PRINTED])
    told = [how_many(len(case.verdict.ranking))]
    if case.verdict.standing is Standing.UNDECIDED:
        told.append(_("Take the order lightly: your answers favour none of them."))
    if tied:
        told.append(_("Brackets join roles too close to call."))
    return " ".join(told)


def how_many(roles: int) -> str:
    """That all roles are listed, or how many further ones are not."""
    if roles <= MOST_PRINTED:
        return _("All %(count)s roles by fit, highest first.") % {"count": number(roles)}
    rest = with_thousands(roles - MOST_PRINTED)
    counts = {"first": number(MOST_PRINTED), "count": with_thousands(roles), "rest": rest}
    return _("The first %(first)s of %(count)s roles by fit; the other %(rest)s stand below them.") % counts


def row(ranked: RankedRole, axis: FitAxis, compared: set[str]) -> RankedRow:
    match, interval = ranked.match, ranked.interval
    said = {
        "role": ranked.role.name,
        "fit": plain_points(match.fit),
        "low": whole(interval.low),
        "high": whole(interval.high),
    }
    return RankedRow(
        slug=ranked.role.slug,
        name=ranked.role.name,
        note=condition_words.fails_in_short(ranked) if ranked.fails else "",
        bar=axis.bar(match.fit, interval.low, interval.high),
        bar_text=_("%(role)s: fit %(fit)s, about 9 times in 10 between %(low)s and %(high)s") % said,
        fit=plain_points(match.fit),
        preference_fit=whole(match.preference_fit),
        skill_fit=whole(match.skill_fit),
        readiness=_("unknown") if match.readiness is None else whole(match.readiness),
        is_compared=ranked.role.slug in compared,
    )


def whole(value: float) -> str:
    """A whole number with a true minus; "-0" is "0"."""
    return f"{round(value):d}".replace("-", "−")

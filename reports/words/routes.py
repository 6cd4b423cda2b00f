"""The words of the ways from one role to another."""

from collections.abc import Iterable, Sequence

from reports.grammar import capital, counted, joined, lower, number
from reports.labels import amount, years
from reports.routes import MOST_STAGES, Way
from roles.profile import RoleProfile, Skill, Step

QUICKEST, EASIEST, BEST_PAID = "fewest years", "least effort", "best paid on the way"


def heading(goal: RoleProfile) -> str:
    return f"Ways to {goal.name}"


def intro(count: int, start: RoleProfile, goal: RoleProfile, years_known: bool) -> str:
    """What the ways that follow are; which of them is shortest is told only where years are known."""
    if not count:
        ends = f"from {start.name} to {goal.name}"
        return f"This edition knows no way of at most {number(MOST_STAGES)} steps {ends}."
    told = (
        "One way beats or equals every other on years, effort and pay."
        if count == 1
        else f"{capital(number(count))} ways, none of which another beats on years, effort and pay alike."
    )
    return told if years_known else f"{told} Which is shortest in years nobody says."


def strengths(way: Way, quickest: Way | None, easiest: Way | None, best_paid: Way | None) -> str:
    """On what a way is best of all."""
    best = [
        name
        for name, winner in ((QUICKEST, quickest), (EASIEST, easiest), (BEST_PAID, best_paid))
        if winner == way
    ]
    return capital(joined(best))


def how_long(way: Way) -> str:
    """The years of a whole way, the known part of them, or that nobody says."""
    if way.years is not None:
        return years(way.years)
    if not way.known_years:
        return "years unknown"
    return f"{years(way.known_years)}, and {counted(way.unknown_steps, 'step')} of unknown length"


def effort(moves: Sequence[tuple[Skill, int, int]], rated: bool) -> str:
    """The skills to add on the whole way, each from one level to another."""
    if not rated:
        return "no skill rated, so none is known to be missing"
    if not moves:
        return "no rated skill missing"
    levels = sum(high - low for _, low, high in moves)
    named = joined([f"{lower(skill.name)} {low} → {high}" for skill, low, high in moves])
    return f"{counted(levels, 'skill level')} to add: {named}"


def pay(way: Way) -> str:
    if way.lowest_pay is None:
        return "official pay on the way partly unknown"
    return f"no official median on the way below {amount(way.lowest_pay, 'USD')}"


def stop(role: RoleProfile, step: Step, median: int | None) -> str:
    """One step of a way: where to, how long, what it pays."""
    note = f" ({step.years_note})" if step.years_note else ""
    paid = f"official median {amount(median, 'USD')}" if median else "no official median"
    return f"{role.name}: {years(step.typical_years)}{note}, {paid}"


def stops(names: Iterable[str]) -> str:
    return " → ".join(names)

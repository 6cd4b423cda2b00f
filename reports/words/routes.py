"""The words of the ways from one role to another."""

from collections.abc import Iterable, Sequence

from reports.grammar import capital, joined, lower, number
from reports.labels import amount, years
from reports.routes import MOST_STAGES, Way, best_paid, quickest
from roles.language import gettext as _
from roles.language import ngettext, pgettext
from roles.profile import RoleProfile, Skill, Step


def heading(goal: RoleProfile) -> str:
    return _("Ways to %(role)s") % {"role": goal.name}


def intro(ways: Sequence[Way], shown: int, start: RoleProfile, goal: RoleProfile) -> str:
    """What the ``shown`` of these ways are: best on whatever is known of them, and of nothing else."""
    if not ways:
        return _("This edition knows no way of at most %(steps)s steps from %(start)s to %(goal)s.") % {
            "steps": number(MOST_STAGES),
            "start": start.name,
            "goal": goal.name,
        }
    told = ngettext(
        "One way beats or equals every other on %(measures)s.",
        "%(count)s ways, none of which another beats on %(measures)s alike.",
        shown,
    ) % {"count": capital(number(shown)), "measures": joined(measures(ways))}
    openness = _("How open a step is isn’t weighed; see its note.")
    return " ".join(part for part in (told, unknown_years(ways), openness) if part)


def measures(ways: Sequence[Way]) -> list[str]:
    """What the ways are compared on: years and pay only where they are known of one."""
    every = (
        (pgettext("compared on", "years"), quickest(ways) is not None),
        (pgettext("compared on", "effort"), True),
        (pgettext("compared on", "pay"), best_paid(ways) is not None),
    )
    return [name for name, known in every if known]


def unknown_years(ways: Sequence[Way]) -> str:
    """That no way's years are known, where so; "" else."""
    if quickest(ways):
        return ""
    if len(ways) == 1:
        return _("Its years are not all known.")
    return _("Which takes fewest years is unknown: for none of them is every step’s length known.")


def strengths(way: Way, fast: Way | None, easy: Way | None, paid: Way | None) -> str:
    """On what a way is best of all."""
    every = (
        (_("fewest years"), fast),
        (_("least effort"), easy),
        (_("best paid on the way"), paid),
    )
    return capital(joined([name for name, winner in every if winner == way]))


def how_long(way: Way) -> str:
    """The years of a whole way, the known part of them, or that nobody says."""
    if way.years is not None:
        return years(way.years)
    if not way.known_years:
        return _("years unknown")
    return ngettext(
        "%(years)s, and %(count)s step of unknown length",
        "%(years)s, and %(count)s steps of unknown length",
        way.unknown_steps,
    ) % {"years": years(way.known_years), "count": number(way.unknown_steps)}


def effort(moves: Sequence[tuple[Skill, int, int]], rated: bool) -> str:
    """The skills to add on the whole way, each from one level to another."""
    if not rated:
        return _("no skill rated, so none is known to be missing")
    if not moves:
        return _("no rated skill missing")
    levels = sum(high - low for _skill, low, high in moves)
    return ngettext(
        "%(count)s skill level to add: %(skills)s", "%(count)s skill levels to add: %(skills)s", levels
    ) % {
        "count": number(levels),
        "skills": joined([f"{lower(skill.name)} {low} → {high}" for skill, low, high in moves]),
    }


def pay(way: Way) -> str:
    if way.lowest_pay is None:
        return _("official pay on the way partly unknown")
    return _("no official median on the way below %(amount)s") % {"amount": amount(way.lowest_pay, "USD")}


def stop(role: RoleProfile, step: Step, median: int | None) -> str:
    """One step of a way: where to, how long, what it pays."""
    note = f" ({step.years_note})" if step.years_note else ""
    told = f"{role.name}: {years(step.typical_years)}{note}"
    if not median:
        return _("%(stop)s, no official median") % {"stop": told}
    return _("%(stop)s, official median %(amount)s") % {"stop": told, "amount": amount(median, "USD")}


def stops(names: Iterable[str]) -> str:
    return " → ".join(names)

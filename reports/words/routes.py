"""The words of the ways from one role to another."""

from collections.abc import Iterable, Sequence

from reports.grammar import capital, joined, lower, number
from reports.labels import amount, years
from reports.routes import MOST_STAGES, Way
from roles.language import gettext as _
from roles.language import ngettext
from roles.profile import RoleProfile, Skill, Step


def heading(goal: RoleProfile) -> str:
    return _("Ways to %(role)s") % {"role": goal.name}


def intro(count: int, start: RoleProfile, goal: RoleProfile, years_known: bool) -> str:
    """What the ways that follow are; which of them is shortest is told only where years are known."""
    if not count:
        return _("This edition knows no way of at most %(steps)s steps from %(start)s to %(goal)s.") % {
            "steps": number(MOST_STAGES),
            "start": start.name,
            "goal": goal.name,
        }
    told = ngettext(
        "One way beats or equals every other on years, effort and pay.",
        "%(count)s ways, none of which another beats on years, effort and pay alike.",
        count,
    ) % {"count": capital(number(count))}
    if years_known:
        return told
    unknown = _("Which takes fewest years is unknown: for none of them is every step’s length known.")
    return f"{told} {unknown}"


def strengths(way: Way, quickest: Way | None, easiest: Way | None, best_paid: Way | None) -> str:
    """On what a way is best of all."""
    every = (
        (_("fewest years"), quickest),
        (_("least effort"), easiest),
        (_("best paid on the way"), best_paid),
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

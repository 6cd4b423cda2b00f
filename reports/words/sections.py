"""The words of the ranking, the person, pay, paths and method."""

from collections.abc import Sequence
from datetime import datetime

from reports.grammar import capital, counted, joined, number
from reports.labels import MONTHS, years
from roles.profile import RoleProfile


def balance(share: float) -> str:
    """What the fit is made of, at the respondent's balance (0-1, the share of preferences)."""
    if share == 0.5:
        return "The fit is half what you would like and half what you can do."
    liked = round(100 * share)
    return f"As you chose, the fit is {liked} % what you would like and {100 - liked} % what you can do."


def ties() -> str:
    """What a bracket says, and what it doesn't."""
    return (
        "A bracket joins the roles that are too close to call against the first of it. Neighbours in two "
        "brackets may be as close to each other."
    )


# You


def leanings(phrases: Sequence[str]) -> str:
    """The strongest preferences in one sentence."""
    if not phrases:
        return "You stand near the middle on everything that was asked: no answer pulls far to either side."
    return f"Above all, you would rather {', and '.join(phrases)}."


def other_skills(told: Sequence[str]) -> str:
    return f"Also rated: {joined(told)}." if told else ""


def unsure(dimensions: str, skills: str, none_rated: bool) -> str:
    """What the answers leave open; "" when nothing."""
    parts = []
    if dimensions:
        parts.append(f"Few answers stand behind {dimensions}: the true place may lie well to either side.")
    if none_rated:
        parts.append("You rated no skill, so skills count as average everywhere.")
    elif skills:
        parts.append(f"You did not rate {skills}; there you count as average.")
    return " ".join(parts)


# Pay


def pay_intro() -> str:
    return (
        "Kinds of figures are kept apart on purpose: what employers report, what people say of themselves, "
        "what postings offer, and what articles state without a source."
    )


def pay_elsewhere(names: Sequence[str], place: str, shown: str) -> str:
    """That a place has no figures for some roles, and whose are shown; "" where it has all."""
    if not names:
        return ""
    return f"For {joined(names)} there is no official figure in {place}; {shown} figures are shown instead."


def pay_unknown(names: Sequence[str]) -> str:
    return f"Official pay is unknown for {joined(names)}." if names else ""


def place_moves(place: str, ratio: float, role: RoleProfile) -> str:
    """How the reader's place compares with the country, for the occupation of one role."""
    return f"In {place} the official median for {role.name} stands at {ratio:.2f} of the national one."


def places_differ(high: str, highest: float, low: str, lowest: float, named: bool) -> str:
    told = (
        f"Place moves pay as much as role does: the same occupation stands at {highest:.2f} of the national "
        f"median in {high} and at {lowest:.2f} in {low}."
    )
    return told if named else f"{told} You did not name a place; with one, its figures would stand here too."


# Paths


def paths_intro(start: RoleProfile, following: RoleProfile | None, is_current: bool, ahead: int) -> str:
    """Where the map begins and which of the steps ``ahead`` is marked."""
    begins = f"From {start.name}, {'where you are now' if is_current else 'your first suggestion'}"
    if following is None:
        return f"{begins}, this edition knows no stage further on."
    which = "only step from there" if ahead == 1 else "step that asks least of you"
    return f"{begins}. Marked is the {which}: {following.name}."


def terms(typical_years: float | None, years_note: str, pay: str) -> str:
    """How long a step takes and what it pays, as far as anybody says."""
    if typical_years is None and not pay:
        told = "years and pay unknown"
    else:
        told = f"{years(typical_years)}; {pay or 'pay unknown'}"
    return f"{told} ({years_note})" if years_note else told


# Method


NOT_FOR_DECISIONS = (
    "It is not for hiring, promotion or pay decisions. Everything rests on your own ratings, and self-rated "
    "skill goes along with measured performance only loosely (a correlation of about .3: Mabe and West 1982)."
)
NO_HAPPINESS = (
    "It promises no happiness: interests that match the work go along with satisfaction only loosely (a "
    "correlation of about .2: Hoff and others 2020)."
)


def limits(times: str) -> tuple[str, ...]:
    """What the verdict isn't. ``times`` is the reader's own chance, "" where none was told."""
    chance = (
        f"“{capital(times)}” is the chance that the same questions, answered without slips, give the same "
        "order. It is not the chance that you will like the job."
        if times
        else "“So many times in 100”, where a report says it, is the chance that the same questions, "
        "answered without slips, give the same order. It is not the chance that you will like the job."
    )
    return NOT_FOR_DECISIONS, NO_HAPPINESS, chance


def method(dimensions: int, skills: int) -> tuple[str, ...]:
    return (
        f"Your answers place you on {number(dimensions)} preferences and {number(skills)} skills, each with "
        "its uncertainty; few answers keep a place near the middle.",
        "A role's fit falls with the weighted squared distance between what you like and what it asks, and "
        "rises with the skills that it uses. The points add up exactly, and no role's score depends on which "
        "other roles there are.",
        "Intervals and chances follow from the uncertainty of each answer, carried through the same sum.",
    )


def unanswered(count: int) -> str:
    return (
        f"Not answered or “not sure”: {counted(count, 'question')}. They count as if not asked."
        if count
        else ""
    )


def about_points(role: RoleProfile) -> str:
    """What the figures beside the answers mean."""
    return (
        f"In brackets, the points by which an answer moves {role.name} from where somebody in the middle of "
        "everything would stand. Before rounding they add up to its fit."
    )


def day(moment: datetime) -> str:
    """ "22 November 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"

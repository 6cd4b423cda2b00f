"""The words of reasons and of what to do about them."""

from collections.abc import Sequence

from reports.grammar import NO_BREAK, capital, lower, number, plain_points
from reports.words.phrases import NONE, Own, say
from roles.language import Terms, gettext_noop, ngettext
from roles.language import gettext as _
from roles.profile import Demand, Dimension, RoleProfile, Skill

MIDDLE = (0.45, 0.55)  # Positions between these lean to neither pole.
SELF_RATED = Terms(
    {
        0: gettext_noop("not yet part of what you do"),
        1: gettext_noop("you work with guidance"),
        2: gettext_noop("you manage on your own"),
        3: gettext_noop("you take on the hard problems"),
        4: gettext_noop("you guide others"),
    }
)


# Reasons


def preference_reason(dimension: Dimension, position: float) -> str:
    """Where somebody leans on a dimension; ``position`` is 0-1."""
    if MIDDLE[0] <= position <= MIDDLE[1]:
        return _("You stand between “%(low)s” and “%(high)s”") % {
            "low": lower(dimension.low),
            "high": lower(dimension.high),
        }
    return _("You would rather %(phrase)s") % {"phrase": preference_phrase(dimension, position)}


def preference_detail(dimension: Dimension, position: float, target: float) -> str:
    return _("%(dimension)s %(position)s; the role asks %(target)s") % {
        "dimension": dimension.name,
        "position": f"{100 * position:.0f}",
        "target": f"{target:.0f}",
    }


def skill_reason(skill: Skill, rating: int, demand: Demand | None) -> str:
    """What a self-rating (0-4) means for a role; None: the role doesn't list the skill."""
    if demand is not None:
        return f"{skill.name}: {SELF_RATED[rating]}"
    if rating > 1:
        return _("%(skill)s: this role would leave it unused") % {"skill": skill.name}
    return _("%(skill)s: not needed here") % {"skill": skill.name}


def skill_detail(rating: int, demand: Demand | None) -> str:
    if demand is None:
        return _("Self-rated %(rating)d of 4; not among the role's skills") % {"rating": rating}
    return _("Self-rated %(rating)d of 4; the role asks %(level)d") % {
        "rating": rating,
        "level": demand.level,
    }


def nothing_for(role: RoleProfile) -> str:
    return _("No single answer lifts %(role)s by half a point or more.") % {"role": role.name}


def nothing_against(role: RoleProfile) -> str:
    return _("No single answer costs %(role)s half a point or more.") % {"role": role.name}


# Steps


def card_facts(level: str, met: int, rated: int) -> str:
    """Level and met demands, short enough for one line of a card."""
    said = {"level": level, "met": met, "rated": rated}
    if not rated:
        return _("%(level)s level, no skill rated") % said
    return _("%(level)s level, %(met)d of %(rated)d skill demands met") % said


def next_step(
    skill: Skill, to_level: int, gain: float, role: RoleProfile, own: Own = NONE, *, is_best: bool
) -> str:
    """The one thing to do next, with what it is worth."""
    return say(
        own,
        "next-best" if is_best else "next-gap",
        practice=skill.practice[to_level - 1],
        skill=skill.name,
        low=to_level - 1,
        high=to_level,
        points=plain_points(gain),
        role=role.name,
    )


def no_next_step(role: RoleProfile, own: Own = NONE) -> str:
    return say(own, "next-none", role=role.name)


def printed_lead(fit: float, other: float) -> float:
    """The points between two fits as a reader would work them out: of the figures printed."""
    return round(round(fit, 1) - round(other, 1), 1)


def lead_over(first: RoleProfile, rival: RoleProfile, lead: float) -> str:
    said = {"first": first.name, "rival": rival.name, "points": plain_points(lead)}
    if abs(lead) < 0.05:
        return _("%(first)s and %(rival)s are level.") % said
    return _("%(first)s leads %(rival)s by %(points)s points.") % said


# Plan


def plan_intro(role: RoleProfile, count: int, own: Own = NONE) -> str:
    if not count:
        return no_next_step(role, own)
    return ngettext(
        "The step that would do most for %(role)s, in order of points for the effort. Gaps are taken before "
        "steps beyond what it asks. Beside each: the points that it moves, for every leading role.",
        "%(count)s steps that would do most for %(role)s, in order of points for the effort. Gaps are taken "
        "before steps beyond what it asks. Beside each: the points that it moves, for every leading role.",
        count,
    ) % {"count": capital(number(count)), "role": role.name}


def step_reason(role: RoleProfile, asked: int, to_level: int) -> str:
    said = {"role": role.name, "asked": asked}
    if to_level < asked:
        return _("%(role)s asks %(asked)d: this is the first part of the way.") % said
    if to_level == asked:
        return _("%(role)s asks %(asked)d.") % said
    return _("Beyond the %(asked)d asked.") % said


def preference_named(dimension: Dimension, position: float) -> str:
    return _("%(dimension)s: you stand at %(position)s") % {
        "dimension": dimension.name,
        "position": f"{100 * position:.0f}",
    }


def skill_named(skill: Skill, rating: int | None) -> str:
    if rating is None:
        return _("%(skill)s: not rated") % {"skill": skill.name}
    return _("%(skill)s: you rate yourself\u00a0%(rating)d") % {"skill": skill.name, "rating": rating}


def also_moves(moved: Sequence[tuple[RoleProfile, str]]) -> str:
    """The further roles that a step moves, with their points; "" if none."""
    if not moved:
        return ""
    roles = ", ".join(f"{role.name}{NO_BREAK}{shown}" for role, shown in moved)
    return _("Also: %(roles)s.") % {"roles": roles}


def leans(position: float) -> bool:
    """Whether a position (0-1) is off the middle."""
    return not MIDDLE[0] <= position <= MIDDLE[1]


def preference_phrase(dimension: Dimension, position: float) -> str:
    return dimension.low_phrase if position < MIDDLE[0] else dimension.high_phrase

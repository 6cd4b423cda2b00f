"""The words of what would put another role first, and of why it isn't."""

from collections.abc import Sequence

from quiz.scoring.race import MOST_STEPS
from reports.grammar import capital, joined, lower, number, plain_points
from reports.words.phrases import NONE, Own, say_changes
from roles.language import gettext as _
from roles.language import ngettext
from roles.profile import Dimension, RoleProfile, Skill


def changes_intro(leader: RoleProfile, count: int, own: Own = NONE) -> str:
    """What the list of the next roles holds; ``count`` of them."""
    if not count:
        return _("No other role stands beside %(role)s, so nothing can change the order.") % {
            "role": leader.name
        }
    return say_changes(own, count, number(count))


def by_steps(moves: Sequence[tuple[Skill, int, int]], levels: int) -> str:
    """The skills to raise, each from one level to another, and how many levels that is in all."""
    named = joined(
        [
            _("%(skill)s from %(low)d to %(high)d") % {"skill": lower(skill.name), "low": low, "high": high}
            for skill, low, high in moves
        ]
    )
    return ngettext(
        "One level more is enough: %(moves)s.", "%(count)s levels more are enough: %(moves)s.", levels
    ) % {"count": capital(number(levels)), "moves": named}


def by_preferences(dimensions: Sequence[Dimension], answers: Sequence[tuple[str, str]]) -> str:
    """That likes decide, on which dimensions, and which answers (question, answer) tell most.

    With no dimension the roles ask alike.
    """
    if not dimensions:
        return _("Both ask for the same, so nothing that you answer or learn puts one before the other.")
    told = _("Preferences decide, above all %(dimensions)s: no %(steps)s skill levels make up for them.") % {
        "dimensions": joined([lower(dimension.name) for dimension in dimensions]),
        "steps": number(MOST_STEPS),
    }
    if not answers:
        none = _("No single answer speaks against it: yours stop short of what it asks, or go past it.")
        return f"{told} {none}"
    quotes = [
        _("“%(question)s” (%(answer)s)") % {"question": question.rstrip("."), "answer": answer}
        for question, answer in answers
    ]
    most = _("Most telling: %(answers)s.") % {"answers": joined(quotes)}
    return f"{told} {most}"


def by_strengths(leader: RoleProfile, skills: Sequence[Skill]) -> str:
    """That the leader uses what somebody can do already: steps elsewhere don't make up for it."""
    said = {
        "steps": number(MOST_STEPS),
        "role": leader.name,
        "skills": joined([lower(skill.name) for skill in skills]),
    }
    if not skills:
        return (
            _("No %(steps)s skill levels would put it first: %(role)s makes more of what you can do already.")
            % said
        )
    return (
        _(
            "No %(steps)s skill levels would put it first: %(role)s makes more of what you can do already, "
            "above all %(skills)s."
        )
        % said
    )


def none_rated() -> str:
    return _("You rated no skill, so no step can be worked out.")


def behind(points: float, leader: RoleProfile) -> str:
    if points < 0.05:
        return _("level with %(role)s") % {"role": leader.name}
    return _("%(points)s points behind %(role)s") % {"points": plain_points(points), "role": leader.name}


def started(leader: RoleProfile, role: RoleProfile, neutral: float) -> str:
    """Where two roles stand before any answer, ``neutral`` points apart in the leader's favour."""
    if abs(neutral) < 0.05:
        return _("Before any answer, %(one)s and %(other)s are level.") % {
            "one": leader.name,
            "other": role.name,
        }
    return _("Before any answer, %(role)s is %(points)s points ahead.") % {
        "role": leader.name if neutral > 0 else role.name,
        "points": plain_points(abs(neutral)),
    }

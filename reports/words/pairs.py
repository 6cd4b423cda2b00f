"""The words of why one role is ahead of another, and of questions that can't be answered so."""

from quiz.scoring.certainty import Certainty, judge
from reports.grammar import times_in_100
from roles.language import gettext as _
from roles.profile import RoleProfile


def heading(first: RoleProfile, second: RoleProfile, lead: float) -> str:
    if abs(lead) < 0.05:
        return _("Why %(first)s and %(second)s are level") % {"first": first.name, "second": second.name}
    return _("Why %(first)s is ahead of %(second)s") % {"first": first.name, "second": second.name}


def certainty(chance: float, first: RoleProfile, second: RoleProfile) -> str:
    """How firm the order of two roles is; ``chance`` (0-1) that the first stays ahead."""
    said = {"first": first.name, "second": second.name, "times": times_in_100(chance)}
    match judge(chance):
        case Certainty.CLEAR:
            told = _("That is clear: answered again without slips, it would stay ahead *%(times)s*.")
        case Certainty.LEANING:
            told = _(
                "Your answers lean that way: answered again without slips, it would stay ahead *%(times)s*."
            )
        case Certainty.TOO_CLOSE:
            told = _(
                "The order of the two is *too close to call*: answered again without slips, %(first)s would "
                "stay ahead *%(times)s*."
            )
    return told % said


def undecided() -> str:
    return _("Your answers favour no role yet, so the order says little.")

"""The words of the conditions that a role has to meet: what each took out, and beside which role."""

from collections.abc import Sequence

from quiz.submission import MustHaves
from reports.grammar import capital, joined, number
from reports.labels import amount
from reports.verdict import MustHave, RankedRole, Verdict
from reports.words.verdict import MOST_NAMED
from roles.language import Terms, gettext_noop, ngettext
from roles.language import gettext as _

SHORT = Terms(
    {
        MustHave.SALARY_FLOOR: gettext_noop("below your floor"),
        MustHave.NO_ON_CALL: gettext_noop("usually on call"),
        MustHave.REMOTE: gettext_noop("rarely remote"),
    }
)
FEW_NAMED = 2  # Roles beside a condition that takes out many.
MOST_LISTED = 20  # Roles in full under the ranking.


def taken_out(verdict: Verdict, wanted: MustHaves) -> str:
    """What each condition took out, every role with its place, or that it took out none; "" without any."""
    told = [
        took_out(fault, [ranked for ranked in verdict.ranking if fault in ranked.fails], wanted)
        for fault in conditions(wanted)
    ]
    named = any(ranked.fails for ranked in verdict.ranking)
    return " ".join([*told, _("Numbers are places in the ranking.")] if named else told)


def taken_out_in_short(verdict: Verdict, wanted: MustHaves, whole: str) -> str:
    """The same for the first page: ``whole`` if it names few roles, else the best ones and how many more."""
    if sum(bool(ranked.fails) for ranked in verdict.ranking) <= MOST_NAMED:
        return whole
    told = [
        took_out(fault, [ranked for ranked in verdict.ranking if fault in ranked.fails], wanted, FEW_NAMED)
        for fault in conditions(wanted)
    ]
    return " ".join([*told, _("More are named under the ranking.")])


def conditions(wanted: MustHaves) -> Sequence[MustHave]:
    """The conditions that somebody has set."""
    is_set = {
        MustHave.SALARY_FLOOR: wanted.salary_floor,
        MustHave.NO_ON_CALL: wanted.no_on_call,
        MustHave.REMOTE: wanted.remote,
    }
    return [fault for fault, on in is_set.items() if on]


def took_out(fault: MustHave, roles: Sequence[RankedRole], wanted: MustHaves, most: int = MOST_LISTED) -> str:
    """What one condition took out; beyond ``most`` roles the others are counted."""
    floor = {"floor": amount(wanted.salary_floor or 0, "USD")}
    none, some = {
        MustHave.SALARY_FLOOR: (
            _("No role falls below your floor of %(floor)s.") % floor,
            _("Three in four earn less than your floor of %(floor)s") % floor,
        ),
        MustHave.NO_ON_CALL: (_("No role usually means being on call."), _("Usually on call")),
        MustHave.REMOTE: (_("Every role is done remotely at least sometimes."), _("Rarely done remotely")),
    }[fault]
    named = [f"{ranked.role.name} ({ranked.place})" for ranked in roles[:most]]
    if rest := len(roles[most:]):
        named.append(ngettext("%(count)s more", "%(count)s more", rest) % {"count": number(rest)})
    return f"{some}: {joined(named)}." if roles else none


def floor_compared(place: str) -> str:
    """Whose pay the floor is held against."""
    return _("Your floor is compared with official pay: %(place)s, in US dollars.") % {"place": place}


def fails_in_short(ranked: RankedRole) -> str:
    """The same beside the role's name: "Set aside: below your floor". Several reasons fill the line alone."""
    reasons = joined([SHORT[fault] for fault in ranked.fails])
    return capital(reasons) if len(ranked.fails) > 1 else _("Set aside: %(reasons)s") % {"reasons": reasons}

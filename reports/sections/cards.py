"""The cards of the compared roles on the verdict page."""

from dataclasses import dataclass

from reports.case import Case
from reports.grammar import NO_BREAK
from reports.labels import LEVELS, figure_date, main_amount
from reports.paths import demands_met
from reports.pay import official_figure
from reports.verdict import RankedRole, Standing
from reports.words import reasons as reason_words
from reports.words import verdict as verdict_words
from roles.language import Terms, gettext_noop
from roles.language import gettext as _
from roles.profile import MatchQuality

MATCH_WORDS = Terms(
    {
        MatchQuality.EXACT: gettext_noop("the official occupation"),
        MatchQuality.NEAR: gettext_noop("where this title is reported"),
        MatchQuality.PROXY: gettext_noop("the nearest official occupation"),
        MatchQuality.LEVEL: gettext_noop("all levels together"),
        MatchQuality.NONE: gettext_noop("only a point of reference"),
    }
)


@dataclass(frozen=True, slots=True)
class Meter:
    """A labelled value with a bar from 0 to 100; without one where the scale has no ends."""

    label: str
    shown: str
    filled: float | None
    tone: str


@dataclass(frozen=True, slots=True)
class PayLine:
    """Official pay of a role in one line, with whom it counts."""

    amount: str
    note: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One of the suggested roles."""

    slug: str
    place: str
    name: str
    facts: str
    meters: tuple[Meter, ...]
    pay: PayLine
    is_first: bool  # Or shares the first place.


def role_card(case: Case, index: int) -> RoleCard:
    ranked = case.compared[index]
    match = ranked.match
    met, rated = demands_met(case.respondent, ranked.role)
    place = (
        _("Among the nearest")
        if case.verdict.standing is Standing.UNDECIDED
        else verdict_words.place_label(case.verdict, index)
    )
    return RoleCard(
        slug=ranked.role.slug,
        place=place,
        name=ranked.role.name,
        facts=reason_words.card_facts(LEVELS[ranked.role.level], met, rated),
        meters=(
            meter(_("What you would like"), match.preference_fit, "accent"),
            meter(_("Ready today"), match.readiness, "line"),
            open_meter(_("What you can do"), match.skill_fit),
        ),
        pay=pay_line(case, ranked),
        is_first=verdict_words.own_place(case.verdict, index)[0] == 1
        and case.verdict.standing is Standing.DECIDED,
    )


def meter(label: str, value: float | None, tone: str) -> Meter:
    """``value`` from 0 to 100. What lies beyond keeps its number, and its bar ends at the end."""
    return Meter(label, shown(value), round(min(100.0, max(0.0, value or 0.0)), 1), tone)


def open_meter(label: str, value: float | None) -> Meter:
    """``value`` in points on an open scale: a bar would say that it had a fullest."""
    return Meter(label, shown(value), None, "")


def shown(value: float | None) -> str:
    return _("unknown") if value is None else f"{value:.0f}".replace("-", "−")


def pay_line(case: Case, ranked: RankedRole) -> PayLine:
    found = official_figure(case.content, ranked.role, case.submission.about.place)
    if found is None:
        return PayLine(_("Pay unknown"), _("No official figure counts this role."), ())
    place = case.place_name(found.figure.place)
    counted = _("Middle half of %(occupation)s, %(match)s.") % {
        "occupation": found.occupation.title,
        "match": MATCH_WORDS[found.match.quality],
    }
    date = figure_date(found.figure).replace(" ", NO_BREAK)
    note = f"{counted} {place}, {date}"
    return PayLine(main_amount(found.figure), note, case.cite(found.figure.source))

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
    """A labelled bar from 0 to 100. ``shown`` is the true value where the bar has to be cut."""

    label: str
    shown: str
    filled: float
    tone: str
    is_over: bool = False  # Above 100: the bar is cut and marked.


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
            meter(_("What you can do"), match.skill_fit, "middle"),
            meter(_("Ready today"), match.readiness, "line"),
        ),
        pay=pay_line(case, ranked),
        is_first=verdict_words.own_place(case.verdict, index)[0] == 1
        and case.verdict.standing is Standing.DECIDED,
    )


def meter(label: str, value: float | None, tone: str) -> Meter:
    if value is None:
        return Meter(label, _("unknown"), 0, tone)
    shown, filled = f"{value:.0f}".replace("-", "−"), round(min(100.0, max(0.0, value)), 1)
    return Meter(label, shown, filled, tone, is_over=round(value) > 100)


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

"""The pay of a stage, in few words on the map and in more beside it."""

from reports.case import Case
from reports.charts.range_bars import short, thousands
from reports.labels import amount, figure_date, main_amount, per_period
from reports.pay import HOME, RoleFigure, figures_of
from reports.sections.salaries import MATCHED
from roles.language import Terms, gettext_noop
from roles.language import gettext as _
from roles.profile import Figure, FigureKind, MatchQuality, RoleProfile

TELLING = (MatchQuality.EXACT, MatchQuality.NEAR)  # Matches that say something of this very level.
KINDS = Terms(
    {
        FigureKind.PERCENTILES: gettext_noop("median, official"),
        FigureKind.POSTED_MEDIAN: gettext_noop("median, posted"),
        FigureKind.SELF_REPORTED_MEDIAN: gettext_noop("median, self-reported"),
        FigureKind.BASE_RANGE: gettext_noop("base range in an article"),
        FigureKind.RANGE: gettext_noop("range in an article"),
        FigureKind.AVERAGE: gettext_noop("average in an article"),
    }
)


def pay_on_map(case: Case, role: RoleProfile) -> str:
    """Amount and kind; of a wider group than this very role how well it matches, as under "What they pay"."""
    found = pay_of(case, role)
    if found is None:
        return _("pay unknown")
    if found.match.quality is not MatchQuality.EXACT:
        return f"{in_short(found.figure)}, {MATCHED[found.match.quality]}"
    if found.figure.middle is None:
        return _("%(amounts)s in an article") % {"amounts": in_short(found.figure)}
    if found.figure.kind is FigureKind.AVERAGE:
        return _("%(amount)s average, article") % {"amount": in_short(found.figure)}
    return f"{in_short(found.figure)} {KINDS[found.figure.kind]}"


def in_short(figure: Figure) -> str:
    """The middle, or both ends, in thousands."""
    if figure.middle is not None:
        return short(figure.middle, figure.currency)
    low, high = figure.low or 0, figure.high or 0
    return _("%(low)s–%(high)s") % {
        "low": short(low, figure.currency),
        "high": thousands(high),
        "low_alone": f"{low / 1000:.0f}",
        "high_with_currency": short(high, figure.currency),
    }


def pay_of(case: Case, role: RoleProfile) -> RoleFigure | None:
    """The figure that says most of this very stage, in the reader's country; None if none does."""
    found = [
        each
        for each in figures_of(case.content, role)
        if each.figure.kind in KINDS
        and is_stated(each.figure)
        and each.match.quality in TELLING
        and each.figure.place == HOME
    ]
    order = list(KINDS)
    return min(found, key=lambda each: order.index(each.figure.kind), default=None)


def pay_words(found: RoleFigure | None) -> str:
    """Amount, kind, how well it matches where it counts a wider group than this very role, and date."""
    if found is None:
        return ""
    figure = found.figure
    # The middle of percentiles, the two ends of a range.
    shown = main_amount(figure)
    if figure.middle is not None:
        shown = per_period(amount(figure.middle, figure.currency), figure.period)
    told = [shown, KINDS[figure.kind]]
    if found.match.quality is not MatchQuality.EXACT:
        told.append(MATCHED[found.match.quality])
    return ", ".join([*told, figure_date(figure)])


def counted_as(found: RoleFigure | None) -> str:
    """The wider group whose pay it is; "" where it is that of this very role."""
    if found is None or found.match.quality is MatchQuality.EXACT:
        return ""
    return _("counts %(occupation)s") % {"occupation": found.occupation.title}


def is_stated(figure: Figure) -> bool:
    """Whether there is a middle or a range to print."""
    return figure.middle is not None or None not in (figure.low, figure.high)

"""Plain words for the fixed terms of a role and of a pay figure, and how amounts and dates are written."""

from datetime import date

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency

from reports.grammar import decimal
from roles.dates import last_day
from roles.language import Terms, gettext_noop, locale, ngettext
from roles.language import gettext as _
from roles.profile import (
    Discipline,
    Figure,
    FigureKind,
    Frequency,
    Level,
    MatchQuality,
    StepKind,
    Track,
)

LEVELS = Terms(
    {
        Level.ENTRY: gettext_noop("Entry"),
        Level.MID: gettext_noop("Mid"),
        Level.SENIOR: gettext_noop("Senior"),
        Level.STAFF: gettext_noop("Staff"),
        Level.PRINCIPAL: gettext_noop("Principal"),
        Level.MANAGER: gettext_noop("Manager"),
    }
)
TRACKS = Terms(
    {
        Track.INDIVIDUAL_CONTRIBUTOR: gettext_noop("Individual contributor"),
        Track.MANAGEMENT: gettext_noop("Management"),
        Track.ARCHITECTURE: gettext_noop("Architecture"),
    }
)
FREQUENCIES = Terms(
    {
        Frequency.RARELY: gettext_noop("Rarely"),
        Frequency.SOMETIMES: gettext_noop("Sometimes"),
        Frequency.USUALLY: gettext_noop("Usually"),
    }
)
DISCIPLINES = Terms(
    {
        Discipline.BACKEND: gettext_noop("Backend"),
        Discipline.FRONTEND: gettext_noop("Frontend"),
        Discipline.FULL_STACK: gettext_noop("Full stack"),
        Discipline.PRODUCT: gettext_noop("Product"),
        Discipline.MOBILE: gettext_noop("Mobile"),
        Discipline.DATA: gettext_noop("Data"),
        Discipline.MACHINE_LEARNING: gettext_noop("Machine learning"),
        Discipline.INFRASTRUCTURE: gettext_noop("Infrastructure"),
        Discipline.SECURITY: gettext_noop("Security"),
        Discipline.QUALITY: gettext_noop("Quality"),
        Discipline.EMBEDDED: gettext_noop("Embedded"),
        Discipline.ARCHITECTURE: gettext_noop("Architecture"),
        Discipline.LEADERSHIP: gettext_noop("Leadership"),
        Discipline.DATABASES: gettext_noop("Databases"),
        Discipline.GENERAL: gettext_noop("General"),
    }
)
SKILL_LEVELS = Terms(
    {
        0: gettext_noop("not asked"),
        1: gettext_noop("with help"),
        2: gettext_noop("on your own"),
        3: gettext_noop("on hard problems"),
        4: gettext_noop("guiding others"),
    }
)
FIGURE_KINDS = Terms(
    {
        FigureKind.PERCENTILES: gettext_noop("Official percentiles"),
        FigureKind.BASE_RANGE: gettext_noop("Base pay range"),
        FigureKind.RANGE: gettext_noop("Pay range, base or total not stated"),
        FigureKind.AVERAGE: gettext_noop("Stated average"),
        FigureKind.SELF_REPORTED_MEDIAN: gettext_noop("Self-reported median"),
        FigureKind.POSTED_MEDIAN: gettext_noop("Median of posted pay"),
    }
)
MATCHES = Terms(
    {
        MatchQuality.EXACT: gettext_noop("exact match"),
        MatchQuality.NEAR: gettext_noop("near match"),
        MatchQuality.PROXY: gettext_noop("proxy"),
        MatchQuality.LEVEL: gettext_noop("matched by level"),
        MatchQuality.NONE: gettext_noop("no close match"),
    }
)
STEPS = Terms(
    {
        StepKind.PROMOTION: gettext_noop("Up"),
        StepKind.SWITCH: gettext_noop("Aside"),
        StepKind.INTO_MANAGEMENT: gettext_noop("Into management"),
        StepKind.INTO_ARCHITECTURE: gettext_noop("Into architecture"),
    }
)


def amount(value: int, currency: str) -> str:
    """Whole units of a currency with its code: "USD 105,210"."""
    code_first = locale().currency_formats["standard"].pattern.startswith("¤")
    written: str = format_currency(
        value,
        currency,
        format="¤¤ #,##0" if code_first else "#,##0 ¤¤",
        locale=locale(),
        currency_digits=False,
    )
    return written.replace("\N{NO-BREAK SPACE}", " ")


def span(low: int, high: int, currency: str) -> str:
    """Two amounts of one currency, the code written once: "USD 105,210–171,980"."""
    first, second = amount(low, currency), amount(high, currency)
    if first.startswith(currency):
        return f"{first}–{second.removeprefix(currency).strip()}"
    return f"{first.removesuffix(currency).strip()}–{second}"


def main_amount(figure: Figure) -> str:
    """What a figure says first: the middle half, the range, or the one amount."""
    pair = (figure.low, figure.high)
    if figure.kind is FigureKind.PERCENTILES:
        pair = (figure.lower_quartile, figure.upper_quartile)
    match pair:
        case (int() as low, int() as high):
            return per_period(span(low, high, figure.currency), figure.period)
        case _unpaired if figure.middle is not None:
            return per_period(amount(figure.middle, figure.currency), figure.period)
        case _unpaired:
            return _("Amount unknown")


def per_period(written: str, period: str) -> str:
    """An amount with what it is paid for: "USD 105,210 a year"."""
    if period == "year":
        return _("%(amount)s a year") % {"amount": written}
    return _("%(amount)s a %(period)s") % {"amount": written, "period": period}


def partial_date(written: str) -> str:
    """ "2025", "2025-05" or "2025-05-31" as "2025", "May 2025", "31 May 2025"; another as it is written."""
    last = last_day(written)
    if last is None:
        return written
    match written.count("-"):
        case 0:
            return written
        case 1:
            month: str = format_skeleton("yMMMM", last, locale=locale())
            return month
        case _full:
            return full_date(last)


def full_date(day: date) -> str:
    """ "31 May 2025"."""
    written: str = format_date(day, format="long", locale=locale())
    return written


def figure_date(figure: Figure) -> str:
    """When a figure is from; what is known of it if the day is not."""
    return (
        partial_date(figure.as_of) if figure.as_of else figure.as_of_note.rstrip(".") or _("no date stated")
    )


def short_years(value: float | None) -> str:
    """The same without "about", where room is short: "2 years"."""
    if value is None:
        return _("years unknown")
    return ngettext("%(years)s year", "%(years)s years", 1 if value == 1 else 2) % {
        "years": decimal(f"{value:g}")
    }


def years(value: float | None) -> str:
    """How long a step takes: "about 2 years", or that nobody says."""
    if value is None:
        return _("years unknown")
    return ngettext("about %(years)s year", "about %(years)s years", 1 if value == 1 else 2) % {
        "years": decimal(f"{value:g}")
    }


LICENCES: Terms[str] = Terms(
    {
        "facts only": gettext_noop("facts only"),
        "link only": gettext_noop("link only"),
        "public domain (US federal work)": gettext_noop("public domain (US federal work)"),
    }
)
"""Words that editors use where a source has no licence with a name."""


def licence_words(licence: str) -> str:
    """A licence as readers are told of it; names of licences stay as they are."""
    return "; ".join(LICENCES.get(part, part) for part in licence.split("; "))

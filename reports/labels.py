"""Plain words for the fixed terms of a role and of a pay figure, and how amounts and dates are written."""

from babel.numbers import format_currency

from roles.dates import last_day
from roles.profile import Figure, FigureKind, Frequency, Level, MatchQuality, StepKind, Track

LOCALE = "en_GB"

LEVELS = {
    Level.ENTRY: "Entry",
    Level.MID: "Mid",
    Level.SENIOR: "Senior",
    Level.STAFF: "Staff",
    Level.PRINCIPAL: "Principal",
    Level.MANAGER: "Manager",
}
TRACKS = {
    Track.INDIVIDUAL_CONTRIBUTOR: "Individual contributor",
    Track.MANAGEMENT: "Management",
    Track.ARCHITECTURE: "Architecture",
}
FREQUENCIES = {
    Frequency.RARELY: "Rarely",
    Frequency.SOMETIMES: "Sometimes",
    Frequency.USUALLY: "Usually",
}
SKILL_LEVELS = ("not asked", "with help", "on your own", "on hard problems", "guiding others")
FIGURE_KINDS = {
    FigureKind.PERCENTILES: "Official percentiles",
    FigureKind.BASE_RANGE: "Base pay range",
    FigureKind.RANGE: "Pay range, base or total not stated",
    FigureKind.AVERAGE: "Stated average",
    FigureKind.SELF_REPORTED_MEDIAN: "Self-reported median",
    FigureKind.POSTED_MEDIAN: "Median of posted pay",
}
MATCHES = {
    MatchQuality.EXACT: "exact match",
    MatchQuality.NEAR: "near match",
    MatchQuality.PROXY: "proxy",
    MatchQuality.LEVEL: "matched by level",
    MatchQuality.NONE: "no close match",
}
STEPS = {
    StepKind.PROMOTION: "Up",
    StepKind.SWITCH: "Aside",
    StepKind.INTO_MANAGEMENT: "Into management",
    StepKind.INTO_ARCHITECTURE: "Into architecture",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def named(slug: str) -> str:
    """A term such as "machine-learning" as a reader meets it: "Machine learning"."""
    return slug.replace("-", " ").capitalize()


def amount(value: int, currency: str) -> str:
    """Whole units of a currency with its code: "USD 105,210"."""
    written = format_currency(value, currency, format="¤¤ #,##0", locale=LOCALE, currency_digits=False)
    return written.replace("\N{NO-BREAK SPACE}", " ")


def span(low: int, high: int, currency: str) -> str:
    """Two amounts of one currency, the code written once: "USD 105,210–171,980"."""
    return f"{amount(low, currency)}–{amount(high, currency).removeprefix(currency).strip()}"


def main_amount(figure: Figure) -> str:
    """What a figure says first: the middle half, the range, or the one amount."""
    pair = (figure.low, figure.high)
    if figure.kind is FigureKind.PERCENTILES:
        pair = (figure.lower_quartile, figure.upper_quartile)
    match pair:
        case (int() as low, int() as high):
            return f"{span(low, high, figure.currency)} a {figure.period}"
        case _ if figure.middle is not None:
            return f"{amount(figure.middle, figure.currency)} a {figure.period}"
        case _:
            return "Amount unknown"


def partial_date(written: str) -> str:
    """ "2025", "2025-05" or "2025-05-31" as "2025", "May 2025", "31 May 2025"; another as it is written."""
    if last_day(written) is None:
        return written
    year, *rest = written.split("-")
    words = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*words, *([MONTHS[int(rest[0]) - 1]] if rest else []), year])


def figure_date(figure: Figure) -> str:
    """When a figure is from; what is known of it if the day is not."""
    return partial_date(figure.as_of) if figure.as_of else figure.as_of_note.rstrip(".") or "no date stated"


def years(value: float | None) -> str:
    """How long a step takes: "about 2 years", or that nobody says."""
    if value is None:
        return "years unknown"
    return f"about {value:g} year" + ("" if value == 1 else "s")

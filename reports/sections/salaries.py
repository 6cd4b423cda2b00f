"""Section 5: pay, one panel for each kind of figure, place, date and source; kinds are never mixed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from reports.case import Case
from reports.charts.range_bars import Amounts, RangeBars, pay_scale, range_bars
from reports.grammar import whole
from reports.labels import figure_date, main_amount
from reports.level import likely_level
from reports.pay import HOME, RoleFigure, figures_of, official_figure
from reports.sections.cards import MATCH_WORDS
from reports.verdict import Standing
from reports.words import level as level_words
from reports.words import sections as words
from roles.dates import is_stale
from roles.language import Terms, gettext_noop
from roles.language import gettext as _
from roles.profile import Figure, FigureKind, MatchQuality

WORLD = "WORLD"
MATCHED = Terms(
    {
        MatchQuality.EXACT: gettext_noop("exact match"),
        MatchQuality.NEAR: gettext_noop("near match"),
        MatchQuality.PROXY: gettext_noop("proxy match"),
        MatchQuality.LEVEL: gettext_noop("level match"),
        MatchQuality.NONE: gettext_noop("none match"),
    }
)
DRAWN = (FigureKind.PERCENTILES, FigureKind.SELF_REPORTED_MEDIAN, FigureKind.POSTED_MEDIAN)
STATED = (FigureKind.BASE_RANGE, FigureKind.RANGE, FigureKind.AVERAGE)
HEADINGS = Terms(
    {
        FigureKind.PERCENTILES: gettext_noop("Official wages"),
        FigureKind.SELF_REPORTED_MEDIAN: gettext_noop("Self-reported"),
        FigureKind.POSTED_MEDIAN: gettext_noop("Posted"),
        FigureKind.BASE_RANGE: gettext_noop("base pay range"),
        FigureKind.RANGE: gettext_noop("range, base or total not stated"),
        FigureKind.AVERAGE: gettext_noop("average"),
    }
)
EXPLANATIONS = Terms(
    {
        FigureKind.PERCENTILES: gettext_noop(
            "What employers report, all levels together. Box: middle half; stroke: median; line: 10th to "
            "90th percentile."
        ),
        FigureKind.SELF_REPORTED_MEDIAN: gettext_noop(
            "Median of what people who chose to answer say they earn, bonus and shares included."
        ),
        FigureKind.POSTED_MEDIAN: gettext_noop(
            "Median of amounts in job postings, mostly of AI, data and security employers."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PayPanel:
    """Figures of one kind from one place, date and source."""

    heading: str
    explanation: str
    marks: tuple[str, ...]
    chart: RangeBars
    text: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure that an article states: printed, not drawn, since nobody can check it."""

    role: str
    amount: str
    kind: str
    place_and_date: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedNote:
    """Whom the official figures of a role count."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class SalariesSection:
    intro: str
    panels: tuple[PayPanel, ...]
    unknown: str
    stated: tuple[StatedFigure, ...]
    counted: tuple[CountedNote, ...]
    place_note: str
    level_note: str
    key: str = "salaries"
    title: str = field(default_factory=lambda: _("What they pay"))


def write_salaries(case: Case) -> SalariesSection:
    found = tuple(figure for ranked in case.compared for figure in figures_of(case.content, ranked.role))
    drawn = nearest(case, [each for each in found if each.figure.kind in DRAWN])
    return SalariesSection(
        intro=" ".join(part for part in (words.pay_intro(), elsewhere(case)) if part),
        panels=tuple(panels(case, drawn)),
        unknown=unknown(case, drawn),
        stated=tuple(stated(case, each) for each in found if each.figure.kind in STATED),
        counted=tuple(counted(drawn)),
        place_note=place_note(case, found),
        level_note=level_note(case),
    )


def nearest(case: Case, found: Iterable[RoleFigure]) -> tuple[RoleFigure, ...]:
    """For each role, group and kind the figure of the reader's place, else that of the home country."""
    order = [place for place in (case.submission.about.place, HOME) if place]
    kept: dict[tuple[str, str, FigureKind], RoleFigure] = {}
    here = [each for each in found if each.figure.place in order]
    for each in sorted(here, key=lambda each: order.index(each.figure.place)):
        kept.setdefault((each.role.slug, each.figure.occupation, each.figure.kind), each)
    return tuple(each for each in here if each in kept.values())


def panels(case: Case, drawn: Sequence[RoleFigure]) -> Iterable[PayPanel]:
    """A panel for each kind, place and currency; those of a currency share an axis."""
    scales = {
        currency: pay_scale([amounts(case, each) for each in drawn if each.figure.currency == currency])
        for currency in {each.figure.currency for each in drawn}
    }
    groups: dict[tuple[int, bool, str, str], list[RoleFigure]] = {}
    for each in drawn:
        figure = each.figure
        key = (DRAWN.index(figure.kind), figure.place == HOME, figure.place, figure.currency)
        groups.setdefault(key, []).append(each)
    for (*_key, currency), group in sorted(groups.items()):
        rows = [amounts(case, each, dated=not share_date(group)) for each in group]
        yield panel(case, group, range_bars(rows, *scales[currency], currency))


def share_date(group: Sequence[RoleFigure]) -> bool:
    return len({figure_date(each.figure) for each in group}) == 1


def panel(case: Case, group: Sequence[RoleFigure], chart: RangeBars) -> PayPanel:
    figure = group[0].figure
    fresh_from = case.stamp.finished_at.date() - timedelta(days=case.stamp.stale_after_days)
    when = f", {figure_date(figure)}" if share_date(group) else ""
    return PayPanel(
        heading=f"{HEADINGS[figure.kind]}, {case.place_name(figure.place)}{when}",
        explanation=EXPLANATIONS[figure.kind],
        marks=case.cite(*(each.figure.source for each in group)),
        chart=chart,
        text="; ".join(f"{each.role.name}: {main_amount(each.figure)}" for each in group),
        is_stale=any(is_stale(each.figure.as_of, fresh_from) for each in group),
    )


def amounts(case: Case, found: RoleFigure, *, dated: bool = False) -> Amounts:
    figure = found.figure
    return Amounts(
        name=found.role.name,
        note=note(found) + (f" · {figure_date(figure)}" if dated else ""),
        low=figure.low,
        lower_quartile=figure.lower_quartile,
        middle=figure.middle,
        upper_quartile=figure.upper_quartile,
        high=figure.high,
        first=found.role.slug == case.first.role.slug,
    )


def note(found: RoleFigure) -> str:
    """Under a role's name: as whom it is counted, or how many answered."""
    sample = found.figure.sample_size
    if found.figure.kind is not FigureKind.PERCENTILES and sample:
        return f"{MATCHED[found.match.quality]} · n = {whole(sample)}"
    return _("as %(occupation)s") % {"occupation": found.occupation.title}


def elsewhere(case: Case) -> str:
    """That the reader's place has no official figure for some compared roles; "" where none was named."""
    place = case.submission.about.place
    found = [official_figure(case.content, ranked.role, place) for ranked in case.compared]
    names = [each.role.name for each in found if place and each and each.figure.place != place]
    return words.pay_elsewhere(names, case.place_name(place), case.place_name(HOME))


def unknown(case: Case, drawn: Sequence[RoleFigure]) -> str:
    """The compared roles without an official figure."""
    known = {each.role.slug for each in drawn if each.figure.kind is FigureKind.PERCENTILES}
    return words.pay_unknown([r.role.name for r in case.compared if r.role.slug not in known])


def stated(case: Case, found: RoleFigure) -> StatedFigure:
    figure = found.figure
    when = figure_date(figure)
    return StatedFigure(
        role=found.role.name,
        amount=main_amount(figure),
        kind=HEADINGS[figure.kind],
        place_and_date=f"{case.place_name(figure.place)}, {when}",
        marks=case.cite(figure.source),
    )


def counted(shown: Iterable[RoleFigure]) -> Iterable[CountedNote]:
    """Whom the official figures count, each role and group once."""
    told = dict.fromkeys(
        (
            each.role.name,
            counted_as(each),
        )
        for each in shown
        if each.figure.kind is FigureKind.PERCENTILES
    )
    return (CountedNote(role, text) for role, text in told)


def counted_as(found: RoleFigure) -> str:
    told = _("counted as %(occupation)s, %(match)s.") % {
        "occupation": found.occupation.title,
        "match": MATCH_WORDS[found.match.quality],
    }
    return f"{told} {found.match.reason}"


def place_note(case: Case, found: Iterable[RoleFigure]) -> str:
    """What the reader's place does to pay, or how far places lie apart if none was named."""
    role, place = case.first.role, case.submission.about.place
    medians = {
        each.figure.place: each.figure.middle
        for each in found
        if each.role.slug == role.slug and is_official_median(each.figure)
    }
    home = medians.pop(HOME, None)
    if not home or not medians:
        return ""
    if place in medians:
        return words.place_moves(case.place_name(place), (medians[place] or 0) / home, role)
    ratios = sorted((value / home, code) for code, value in medians.items() if value)
    (lowest, low), (highest, high) = ratios[0], ratios[-1]
    return words.places_differ(case.place_name(high), highest, case.place_name(low), lowest, bool(place))


def is_official_median(figure: Figure) -> bool:
    return figure.kind is FigureKind.PERCENTILES and bool(figure.middle)


def level_note(case: Case) -> str:
    """Where in the band of the first role the likely level stands; "" without a verdict or a band."""
    band = official_figure(case.content, case.first.role, case.submission.about.place)
    if band is None or case.verdict.standing is not Standing.DECIDED:
        return ""
    found = likely_level(case.content, case.respondent, case.first.role, case.submission.about.years)
    return level_words.place_in_band(found, case.first.role, band.figure)

"""Pay figures of one role for its page: a panel for each kind and currency, never mixed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quiz.content import EditionContent
from reports.citations import SourceMarks
from reports.labels import FIGURE_KINDS, MATCHES, amount, figure_date, main_amount, span
from reports.pay import HOME, RoleFigure, figures_of
from roles.language import Terms, gettext_noop
from roles.language import gettext as _
from roles.profile import Figure, FigureKind, RoleProfile

EXPLANATIONS = Terms(
    {
        FigureKind.PERCENTILES: gettext_noop(
            "Wages that employers reported to a statistical office. Half of the people counted earn between "
            "the two amounts, a quarter less, a quarter more."
        ),
        FigureKind.BASE_RANGE: gettext_noop(
            "The lower and upper end of base pay as a source states it, without bonus or shares."
        ),
        FigureKind.RANGE: gettext_noop(
            "The lower and upper end of pay as a source states it. It does not say whether bonus and shares "
            "are in."
        ),
        FigureKind.AVERAGE: gettext_noop(
            "One average as a source states it. A few very high salaries pull an average up."
        ),
        FigureKind.SELF_REPORTED_MEDIAN: gettext_noop(
            "The middle of what people who answered a survey say they earn. Who answers is not who works in "
            "the trade."
        ),
        FigureKind.POSTED_MEDIAN: gettext_noop(
            "The middle of amounts in job postings and collected entries: what is offered, not what is paid."
        ),
    }
)
AXIS_START, AXIS_END = 2.0, 398.0  # Of a drawing 400 wide.
AXIS_STEP = 50_000


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the amounts of a figure stand on its panel's axis; absent ends are None."""

    low: float
    lower_quartile: float
    middle: float | None
    upper_quartile: float
    high: float

    @property
    def whisker_width(self) -> float:
        return round(self.high - self.low, 1)

    @property
    def box_width(self) -> float:
        return round(self.upper_quartile - self.lower_quartile, 1)


@dataclass(frozen=True, slots=True)
class PayLine:
    """One figure, written out. ``spread`` is what stands beside the main amount, may be empty;
    ``sample`` is how many answers or entries it counts, if stated."""

    amounts: str
    spread: str
    place: str
    date: str
    counts: str
    sample: int | None
    is_old: bool
    mark: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class PayGroup:
    """Figures that count the same people and carry the same caveats, said once below them."""

    lines: tuple[PayLine, ...]
    counts: str
    match: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class PayPanel:
    """Figures of one kind in one currency; ``elsewhere`` are official ones of smaller places."""

    heading: str
    explanation: str
    currency: str
    groups: tuple[PayGroup, ...]
    elsewhere: tuple[PayLine, ...]
    axis_end: str


@dataclass(frozen=True, slots=True)
class PayBasis:
    """What pay lines are read from; ``is_old`` says which figures are to be marked as old."""

    content: EditionContent
    marks: SourceMarks
    is_old: Callable[[Figure], bool]


def pay_panels(basis: PayBasis, role: RoleProfile) -> tuple[PayPanel, ...]:
    """All figures of a role, the kinds in order of how much they can be relied on."""
    found = figures_of(basis.content, role)
    kinds = dict.fromkeys((figure.figure.kind, figure.figure.currency) for figure in found)
    order = list(FigureKind)
    panels = []
    for kind, currency in sorted(kinds, key=lambda pair: (order.index(pair[0]), pair[1])):
        same = [each for each in found if each.figure.kind is kind and each.figure.currency == currency]
        panels.append(panel_of(basis, kind, currency, same))
    return tuple(panels)


def panel_of(basis: PayBasis, kind: FigureKind, currency: str, found: list[RoleFigure]) -> PayPanel:
    top = axis_top(each.figure for each in found)
    groups: dict[tuple[str, str], list[RoleFigure]] = {}
    for each in sorted(found, key=lambda each: each.figure.place != HOME):
        if not is_within_home(each.figure):
            groups.setdefault((each.figure.occupation, each.figure.note), []).append(each)
    return PayPanel(
        heading=FIGURE_KINDS[kind],
        explanation=EXPLANATIONS[kind],
        currency=currency,
        groups=tuple(group_of(basis, members, top) for members in groups.values()),
        elsewhere=tuple(line_of(basis, each, top) for each in found if is_within_home(each.figure)),
        axis_end=amount(top, currency),
    )


def group_of(basis: PayBasis, found: list[RoleFigure], top: int) -> PayGroup:
    first = found[0]
    return PayGroup(
        lines=tuple(line_of(basis, each, top) for each in found),
        counts=counted(first),
        match=MATCHES[first.match.quality],
        reason=first.match.reason,
        note=first.figure.note,
    )


def counted(found: RoleFigure) -> str:
    """Whom a figure counts, and by which classification."""
    return f"{found.occupation.title}, {found.occupation.classification}"


def axis_top(figures: Iterable[Figure]) -> int:
    """The end of the axis: the largest amount, rounded up to a whole step."""
    largest = max(figure.high or figure.upper_quartile or 0 for figure in figures)
    return -(-largest // AXIS_STEP) * AXIS_STEP


def is_within_home(figure: Figure) -> bool:
    """A state or region of the home country: too many to show at once."""
    return figure.place.startswith(f"{HOME}-")


def line_of(basis: PayBasis, found: RoleFigure, top: int) -> PayLine:
    figure = found.figure
    return PayLine(
        amounts=main_amount(figure),
        spread="; ".join(spread(figure)),
        place=basis.content.places.get(figure.place, figure.place) or _("Place not stated"),
        date=figure_date(figure),
        counts=counted(found),
        sample=figure.sample_size,
        is_old=basis.is_old(figure),
        mark=basis.marks.mark(figure.source),
        bar=bar_of(figure, top),
    )


def spread(figure: Figure) -> Iterator[str]:
    """Median and outer percentiles beside the middle half."""
    if figure.kind is not FigureKind.PERCENTILES:
        return
    if figure.middle is not None:
        yield _("median %(amount)s") % {"amount": amount(figure.middle, figure.currency)}
    if figure.low is not None and figure.high is not None:
        yield _("eight in ten %(amounts)s") % {"amounts": span(figure.low, figure.high, figure.currency)}


def bar_of(figure: Figure, top: int) -> Bar | None:
    """Positions of a figure that has two ends; an absent outer end is drawn at the inner one."""
    lower = figure.low if figure.lower_quartile is None else figure.lower_quartile
    upper = figure.high if figure.upper_quartile is None else figure.upper_quartile
    if lower is None or upper is None:
        return None

    def x(value: int) -> float:
        return round(AXIS_START + (AXIS_END - AXIS_START) * value / top, 1)

    return Bar(
        low=x(lower if figure.low is None else figure.low),
        lower_quartile=x(lower),
        middle=None if figure.middle is None else x(figure.middle),
        upper_quartile=x(upper),
        high=x(upper if figure.high is None else figure.high),
    )

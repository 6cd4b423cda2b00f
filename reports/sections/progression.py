"""Section 6: where it leads, as a map and as the same in a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quiz.scoring.advice import gaps_to_ready
from reports.case import Case
from reports.charts.progression_map import ProgressionMap, Stop, progression_map
from reports.charts.range_bars import short, thousands
from reports.grammar import joined, lower, number
from reports.labels import TRACKS, amount, figure_date, main_amount, per_period, short_years
from reports.paths import (
    LANES,
    Stage,
    demands_met,
    direct_steps,
    least_asking,
    skill_steps_to,
    stages_from,
    steps_aside,
)
from reports.pay import HOME, RoleFigure, figures_of
from reports.sections.routes import Destination, destinations
from reports.sections.salaries import MATCHED
from reports.words import sections as words
from roles.language import Terms, gettext_noop, ngettext
from roles.language import gettext as _
from roles.profile import Figure, FigureKind, MatchQuality, RoleProfile, Step

MOST_SKILLS = 2
MOST_SIDEWAYS, FEW_SIDEWAYS = 4, 2
MANY_STAGES = 10  # From here on a page holds fewer ways sideways beside them.
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


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage in the list: how to get there, what to add, what it pays.

    ``direct`` names the step there from the start where ``way`` is another one, ``direct_note`` is
    what is said of it; neither has room on paper.
    """

    slug: str
    name: str
    way: str
    note: str
    direct: str
    direct_note: str
    terms: str
    skills: str
    marks: tuple[str, ...]
    is_next: bool


@dataclass(frozen=True, slots=True)
class SidewaysLine:
    """A role on the same level, and how much carries over."""

    slug: str
    name: str
    note: str
    shared: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgressionSection:
    """Where a role leads. ``next_note``: what is said of the marked step, in the editors' words;
    ``prints_sideways``: whether paper has room for the ways sideways."""

    intro: str
    next_note: str
    map: ProgressionMap
    map_text: str
    caption: str
    stages: tuple[StageLine, ...]
    sideways: tuple[SidewaysLine, ...]
    destinations: tuple[Destination, ...]
    prints_sideways: bool
    key: str = "progression"
    title: str = field(default_factory=lambda: _("Where it leads"))


def write_progression(case: Case) -> ProgressionSection:
    start = starting_point(case)
    stages = stages_from(case.content, start, case.respondent)
    ahead = direct_steps(case.content, start)
    following = least_asking(case.content, start, case.respondent)
    lines = tuple(stage_line(case, stage, following, ahead.get(stage.role.slug)) for stage in stages[1:])
    has_room = len(lines) < MANY_STAGES
    said = {stage.arrival for stage in stages if stage.arrival}
    told = destinations(case, start, said, has_room=has_room)
    return ProgressionSection(
        intro=words.paths_intro(
            case.role(start),
            case.role(following) if following else None,
            is_current(case, start),
            len(ahead),
        ),
        next_note=ahead[following].note if following else "",
        map=progression_map(
            [stop(case, stage, following) for stage in stages], [TRACKS[lane] for lane in LANES]
        ),
        map_text=". ".join(f"{line.name}: {line.way}, {line.terms}" for line in lines),
        caption=words.map_caption(has_near=any(is_near(case, stage.role) for stage in stages[1:])),
        stages=lines,
        sideways=tuple(sideways(case, step) for step in ways_aside(case, start, len(lines))),
        destinations=told,
        prints_sideways=has_room or not any(each.printed for each in told),
    )


def ways_aside(case: Case, start: str, stages: int) -> Sequence[Step]:
    """The switches out of a role, as many as fit."""
    return steps_aside(case.content, start)[: FEW_SIDEWAYS if stages >= MANY_STAGES else MOST_SIDEWAYS]


def starting_point(case: Case) -> str:
    """The current role if paths lead on from it, else the first suggested one."""
    current = case.submission.about.current_role
    return current if any(step.from_role == current for step in case.content.steps) else case.first.role.slug


def is_current(case: Case, start: str) -> bool:
    return start == case.submission.about.current_role


def stop(case: Case, stage: Stage, following: str) -> Stop:
    role = stage.role
    return Stop(
        key=role.slug,
        name=role.name,
        lane=TRACKS[role.track],
        column=stage.column,
        comes_from=stage.arrival.from_role if stage.arrival else "",
        facts=facts(case, stage),
        is_next=role.slug == following,
    )


def facts(case: Case, stage: Stage) -> tuple[str, ...]:
    """What stands under a stage's name on the map."""
    if stage.arrival is None:
        met, rated = demands_met(case.respondent, stage.role)
        here = _("where you are") if is_current(case, stage.role.slug) else _("first suggestion")
        has = _("meets %(met)d of %(rated)d") % {"met": met, "rated": rated} if rated else _("no skill rated")
        return (here, has)
    missing = skill_steps_to(case.respondent, stage.role)
    levels = ngettext("+%(count)d skill level", "+%(count)d skill levels", missing) % {"count": missing}
    steps = levels if missing else _("no gaps")
    return (f"{short_years(stage.arrival.typical_years)}, {steps}", pay_on_map(case, stage.role))


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


def is_near(case: Case, role: RoleProfile) -> bool:
    """Whether the pay on the map is that of a wider group than this very role."""
    found = pay_of(case, role)
    return found is not None and found.match.quality is not MatchQuality.EXACT


def is_stated(figure: Figure) -> bool:
    """Whether there is a middle or a range to print."""
    return figure.middle is not None or None not in (figure.low, figure.high)


def stage_line(case: Case, stage: Stage, following: str, direct: Step | None) -> StageLine:
    assert stage.arrival  # Only the start has none, and it has no line.
    step, role = stage.arrival, stage.role
    found = pay_of(case, role)
    other = direct if direct and direct.from_role != step.from_role else None
    cited = [each.source for each in (other, found and found.figure) if each]
    marks = case.cite(step.source, *cited)
    return StageLine(
        slug=role.slug,
        name=role.name,
        way=_("from %(role)s") % {"role": case.role(step.from_role).name},
        note=step.note,
        direct=_("or directly") if other else "",
        direct_note=other.note if other else "",
        terms=words.terms(step.typical_years, step.years_note, pay_words(found)),
        skills=skills_to_add(case, role),
        marks=marks,
        is_next=role.slug == following,
    )


def skills_to_add(case: Case, role: RoleProfile) -> str:
    """The missing skills that add most readiness for their effort, "Databases 2 → 3", and how many more."""
    every = gaps_to_ready(case.respondent, role)
    named = [
        f"{case.content.skills[gap.skill].name} {gap.from_level} → {gap.to_level}"
        for gap in every[:MOST_SKILLS]
    ]
    rest = len(every) - len(named)
    if not named:
        return _("No rated skill missing")
    listed = ", ".join(named)
    return _("%(skills)s and %(rest)d more") % {"skills": listed, "rest": rest} if rest else listed


def pay_words(found: RoleFigure | None) -> str:
    """Amount, kind, whom it counts where that is a wider group than this very role, and date."""
    if found is None:
        return ""
    figure = found.figure
    # The middle of percentiles, the two ends of a range.
    shown = main_amount(figure)
    if figure.middle is not None:
        shown = per_period(amount(figure.middle, figure.currency), figure.period)
    told = [shown, KINDS[figure.kind]]
    if found.match.quality is not MatchQuality.EXACT:
        told.append(f"{MATCHED[found.match.quality]} ({found.occupation.title})")
    return ", ".join([*told, figure_date(figure)])


def sideways(case: Case, step: Step) -> SidewaysLine:
    """How many of the other role's skills the start asks for too, and what is missing."""
    here, there = case.role(step.from_role), case.role(step.to_role)
    shared = [slug for slug in there.skills if slug in here.skills]
    fresh = [case.content.skills[slug].name for slug in there.skills if slug not in here.skills]
    return SidewaysLine(
        slug=there.slug,
        name=there.name,
        note=step.note,
        shared=shared_words(len(shared), len(there.skills), fresh),
        marks=case.cite(step.source),
    )


def shared_words(shared: int, skills: int, fresh: Sequence[str]) -> str:
    """How many of a role's skills are shared, and the names of those that are not."""
    told = ngettext(
        "shares %(shared)d of its %(count)s skill", "shares %(shared)d of its %(count)s skills", skills
    ) % {"shared": shared, "count": number(skills)}
    if not fresh:
        return _("%(told)s, all of them") % {"told": told}
    return _("%(told)s; new: %(skills)s") % {"told": told, "skills": joined([lower(name) for name in fresh])}

"""Section 6: where it leads, as a map and as the same in a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quiz.scoring.advice import gaps_to_ready
from reports.case import Case
from reports.charts.progression_map import ProgressionMap, Stop, progression_map
from reports.grammar import joined, lower
from reports.labels import TRACKS, short_years
from reports.paths import (
    LANES,
    Stage,
    demands_met,
    direct_steps,
    least_asking,
    skill_steps_to,
    stages_from,
    steps_aside,
    unrated,
)
from reports.sections.routes import Destination, destinations
from reports.sections.stage_pay import counted_as, pay_of, pay_on_map, pay_words
from reports.words import sections as words
from roles.language import gettext as _
from roles.language import ngettext
from roles.profile import RoleProfile, Step

MOST_SKILLS = 2
MOST_SIDEWAYS, FEW_SIDEWAYS = 4, 2
MANY_STAGES = 10  # From here on a page holds fewer ways sideways beside them.


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage in the list: how to get there, what to add, what it pays.

    ``direct`` names the step there from the start where ``way`` is another one, ``direct_note`` is
    what is said of it, with its source; ``counts`` is the wider group whose pay it is. Paper has no
    room for these.
    """

    slug: str
    name: str
    way: str
    note: str
    direct: str
    direct_note: str
    direct_marks: tuple[str, ...]
    terms: str
    counts: str
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
            is_partial=has_unrated(case, ahead),
        ),
        next_note=ahead[following].note if following else "",
        map=progression_map(
            [stop(case, stage, following) for stage in stages], [TRACKS[lane] for lane in LANES]
        ),
        map_text=". ".join(f"{line.name}: {line.way}, {line.terms}; {line.skills}" for line in lines),
        caption=words.map_caption(
            has_near=any(line.counts for line in lines),
            has_unrated=has_unrated(case, [stage.role.slug for stage in stages]),
        ),
        stages=lines,
        sideways=tuple(sideways(case, step) for step in ways_aside(case, start, len(lines))),
        destinations=told,
        prints_sideways=has_room or not any(each.printed for each in told),
    )


def has_unrated(case: Case, roles: Iterable[str]) -> bool:
    """Whether one of these roles asks for a skill that wasn't rated."""
    return any(unrated(case.respondent, case.role(slug)) for slug in roles)


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
        here = _("where you are") if is_current(case, stage.role.slug) else _("first suggestion")
        return (here, demands_on_map(case, stage.role))
    years = short_years(stage.arrival.typical_years)
    return (f"{years}, {levels_on_map(case, stage.role)}", pay_on_map(case, stage.role))


def demands_on_map(case: Case, role: RoleProfile) -> str:
    """How many of the rated demands are met; whether others weren't rated."""
    met, rated = demands_met(case.respondent, role)
    if not rated:
        return _("no skill rated")
    said = {"met": met, "rated": rated}
    if unrated(case.respondent, role):
        return _("meets %(met)d of %(rated)d rated") % said
    return _("meets %(met)d of %(rated)d") % said


def levels_on_map(case: Case, role: RoleProfile) -> str:
    """The skill levels to add; at least so many where skills weren't rated."""
    missing = skill_steps_to(case.respondent, role)
    if unrated(case.respondent, role):
        more = ngettext("+%(count)d level or more", "+%(count)d levels or more", missing)
        return more % {"count": missing} if missing else _("no gap known")
    levels = ngettext("+%(count)d skill level", "+%(count)d skill levels", missing) % {"count": missing}
    return levels if missing else _("no gaps")


def stage_line(case: Case, stage: Stage, following: str, direct: Step | None) -> StageLine:
    assert stage.arrival  # Only the start has none, and it has no line.
    step, role = stage.arrival, stage.role
    found = pay_of(case, role)
    other = direct if direct and direct.from_role != step.from_role else None
    marks = case.cite(step.source, *([found.figure.source] if found else []))
    return StageLine(
        slug=role.slug,
        name=role.name,
        way=_("from %(role)s") % {"role": case.role(step.from_role).name},
        note=step.note,
        direct=_("or directly") if other else "",
        direct_note=other.note if other else "",
        direct_marks=case.cite(other.source) if other else (),
        terms=words.terms(step.typical_years, step.years_note, pay_words(found)),
        counts=counted_as(found),
        skills=words.with_unrated(skills_to_add(case, role), unrated(case.respondent, role)),
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
        "shares %(shared)d of its %(count)d skill", "shares %(shared)d of its %(count)d skills", skills
    ) % {"shared": shared, "count": skills}
    if not fresh:
        return _("%(told)s, all of them") % {"told": told}
    return _("%(told)s; new: %(skills)s") % {"told": told, "skills": joined([lower(name) for name in fresh])}

"""Where a role leads: the stages that can be reached from it, by level and track."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.advice import gaps_to_ready
from quiz.scoring.respondent import RespondentProfile
from roles.profile import Level, RoleProfile, Step, StepKind, Track

LANES = (Track.ARCHITECTURE, Track.INDIVIDUAL_CONTRIBUTOR, Track.MANAGEMENT)  # From top to bottom.
MOST_COLUMNS = 4  # Stages that fit side by side on a portrait page.
MOST_ALIKE = 3  # Stages of one track and level that fit under each other.
RUNGS = {Level.ENTRY: 0, Level.MID: 1, Level.SENIOR: 2, Level.STAFF: 3, Level.PRINCIPAL: 4}
FIRST_MANAGER = 3  # Published ladders set first-line managers level with staff engineers.


@dataclass(frozen=True, slots=True)
class Stage:
    """A role on the map: ``column`` 0 is where it starts; ``arrival`` is the step that leads there."""

    role: RoleProfile
    column: int
    arrival: Step | None


def stages_from(content: EditionContent, start: str, respondent: RespondentProfile) -> tuple[Stage, ...]:
    """The start and what can be reached from it by moving up, into management or into architecture.

    Nearest first, at most MOST_COLUMNS columns and MOST_ALIKE stages of one track in a column: the
    ones that ask for the fewest skill steps. The step to mark is among them, drawn from the start.
    """
    marked = least_asking(content, start, respondent)
    columns = columns_from(content, start, marked)
    shown = [start]
    stages = [Stage(content.roles[start], 0, None)]
    for column in range(1, MOST_COLUMNS):
        reached = [
            slug for slug, at in columns.items() if at == column and ways_in(content, slug, shown, columns)
        ]
        for slug in fewest_steps(content, respondent, reached, marked):
            ways = ways_in(content, slug, [start] if slug == marked else shown, columns)
            role = content.roles[slug]
            stages.append(Stage(role, column, nearest_way(content, ways, role, columns)))
        shown = [stage.role.slug for stage in stages]
    return tuple(stages)


def direct_steps(content: EditionContent, start: str) -> Mapping[str, Step]:
    """The steps up, into management or into architecture that begin at the start, by where they lead."""
    return {step.to_role: step for step in steps_up(content, start) if step.to_role != start}


def least_asking(content: EditionContent, start: str, respondent: RespondentProfile) -> str:
    """Of all direct steps the one that asks for the fewest skill steps; "" if that can't be told."""
    ahead = direct_steps(content, start)
    if len(ahead) > 1 and all(known.rating is None for known in respondent.skills.values()):
        return ""
    asked = ((skill_steps_to(respondent, content.roles[slug]), slug) for slug in ahead)
    return min(asked, default=(0, ""))[1]


def columns_from(content: EditionContent, start: str, marked: str) -> Mapping[str, int]:
    """For each role that can be reached, how far right it stands: by level, and past where it comes from.

    The marked one stands on the map, however high its level.
    """
    columns = {start: 0}
    waiting = deque([start])
    origin = rung(content, content.roles[start])
    while waiting:
        here = waiting.popleft()
        for step in steps_up(content, here):
            if step.to_role not in columns:
                risen = rung(content, content.roles[step.to_role]) - origin
                columns[step.to_role] = max(risen, columns[here] + 1)
                waiting.append(step.to_role)
    if marked:
        columns[marked] = min(columns[marked], MOST_COLUMNS - 1)
    return columns


def steps_up(content: EditionContent, slug: str) -> Iterable[Step]:
    """The steps out of a role that change level or track; switches stay on the level."""
    return (step for step in content.steps if step.from_role == slug and step.kind is not StepKind.SWITCH)


def steps_aside(content: EditionContent, slug: str) -> tuple[Step, ...]:
    return tuple(step for step in content.steps if step.from_role == slug and step.kind is StepKind.SWITCH)


def ways_in(
    content: EditionContent, slug: str, shown: Iterable[str], columns: Mapping[str, int]
) -> tuple[Step, ...]:
    """The steps into a role from stages that are shown left of it, in the order these are shown."""
    return tuple(
        step
        for origin in shown
        for step in steps_up(content, origin)
        if step.to_role == slug and columns[origin] < columns[slug]
    )


def nearest_way(
    content: EditionContent, ways: Iterable[Step], role: RoleProfile, columns: Mapping[str, int]
) -> Step:
    """The way in from the latest stage, of those the one from the nearest lane; among equals the
    last for managers, so that arrows to the lanes above and below leave from different rows."""
    in_order = list(ways)
    if role.track is Track.MANAGEMENT:
        in_order.reverse()

    def nearness(step: Step) -> tuple[int, int]:
        lanes_apart = LANES.index(content.roles[step.from_role].track) - LANES.index(role.track)
        return columns[step.from_role], -abs(lanes_apart)

    return max(in_order, key=nearness)


def fewest_steps(
    content: EditionContent, respondent: RespondentProfile, slugs: Iterable[str], marked: str
) -> tuple[str, ...]:
    """At most MOST_ALIKE roles of each track: the marked one, then those that ask for fewest skill steps."""

    def asked(slug: str) -> tuple[bool, int, str]:
        return slug != marked, skill_steps_to(respondent, content.roles[slug]), slug

    by_effort = sorted(slugs, key=asked)
    taken: dict[Track, list[str]] = {}
    for slug in by_effort:
        taken.setdefault(content.roles[slug].track, []).append(slug)
    return tuple(slug for alike in taken.values() for slug in alike[:MOST_ALIKE])


def rung(content: EditionContent, role: RoleProfile) -> int:
    """The height of a role on its ladder, managers set beside engineers."""
    if role.level is not Level.MANAGER:
        return RUNGS[role.level]
    return FIRST_MANAGER + managers_below(content, role.slug, frozenset())


def managers_below(content: EditionContent, slug: str, seen: frozenset[str]) -> int:
    """How many management roles stand below this one on the longest way up; cycles count once."""
    below = {
        step.from_role
        for step in content.steps
        if step.to_role == slug
        and step.kind is StepKind.PROMOTION
        and content.roles[step.from_role].level is Level.MANAGER
    }
    return max((1 + managers_below(content, each, seen | {slug}) for each in below - seen), default=0)


def skill_steps_to(respondent: RespondentProfile, role: RoleProfile) -> int:
    """Levels missing over all rated skills."""
    return sum(gap.to_level - gap.from_level for gap in gaps_to_ready(respondent, role))


def demands_met(respondent: RespondentProfile, role: RoleProfile) -> tuple[int, int]:
    """How many of the role's rated demands are met, and how many are rated."""
    rated = [
        rating >= demand.level
        for slug, demand in role.skills.items()
        if (rating := respondent.skills[slug].rating) is not None
    ]
    return sum(rated), len(rated)


def unrated(respondent: RespondentProfile, role: RoleProfile) -> int:
    """How many of the role's demands are on skills that weren't rated: they ask nothing, so far."""
    return sum(respondent.skills[slug].rating is None for slug in role.skills)

"""Section 7: at most five actions with what each moves, and what would change the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from quiz.scoring.advice import SkillStep, points_per_level, skill_steps
from quiz.scoring.fit import Aspect, skill_effects
from reports.case import Case
from reports.grammar import plain_points, points
from reports.reasons import Reason, differences
from reports.verdict import RankedRole
from reports.words import reasons as reason_words

MOST_ACTIONS = 5
MOST_RIVALS = 2
MOST_DIFFERENCES = 3


@dataclass(frozen=True, slots=True)
class Action:
    """One skill step: what to do, why here, and the points it moves for each compared role."""

    skill: str
    levels: str
    practice: str
    why: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one preference or skill adds to the lead of one role over another."""

    text: str
    points: str


@dataclass(frozen=True, slots=True)
class Rivalry:
    """The first role against another: ``lead`` is the sum of both lists and ``rest``."""

    heading: str
    lead: str
    name: str
    rival: str
    for_first: tuple[Difference, ...]
    for_rival: tuple[Difference, ...]
    rest: str
    flip: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    intro: str
    columns: tuple[str, ...]
    actions: tuple[Action, ...]
    rivalries: tuple[Rivalry, ...]
    key: str = "plan"
    title: str = "Your plan"


def write_plan(case: Case) -> PlanSection:
    steps = chosen_steps(case)
    return PlanSection(
        intro=reason_words.plan_intro(case.first.role, len(steps)),
        columns=tuple(ranked.role.name for ranked in case.compared),
        actions=tuple(action(case, step) for step in steps),
        rivalries=tuple(rivalry(case, rival) for rival in case.compared[1 : 1 + MOST_RIVALS]),
    )


def chosen_steps(case: Case) -> Sequence[SkillStep]:
    """One step a skill: those that close a gap of the first role, then those beyond what it asks."""
    role = case.first.role
    steps = skill_steps(case.respondent, role, case.content.constants, case.verdict.balance)
    gaps = [step for step in steps if step.to_level <= role.skills[step.skill].level]
    beyond = [step for step in steps if step not in gaps]
    return (gaps + beyond)[:MOST_ACTIONS]


def action(case: Case, step: SkillStep) -> Action:
    skill = case.content.skills[step.skill]
    asked = case.first.role.skills[step.skill].level
    return Action(
        skill=skill.name,
        levels=f"{step.from_level} → {step.to_level}",
        practice=skill.practice[step.to_level - 1],
        why=reason_words.step_reason(case.first.role, asked, step.to_level),
        moves=tuple(points(moved(case, ranked, step.skill)) for ranked in case.compared),
    )


def moved(case: Case, ranked: RankedRole, skill: str) -> float:
    """Points that one level more of a skill adds to a role; below 0 where the role doesn't list it."""
    constants = case.content.constants
    gains = dict(points_per_level(case.respondent, ranked.role, constants, case.verdict.balance))
    if skill in gains:
        return gains[skill]
    effect = skill_effects(ranked.role, case.respondent.skills).get(skill, 0.0)
    return (1 - case.verdict.balance) * constants.skill_scale * constants.skill_reliability * effect


def rivalry(case: Case, rival: RankedRole) -> Rivalry:
    """The largest differences of contributions, either way; the rounded figures add up to the lead."""
    first = case.first
    every = differences(first.match, rival.match)
    ahead = [reason for reason in every if reason.points > 0][:MOST_DIFFERENCES]
    behind = [reason for reason in every if reason.points < 0][:MOST_DIFFERENCES]
    lead = round(first.match.fit - rival.match.fit, 1)
    rest = lead - fsum(round(reason.points, 1) for reason in (*ahead, *behind))
    return Rivalry(
        heading=f"{first.role.name} or {rival.role.name}",
        lead=reason_words.lead_over(first.role, rival.role, lead),
        name=first.role.name,
        rival=rival.role.name,
        for_first=tuple(difference(case, reason) for reason in ahead),
        for_rival=tuple(difference(case, reason) for reason in behind),
        rest=points(rest),
        flip=flip(case, rival, lead),
    )


def difference(case: Case, reason: Reason) -> Difference:
    """A difference by name, with where the reader stands."""
    if reason.aspect is Aspect.PREFERENCE:
        dimension = case.content.dimensions[reason.slug]
        position = case.respondent.preferences[reason.slug].position
        return Difference(reason_words.preference_named(dimension, position), points(reason.points))
    skill = case.content.skills[reason.slug]
    return Difference(
        reason_words.skill_named(skill, case.respondent.skills[reason.slug].rating), points(reason.points)
    )


def flip(case: Case, rival: RankedRole, lead: float) -> str:
    """What would put the rival first: the skill step that gains most on the leader, if steps can do it."""
    gains = [
        (moved(case, rival, slug) - moved(case, case.first, slug), slug)
        for slug, estimate in case.respondent.skills.items()
        if estimate.rating is not None and estimate.rating < 4
    ]
    best, slug = max(gains, default=(0.0, ""))
    if best <= 0 or lead < 0.05:
        return ""
    return reason_words.flip(case.content.skills[slug], plain_points(best), rival.role, lead / best)

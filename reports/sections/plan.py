"""Section 7: at most five actions with what each moves, and what would change the verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum

from quiz.scoring.advice import SkillStep, by_worth, points_per_level, skill_steps
from quiz.scoring.answer_effects import AnswerEffect
from quiz.scoring.fit import Aspect, skill_effects
from reports.case import Case
from reports.changes import MOST_DIMENSIONS, Change, changes
from reports.grammar import points
from reports.reasons import Reason, differences, points_of
from reports.sections.method import given_answer
from reports.verdict import RankedRole
from reports.words import changes as change_words
from reports.words import reasons as reason_words
from roles.language import gettext as _
from roles.profile import Skill

MOST_ACTIONS = 5
MOST_RIVALS = 2
MOST_DIFFERENCES = 3
MOST_LEADING = 5  # Roles on which an action is weighed.
NEAREST = 3  # Roles for which a printed report says what would put them first.


@dataclass(frozen=True, slots=True)
class Action:
    """One skill step: what to do, why here, and the points it moves: ``moves`` holds those of each
    compared role, ``others`` names the further leading roles that it moves as well."""

    skill: str
    levels: str
    practice: str
    why: str
    moves: tuple[str, ...]
    others: str


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
    change: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What would put another role first, and the answers that tell most between it and the first.

    ``is_printed`` where it is told on paper too, and not by a rivalry.
    """

    slug: str
    name: str
    behind: str
    text: str
    started: str
    for_first: tuple[Difference, ...]
    for_it: tuple[Difference, ...]
    rest: str
    is_printed: bool


@dataclass(frozen=True, slots=True)
class PlanSection:
    intro: str
    columns: tuple[str, ...]
    actions: tuple[Action, ...]
    rivalries: tuple[Rivalry, ...]
    changes_intro: str
    alternatives: tuple[Alternative, ...]
    key: str = "plan"
    title: str = field(default_factory=lambda: _("Your plan"))


def write_plan(case: Case) -> PlanSection:
    steps, found = chosen_steps(case), changes(case)
    return PlanSection(
        intro=reason_words.plan_intro(case.first.role, len(steps), case.content.wordings),
        columns=tuple(ranked.role.name for ranked in case.compared),
        actions=tuple(action(case, step) for step in steps),
        rivalries=tuple(rivalry(case, each) for each in found[:MOST_RIVALS]),
        changes_intro=change_words.changes_intro(case.first.role, len(found), case.content.wordings),
        alternatives=tuple(
            alternative(case, each, is_printed=MOST_RIVALS <= index < NEAREST)
            for index, each in enumerate(found)
        ),
    )


def chosen_steps(case: Case) -> Sequence[SkillStep]:
    """One step a skill, most points for the effort first. Where there are more than fit, those that
    close a gap of the first role are kept before those beyond what it asks."""
    role = case.first.role
    steps = skill_steps(case.respondent, role, case.content.constants, case.verdict.balance)
    gaps = [step for step in steps if step.to_level <= role.skills[step.skill].level]
    beyond = [step for step in steps if step not in gaps]
    return sorted((gaps + beyond)[:MOST_ACTIONS], key=by_worth)


def action(case: Case, step: SkillStep) -> Action:
    skill = case.content.skills[step.skill]
    asked = case.first.role.skills[step.skill].level
    return Action(
        skill=skill.name,
        levels=f"{step.from_level} → {step.to_level}",
        practice=skill.practice[step.to_level - 1],
        why=reason_words.step_reason(case.first.role, asked, step.to_level),
        moves=tuple(points(moved(case, ranked, step.skill)) for ranked in case.compared),
        others=reason_words.also_moves(
            [
                (ranked.role, shown)
                for ranked in leading(case)[len(case.compared) :]
                if (shown := points(moved(case, ranked, step.skill))) != points(0)
            ]
        ),
    )


def leading(case: Case) -> Sequence[RankedRole]:
    """The leading roles on which an action is weighed, the compared ones first."""
    return (case.verdict.suggested or case.verdict.ranking)[:MOST_LEADING]


def moved(case: Case, ranked: RankedRole, skill: str) -> float:
    """Points that one level more of a skill adds to a role; below 0 where the role doesn't list it."""
    constants = case.content.constants
    gains = dict(points_per_level(case.respondent, ranked.role, constants, case.verdict.balance))
    if skill in gains:
        return gains[skill]
    effect = skill_effects(ranked.role, case.respondent.skills).get(skill, 0.0)
    return (1 - case.verdict.balance) * constants.skill_scale * constants.skill_reliability * effect


def rivalry(case: Case, change: Change) -> Rivalry:
    """The largest differences of contributions, either way; the rounded figures add up to the lead."""
    first, rival = case.first, change.ranked
    every = differences(first.match, rival.match)
    ahead = [reason for reason in every if reason.points > 0][:MOST_DIFFERENCES]
    behind = [reason for reason in every if reason.points < 0][:MOST_DIFFERENCES]
    lead = reason_words.printed_lead(first.match.fit, rival.match.fit)
    rest = lead - fsum(round(reason.points, 1) for reason in (*ahead, *behind))
    return Rivalry(
        heading=_("%(first)s or %(rival)s") % {"first": first.role.name, "rival": rival.role.name},
        lead=reason_words.lead_over(first.role, rival.role, lead),
        name=first.role.name,
        rival=rival.role.name,
        for_first=tuple(difference(case, reason) for reason in ahead),
        for_rival=tuple(difference(case, reason) for reason in behind),
        rest=points(rest),
        change=route_words(case, change),
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


def alternative(case: Case, change: Change, *, is_printed: bool) -> Alternative:
    """The change in words. The answers shown and ``rest`` lead from the start to the lead."""
    why, first, role = change.why, case.first.role, change.ranked.role
    ahead, behind = why.speaking_for()[:MOST_DIFFERENCES], why.speaking_against()[:MOST_DIFFERENCES]
    lead = reason_words.printed_lead(case.first.match.fit, change.ranked.match.fit)
    rest = lead - round(why.neutral, 1) - fsum(round(e.points, 1) for e in (*ahead, *behind))
    return Alternative(
        slug=role.slug,
        name=role.name,
        behind=change_words.behind(lead, first),
        text=route_words(case, change),
        started=change_words.started(first, role, why.neutral),
        for_first=tuple(answer_difference(case, effect) for effect in ahead),
        for_it=tuple(answer_difference(case, effect) for effect in behind),
        rest=points(rest),
        is_printed=is_printed,
    )


def route_words(case: Case, change: Change) -> str:
    """The steps that would put a role first, or what decides where none would."""
    if change.route.steps:
        return change_words.by_steps(raised(case, change.route.steps), len(change.route.steps))
    if all(estimate.rating is None for estimate in case.respondent.skills.values()):
        return change_words.none_rated()
    leader = change.leader
    gap = differences(leader.match, change.ranked.match)
    if points_of(gap, Aspect.SKILL) > points_of(gap, Aspect.PREFERENCE):
        used = [r.slug for r in gap if r.aspect is Aspect.SKILL and r.points > 0][:MOST_DIMENSIONS]
        return change_words.by_strengths(leader.role, [case.content.skills[slug] for slug in used])
    return change_words.by_preferences(
        [case.content.dimensions[slug] for slug in change.route.dimensions[:MOST_DIMENSIONS]],
        [answer_words(case, item) for item in change.answers],
    )


def raised(case: Case, steps: Iterable[SkillStep]) -> Sequence[tuple[Skill, int, int]]:
    """Each skill once, with the level it is raised from and the one it is raised to."""
    levels: dict[str, list[int]] = {}
    for step in steps:
        levels.setdefault(step.skill, []).extend((step.from_level, step.to_level))
    return [(case.content.skills[slug], min(each), max(each)) for slug, each in levels.items()]


def answer_words(case: Case, item: str) -> tuple[str, str]:
    """A question and what was answered."""
    given = given_answer(case, case.content.items[item], case.submission.answers[item])
    return given.question, given.answer


def answer_difference(case: Case, effect: AnswerEffect) -> Difference:
    """What one answer adds to the first role's lead."""
    question, answer = answer_words(case, effect.item)
    return Difference(f"{question.rstrip('.?')}: {answer}", points(effect.points))

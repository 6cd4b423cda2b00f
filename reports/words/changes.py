"""The words of what would put another role first, and of why it isn't."""

from collections.abc import Sequence

from quiz.scoring.race import MOST_STEPS
from reports.grammar import capital, joined, lower, number, plain_points
from roles.profile import Dimension, RoleProfile, Skill


def changes_intro(leader: RoleProfile, count: int) -> str:
    """What the list of the next roles holds; ``count`` of them."""
    if not count:
        return f"No other role stands beside {leader.name}, so nothing can change the order."
    following = "the next role" if count == 1 else f"each of the next {number(count)} roles"
    return (
        f"The least effort, in levels of your own rating, that would put {following} first; where none "
        "would, what decides."
    )


def by_steps(moves: Sequence[tuple[Skill, int, int]], levels: int) -> str:
    """The skills to raise, each from one level to another, and how many levels that is in all."""
    named = joined([f"{lower(skill.name)} from {low} to {high}" for skill, low, high in moves])
    if levels == 1:
        return f"One level more is enough: {named}."
    return f"{capital(number(levels))} levels more are enough: {named}."


def by_preferences(dimensions: Sequence[Dimension], answers: Sequence[tuple[str, str]]) -> str:
    """That likes decide, on which dimensions, and which answers (question, answer) tell most."""
    named = joined([lower(dimension.name) for dimension in dimensions])
    told = f"Preferences decide, above all {named}: no {number(MOST_STEPS)} skill levels make up for them."
    if not answers:
        return f"{told} No single answer speaks against it: yours stop short of what it asks, or go past it."
    quotes = joined([f"“{question.rstrip('.')}” ({answer})" for question, answer in answers])
    return f"{told} Most telling: {quotes}."


def by_strengths(leader: RoleProfile, skills: Sequence[Skill]) -> str:
    """That the leader uses what somebody can do already: steps elsewhere don't make up for it."""
    used = f", above all {joined([lower(skill.name) for skill in skills])}" if skills else ""
    return (
        f"No {number(MOST_STEPS)} skill levels would put it first: {leader.name} makes more of what you can "
        f"do already{used}."
    )


def none_rated() -> str:
    return "You rated no skill, so no step can be worked out."


def behind(points: float, leader: RoleProfile) -> str:
    if points < 0.05:
        return f"level with {leader.name}"
    return f"{plain_points(points)} points behind {leader.name}"


def started(leader: RoleProfile, role: RoleProfile, neutral: float) -> str:
    """Where two roles stand before any answer, ``neutral`` points apart in the leader's favour."""
    if abs(neutral) < 0.05:
        return f"Before any answer, {leader.name} and {role.name} are level."
    ahead = leader.name if neutral > 0 else role.name
    return f"Before any answer, {ahead} is {plain_points(abs(neutral))} points ahead."

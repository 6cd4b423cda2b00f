"""Pairs of roles, each in its one canonical order."""

from dataclasses import dataclass

from quiz.content import EditionContent
from roles.profile import RoleProfile, StepKind


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roles by slug, alphabetical; ``other`` is the one that a link names."""

    first: RoleProfile
    second: RoleProfile
    other: RoleProfile


def pair_of(role: RoleProfile, other: RoleProfile) -> Pair:
    first, second = sorted((role, other), key=lambda each: each.slug)
    return Pair(first, second, other)


def near_pairs(content: EditionContent) -> tuple[Pair, ...]:
    """Scored roles between which people switch, each pair once, in alphabetical order."""
    switches = (step for step in content.steps if step.kind is StepKind.SWITCH)
    pairs = {tuple(sorted((step.from_role, step.to_role))) for step in switches}
    found = (pair_of(content.roles[one], content.roles[other]) for one, other in sorted(pairs))
    return tuple(pair for pair in found if pair.first.is_scored and pair.second.is_scored)

"""Pairs of roles, each in its one canonical order."""

from collections.abc import Iterator
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


def near_pairs(content: EditionContent) -> Iterator[Pair]:
    """Scored roles between which people switch, each pair once."""
    seen = set()
    for step in content.steps:
        slugs = frozenset((step.from_role, step.to_role))
        roles = [content.roles[slug] for slug in sorted(slugs)]
        if step.kind is StepKind.SWITCH and slugs not in seen and all(role.is_scored for role in roles):
            seen.add(slugs)
            yield pair_of(*roles)

"""Pairs of roles, each in its one canonical order."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiz.content import EditionContent
from roles.profile import RoleProfile, StepKind

BETWEEN = re.compile(r"\s+(?:versus|vs\.?|v|or|and|gegen|oder|und)\s+", re.IGNORECASE)


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
    """Roles between which people switch, each pair once, in alphabetical order."""
    return pairs_along(content, (StepKind.SWITCH,))


def pairs_along(content: EditionContent, kinds: Iterable[StepKind] = StepKind) -> tuple[Pair, ...]:
    """Roles that are one step of these kinds apart, each pair once, in alphabetical order."""
    wanted = tuple(kinds)
    steps = (step for step in content.steps if step.kind in wanted)
    pairs = {tuple(sorted((step.from_role, step.to_role))) for step in steps}
    return tuple(pair_of(content.roles[one], content.roles[other]) for one, other in sorted(pairs))


def asked_pair(content: EditionContent, text: str) -> Pair | None:
    """The two roles that a search such as "staff engineer vs tech lead" names, None for any other text."""
    sides = BETWEEN.split(text.strip())
    if len(sides) != 2:
        return None
    one, other = (role_named(content, side) for side in sides)
    return pair_of(one, other) if one and other and one is not other else None


def role_named(content: EditionContent, text: str) -> RoleProfile | None:
    """The role of this very name; else the one with the shortest name that has all the words."""
    asked = " ".join(text.casefold().split())
    is_it: tuple[Callable[[RoleProfile], bool], ...] = (
        lambda role: asked in names_of(role),
        lambda role: set(asked.split()) <= set(role.name.casefold().split()),
    )
    for fits in is_it:
        if found := [role for role in content.roles.values() if fits(role)]:
            return min(found, key=lambda role: len(role.name))
    return None


def names_of(role: RoleProfile) -> frozenset[str]:
    """What a role is called, in small letters."""
    return frozenset(name.strip().casefold() for name in (role.name, *role.also_called.split(",")))

"""Simulated respondents. docs/scoring.md describes how they come about.

The scorer is told nothing of this: people have true preferences and skills, answers are noisy
pictures of them, and only the answers are scored.
"""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from quiz.content import EditionContent
from quiz.items import Agreement, SkillRating, TradeOff
from quiz.scoring.constants import Constants

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]

PERSON_SPREAD = 0.70  # How far people in a role differ from its targets, in standard deviations.
SENIORITY = 0.40  # Spread of a person's general level.
LISTED_SPREAD, UNLISTED_SPREAD = 0.80, 0.90  # Spread of single skills around it.
UNLISTED_LEVEL = 1.2  # What people have of skills that their role doesn't ask for.
JUNIOR = 0.6  # Share of their role's levels that juniors have.


@dataclass(frozen=True)
class Bank:
    """Roles (rows) and items of an edition as arrays; targets are 0-1."""

    constants: Constants
    roles: tuple[str, ...]
    targets: Numbers
    weights: Numbers
    levels: Numbers
    skill_weights: Numbers
    agreements: tuple[str, ...]
    agreement_dimension: Indices
    agreement_key: Numbers
    trade_offs: tuple[str, ...]
    side_a: Indices
    side_b: Indices
    ratings: tuple[str, ...]
    rated_skill: Indices

    @property
    def items(self) -> tuple[str, ...]:
        return self.agreements + self.trade_offs + self.ratings


@dataclass(frozen=True)
class People:
    """True preferences (standard deviations) and skills (levels 0-4), one row a person."""

    role: Indices
    theta: Numbers
    skill: Numbers


@dataclass(frozen=True)
class Responses:
    """Answers: agreement 1-5, trade-offs +1 for a and -1 for b, ratings 0-4; NaN is not asked."""

    agreement: Numbers
    trade_off: Numbers
    rating: Numbers


@dataclass(frozen=True)
class Style:
    """How people answer. Spreads of ``extremity`` and ``yes_saying`` are between persons."""

    loading: float = 0.60
    rating_noise: float = 0.55
    generosity: float = 0.25
    extremity: float = 0.0
    yes_saying: float = 0.0


PLAIN = Style()
NOISY = Style(loading=0.45, rating_noise=0.9)
STYLED = Style(generosity=0.6, extremity=0.35, yes_saying=0.5)


def read_bank(content: EditionContent) -> Bank:
    """The scored roles by slug, as the product ranks ties."""
    roles = sorted(content.scored_roles, key=lambda role: role.slug)
    dimensions = {slug: column for column, slug in enumerate(content.dimensions)}
    skills = {slug: column for column, slug in enumerate(content.skills)}
    targets, weights = np.full((2, len(roles), len(dimensions)), 0.0)
    levels, skill_weights = np.full((2, len(roles), len(skills)), 0.0)
    for row, role in enumerate(roles):
        for slug, preference in role.preferences.items():
            targets[row, dimensions[slug]] = preference.target / 100
            weights[row, dimensions[slug]] = preference.weight
        for slug, demand in role.skills.items():
            levels[row, skills[slug]] = demand.level
            skill_weights[row, skills[slug]] = demand.weight
    agreements = [item for item in content.items.values() if isinstance(item, Agreement)]
    trade_offs = [item for item in content.items.values() if isinstance(item, TradeOff)]
    ratings = [item for item in content.items.values() if isinstance(item, SkillRating)]
    return Bank(
        constants=content.constants,
        roles=tuple(role.slug for role in roles),
        targets=targets,
        weights=weights,
        levels=levels,
        skill_weights=skill_weights,
        agreements=tuple(item.slug for item in agreements),
        agreement_dimension=np.array([dimensions[item.dimension] for item in agreements]),
        agreement_key=np.array([float(item.key) for item in agreements]),
        trade_offs=tuple(item.slug for item in trade_offs),
        side_a=np.array([dimensions[item.a.dimension] for item in trade_offs], dtype=int),
        side_b=np.array([dimensions[item.b.dimension] for item in trade_offs], dtype=int),
        ratings=tuple(item.slug for item in ratings),
        rated_skill=np.array([skills[item.skill] for item in ratings]),
    )


def people_of_roles(
    bank: Bank, chance: Generator, each: int, *, juniors: bool = False, changers: float = 0.0
) -> People:
    """``each`` people of every role; ``changers`` (0-1) of them bring the skills of another role."""
    role = np.repeat(np.arange(len(bank.roles)), each)
    weighted = bank.weights[role] > 0
    centre = np.where(weighted, (bank.targets[role] - 0.5) / bank.constants.spread, 0)
    theta = centre + np.where(weighted, PERSON_SPREAD, 1) * chance.standard_normal(centre.shape)
    skilled_as = role.copy()
    changing = chance.random(len(role)) < changers
    other = chance.integers(1, len(bank.roles), changing.sum())
    skilled_as[changing] = (role[changing] + other) % len(bank.roles)
    return People(role, theta, skills_of(bank, chance, skilled_as, JUNIOR if juniors else 1.0))


def skills_of(bank: Bank, chance: Generator, role: Indices, share: float) -> Numbers:
    """True levels of people in a role who have ``share`` of what it asks."""
    listed = bank.skill_weights[role] > 0
    unlisted_level = JUNIOR if share < 1 else UNLISTED_LEVEL
    level = np.where(listed, share * bank.levels[role], unlisted_level)
    noise = np.where(listed, LISTED_SPREAD, UNLISTED_SPREAD) * chance.standard_normal(level.shape)
    seniority = SENIORITY * chance.standard_normal((len(role), 1))
    return np.clip(level + seniority + noise, 0, 4)


def role_free_people(bank: Bank, chance: Generator, count: int) -> People:
    """People who belong to no role: preferences and skills as in the population."""
    constants = bank.constants
    theta = chance.standard_normal((count, bank.targets.shape[1]))
    skill = constants.skill_mean + constants.skill_sd * chance.standard_normal((count, bank.levels.shape[1]))
    return People(np.full(count, -1), theta, np.clip(skill, 0, 4))


def answer(bank: Bank, chance: Generator, people: People, style: Style = PLAIN) -> Responses:
    """What these people answer to every item."""
    count, error = len(people.theta), sqrt(1 - style.loading**2)
    said = style.loading * people.theta[:, bank.agreement_dimension]
    said = bank.agreement_key * (said + error * chance.standard_normal(said.shape)) * bank.constants.step
    extremity = np.exp(style.extremity * chance.standard_normal((count, 1)))
    yes_saying = style.yes_saying * chance.standard_normal((count, 1))
    lead = style.loading * (people.theta[:, bank.side_a] - people.theta[:, bank.side_b])
    lead = lead + sqrt(2) * error * chance.standard_normal(lead.shape)
    rated = people.skill[:, bank.rated_skill] + style.generosity * chance.standard_normal((count, 1))
    rated = rated + style.rating_noise * chance.standard_normal(rated.shape)
    return Responses(
        agreement=np.clip(np.round(3 + said * extremity + yes_saying), 1, 5),
        trade_off=np.where(lead > 0, 1.0, -1.0),
        rating=np.clip(np.round(rated), 0, 4),
    )


def replace_some(chance: Generator, responses: Responses, share: float) -> Responses:
    """The same answers with ``share`` of them replaced by any that the item takes."""
    kept = (responses.agreement, responses.trade_off, responses.rating)
    shapes = [answers.shape for answers in kept]
    drawn = (
        chance.integers(1, 6, shapes[0]),
        chance.choice([-1, 1], shapes[1]),
        chance.integers(0, 5, shapes[2]),
    )
    count, items = shapes[0][0], sum(width for _, width in shapes)
    lots = np.argsort(chance.random((count, items)), axis=1) < round(share * items)
    edges = np.cumsum([width for _, width in shapes])[:-1]
    chosen = np.split(lots, edges, axis=1)
    mixed = (np.where(lot, new, old).astype(float) for lot, new, old in zip(chosen, drawn, kept, strict=True))
    return Responses(*mixed)


def mistaken(bank: Bank, chance: Generator) -> Bank:
    """The bank as editors with an imperfect eye might have written it."""

    def off_by_one(numbers: Numbers, share: float) -> Numbers:
        return numbers + (chance.random(numbers.shape) < share) * chance.choice([-1, 1], numbers.shape)

    listed = bank.skill_weights > 0
    return replace(
        bank,
        targets=np.clip(bank.targets + 0.10 * chance.standard_normal(bank.targets.shape), 0, 1),
        weights=np.clip(off_by_one(bank.weights, 0.20), 0, 3),
        levels=np.where(listed, np.clip(off_by_one(bank.levels, 0.15), 1, 4), 0),
        skill_weights=np.where(listed, np.clip(off_by_one(bank.skill_weights, 0.20), 1, 3), 0),
    )

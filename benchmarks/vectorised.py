"""The scoring model again, on arrays of many respondents at once, and two naive rivals.

Written apart from the product's scorer: each run compares the two.
"""

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from benchmarks.simulate import Bank, Indices, Numbers, People, Responses

normal_chance = np.vectorize(lambda z: 0.5 * (1 + erf(z / sqrt(2))))


@dataclass(frozen=True)
class Estimates:
    """What answers say: a row per respondent, a column per dimension or skill."""

    position: Numbers
    variance: Numbers
    level: Numbers
    level_variance: Numbers


def estimate(bank: Bank, responses: Responses) -> Estimates:
    constants = bank.constants
    count, dimensions = len(responses.agreement), bank.targets.shape[1]
    total, evidence = np.zeros((count, dimensions)), np.zeros((count, dimensions))
    # Item by item, since items of one dimension share a column.
    for column, dimension in enumerate(bank.agreement_dimension):
        answers = responses.agreement[:, column]
        score = bank.agreement_key[column] * (answers - 3) / (constants.step * constants.loading)
        total[:, dimension] += np.nan_to_num(score)
        evidence[:, dimension] += ~np.isnan(answers)
    for column, (a, b) in enumerate(zip(bank.side_a, bank.side_b, strict=True)):
        chosen = responses.trade_off[:, column]
        score = constants.pair_weight * np.nan_to_num(chosen) / constants.loading
        asked = constants.pair_weight * ~np.isnan(chosen)
        total[:, a] += score
        total[:, b] -= score
        evidence[:, a] += asked
        evidence[:, b] += asked
    theta = total / (evidence + constants.kappa)
    return Estimates(
        position=np.clip(0.5 + constants.spread * theta, 0, 1),
        variance=constants.kappa / (evidence + constants.kappa),
        **skill_estimates(bank, responses),
    )


def skill_estimates(bank: Bank, responses: Responses) -> dict[str, Numbers]:
    constants = bank.constants
    shape = (len(responses.rating), bank.levels.shape[1])
    level, variance = np.full(shape, constants.skill_mean), np.full(shape, constants.skill_sd**2)
    rated = ~np.isnan(responses.rating)
    share = constants.skill_reliability
    shrunk = constants.skill_mean + share * (responses.rating - constants.skill_mean)
    columns = bank.rated_skill
    level[:, columns] = np.where(rated, shrunk, constants.skill_mean)
    variance[:, columns] = np.where(rated, constants.skill_sd**2 * (1 - share), constants.skill_sd**2)
    return {"level": level, "level_variance": variance}


def shares_and_effects(bank: Bank) -> tuple[Numbers, Numbers]:
    """Each role's shares of preference weight, and its effects per level of each skill."""
    strength = bank.skill_weights * bank.levels
    unlisted = bank.skill_weights == 0
    effects = strength / strength.sum(1, keepdims=True) - unlisted / unlisted.sum(1, keepdims=True)
    return bank.weights / bank.weights.sum(1, keepdims=True), effects


def fits(bank: Bank, position: Numbers, level: Numbers) -> Numbers:
    """Fit of every role (columns) for every respondent (rows)."""
    constants = bank.constants
    shares, effects = shares_and_effects(bank)
    distance = ((position[:, None, :] - bank.targets) ** 2 * shares).sum(2)
    preference_fit = 100 - constants.preference_scale * distance
    skill_fit = 50 + constants.skill_scale * level @ effects.T
    return constants.balance * preference_fit + (1 - constants.balance) * skill_fit


def true_fits(bank: Bank, people: People) -> Numbers:
    """Fits as they would be if preferences and skills were known without error."""
    position = np.clip(0.5 + bank.constants.spread * people.theta, 0, 1)
    return fits(bank, position, people.skill)


def chances(bank: Bank, known: Estimates, fit: Numbers, role: Indices, rival: Indices) -> Numbers:
    """Chance, row by row, that ``role`` stays ahead of ``rival``."""
    constants = bank.constants
    shares, effects = shares_and_effects(bank)
    scale = constants.balance * constants.preference_scale * constants.spread

    def slopes(which: Indices) -> Numbers:
        return -2 * scale * shares[which] * (known.position - bank.targets[which])

    def curvatures(which: Indices) -> Numbers:
        return -scale * constants.spread * shares[which]

    slope, curvature = slopes(role) - slopes(rival), curvatures(role) - curvatures(rival)
    skill = (1 - constants.balance) * constants.skill_scale * (effects[role] - effects[rival])
    variance = (slope**2 * known.variance + 2 * curvature**2 * known.variance**2).sum(1)
    variance += (skill**2 * known.level_variance).sum(1)
    rows = np.arange(len(fit))
    return np.asarray(normal_chance((fit[rows, role] - fit[rows, rival]) / np.sqrt(variance)))


def shortfalls(bank: Bank, position: Numbers, level: Numbers) -> Numbers:
    """Naive rival: what is missing of what a role asks, with nothing lost by having more."""
    strength = bank.skill_weights / bank.skill_weights.sum(1, keepdims=True)
    missing = (np.maximum(0, bank.levels - level[:, None, :]) * strength).sum(2) / 4
    weights = bank.weights / bank.weights.sum(1, keepdims=True)
    below = (np.maximum(0, bank.targets - position[:, None, :]) * weights).sum(2)
    return -below - missing


def cosines(bank: Bank, position: Numbers, level: Numbers) -> Numbers:
    """Naive rival: the cosine between a respondent's profile and a role's."""
    people = np.hstack([position, level / 4])
    roles = np.hstack([bank.targets * (bank.weights > 0), bank.levels / 4])
    people = people / np.linalg.norm(people, axis=1, keepdims=True)
    return people @ (roles / np.linalg.norm(roles, axis=1, keepdims=True)).T

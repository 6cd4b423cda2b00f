"""The fixed, named numbers of the measurement model. Stored with each edition, never estimated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constants:
    """Scoring constants; docs/scoring.md derives each of them.

    Fixed in advance and never computed from the set of roles, so that adding or removing a role
    leaves every other score as it was.
    """

    loading: float = 0.60  # Correlation of one agreement answer with its dimension.
    step: float = 1.12  # Standard deviation of a raw agreement answer, in scale points.
    pair_weight: float = 0.5  # What a trade-off tells of a dimension, in agreement answers.
    spread: float = 0.30  # One standard deviation of a preference, on the 0-1 scale.
    preference_scale: float = 500.0  # Points per unit of weighted squared distance.
    skill_scale: float = 30.0  # Points per skill level.
    balance: float = 0.5  # Share of preferences in the fit unless the respondent says otherwise.
    skill_mean: float = 1.4  # Level expected of somebody who has not rated a skill.
    skill_sd: float = 1.1  # Spread of true levels in the population.
    skill_noise: float = 0.7  # Spread of one self-rating around the true level.

    @property
    def kappa(self) -> float:
        """Prior weight of a dimension in agreement answers: (1 - loading^2) / loading^2."""
        return (1 - self.loading**2) / self.loading**2

    @property
    def skill_reliability(self) -> float:
        """Share of true variance in one self-rating: SD^2 / (SD^2 + NOISE^2)."""
        return self.skill_sd**2 / (self.skill_sd**2 + self.skill_noise**2)

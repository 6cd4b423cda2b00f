"""What would help somebody whose answers favour no role."""

from itertools import zip_longest
from math import sqrt
from statistics import pvariance

from quiz.items import UNSURE, Agreement
from reports.case import Case

NEAREST = 5  # Roles at the head of the ranking that are to be told apart.
MOST_NAMED = 3


def separating(case: Case) -> tuple[str, ...]:
    """The dimensions on which the nearest roles ask for the most different things, weighed."""
    roles = [ranked.role for ranked in case.verdict.ranking[:NEAREST]]

    def spread(slug: str) -> float:
        asked = [role.preferences[slug] for role in roles if slug in role.preferences]
        if len(asked) < 2:
            return 0.0
        weight = sum(preference.weight for preference in asked) / len(roles)
        return weight * sqrt(pvariance([preference.target for preference in asked]))

    return tuple(sorted(case.content.dimensions, key=lambda slug: (-spread(slug), slug))[:MOST_NAMED])


def open_questions(case: Case) -> tuple[str, ...]:
    """Statements on the separating dimensions that were answered "neither" or "not sure".

    One on each dimension, the most telling one first, before a second on any.
    """
    left = [open_on(case, dimension) for dimension in separating(case)]
    in_turn = (text for texts in zip_longest(*left) for text in texts if text)
    return tuple(in_turn)[:MOST_NAMED]


def open_on(case: Case, dimension: str) -> list[str]:
    """The open statements on one dimension, in the order of the edition."""
    return [
        item.text
        for slug, item in case.content.items.items()
        if isinstance(item, Agreement)
        and item.dimension == dimension
        and case.submission.answers.get(slug, UNSURE) in (3, UNSURE)
    ]

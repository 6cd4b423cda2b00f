"""What the report says of its intervals holds for simulated people."""

import random
from math import sqrt
from statistics import fmean

import pytest

from quiz.items import Agreement, Answers
from quiz.scoring.certainty import fit_interval
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import RespondentProfile, profile_respondent
from reports.sections.you import EIGHTY
from tests.builders import small_content
from tests.scoring.simulated import answers, known, somebody

CONTENT = small_content()
CONSTANTS = CONTENT.constants


def profile(said: Answers) -> RespondentProfile:
    return profile_respondent(said, CONTENT.items, CONTENT.dimensions, CONTENT.skills, CONSTANTS)


@pytest.mark.parametrize("most", [1, 2, 4])
def test_the_true_place_lies_within_the_bar_of_a_preference_8_times_in_10(most: int):
    draw = random.Random(most)
    within = []
    for _ in range(500):
        person = somebody(draw, CONTENT)
        said = answers(draw, person, CONTENT)
        kept = {slug: a for slug, a in said.items() if is_asked(slug, most)}
        for slug, estimate in profile(kept).preferences.items():
            error = abs(estimate.theta - person.preferences[slug])
            within.append(error <= EIGHTY * sqrt(estimate.variance))

    assert 0.78 <= fmean(within) <= 0.82


def is_asked(slug: str, most: int) -> bool:
    """Whether an agreement item is among the first so many of its dimension."""
    item = CONTENT.items[slug]
    if not isinstance(item, Agreement):
        return False
    same = [s for s, i in CONTENT.items.items() if isinstance(i, Agreement) and i.dimension == item.dimension]
    return same.index(slug) < most


def test_the_true_fit_lies_within_its_line_about_9_times_in_10():
    draw = random.Random(7)
    within = []
    for _ in range(300):
        person = somebody(draw, CONTENT)
        taken, true = profile(answers(draw, person, CONTENT)), known(person, CONTENT)
        fits = {m.role: m.fit for m in rank_roles(true, CONTENT.scored_roles, CONSTANTS, 0.5)}
        for match in rank_roles(taken, CONTENT.scored_roles, CONSTANTS, 0.5):
            line = fit_interval(taken, CONTENT.roles[match.role], match.fit, CONSTANTS, 0.5)
            within.append(line.low <= fits[match.role] <= line.high)

    assert 0.88 <= fmean(within) <= 0.95

"""How much has to be answered before any verdict is given."""

from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.items import UNSURE, Answers
from quiz.scoring.respondent import RespondentProfile, profile_respondent

ENOUGH_ANSWERS = 20  # Below this many scored answers no verdict is given.
ENOUGH_DIMENSIONS = 6  # Nor with fewer dimensions than this answered at all.


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a verdict needs, and the less that there is: answers, and dimensions that they touch."""

    answered: int
    touched: int
    answers: int
    dimensions: int


def lacking(respondent: RespondentProfile, answered: int) -> Lacking | None:
    """What is missing for a verdict on ``answered`` scored answers, None if nothing is."""
    touched = sum(estimate.evidence > 0 for estimate in respondent.preferences.values())
    needed = min(ENOUGH_DIMENSIONS, len(respondent.preferences))
    if answered >= ENOUGH_ANSWERS and touched >= needed:
        return None
    return Lacking(answered, touched, ENOUGH_ANSWERS, needed)


def lacking_in(content: EditionContent, answers: Answers) -> Lacking | None:
    """The same of answers that aren't scored yet; those to no question of ``content`` don't count."""
    known = {slug: answer for slug, answer in answers.items() if slug in content.items}
    respondent = profile_respondent(
        known, content.items, content.dimensions, content.skills, content.constants
    )
    return lacking(respondent, sum(answer != UNSURE for answer in known.values()))

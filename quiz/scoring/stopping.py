"""When enough is known to stop asking. The respondent may always go on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

from quiz.content import EditionContent
from quiz.items import Agreement, Answers, Item, SkillRating, TradeOff
from quiz.scoring.certainty import chance_of_lead, sensitivity
from quiz.scoring.constants import Constants
from quiz.scoring.next_items import PAGE, Columns, columns_of, fits_of, next_items
from quiz.scoring.respondent import RespondentProfile, profile_respondent

FIRST_OFFER = 20  # Items seen before stopping is offered.
SETTLED = 0.60  # Expected overlap of today's first roles with those of the whole bank.
LEADERS = 3  # The first roles, which are to stay the same.
FIRM = 0.80  # Expected overlap from which more questions would hardly change the first roles.
RIVALS = 9  # The last place that may still push one of them out.


@dataclass(frozen=True, slots=True)
class Outlook:
    """How settled the first roles are: expected overlap 0-1 with the whole bank's, items left."""

    overlap: float
    left: int
    offers_stop: bool


def outlook(
    content: EditionContent, answers: Answers, balance: float, columns: Columns | None = None
) -> Outlook:
    """What going on would change. ``answers`` hold every item seen, UNSURE included.

    ``columns`` follow from the content alone; who asks often may keep them.
    """
    left = [item for slug, item in content.items.items() if slug not in answers]
    seen = len(content.items) - len(left)
    respondent = profile_respondent(
        answers, content.items, content.dimensions, content.skills, content.constants
    )
    learnt = to_be_learnt(content, respondent, answers)
    overlap = expected_overlap(content, learnt, respondent, balance, columns)
    return Outlook(overlap, len(left), bool(left) and seen >= FIRST_OFFER and overlap >= SETTLED)


def questions_to_firm(content: EditionContent, answers: Answers, balance: float, columns: Columns) -> int:
    """How many more questions, in whole pages, until the expected overlap reaches FIRM.

    0 if it does already; all that are left if nothing less is enough. Rests on variances alone, as
    the answers still to come are unknown.
    """
    respondent = profile_respondent(
        answers, content.items, content.dimensions, content.skills, content.constants
    )
    left = len(content.items.keys() - answers.keys())
    chosen = next_items(content, answers, balance, left, columns)
    for more in range(0, left, PAGE):
        learnt = remaining(content, respondent, chosen, more)
        if expected_overlap(content, learnt, respondent, balance, columns) >= FIRM:
            return more
    return left


def remaining(
    content: EditionContent, respondent: RespondentProfile, chosen: Sequence[Item], asked: int
) -> RespondentProfile:
    """The variance that all of ``chosen`` would remove and the first ``asked`` of them would not."""
    whole = removed_by(chosen, respondent, content.constants)
    soon = removed_by(chosen[:asked], respondent, content.constants)
    return RespondentProfile(
        {
            slug: replace(known, variance=known.variance - soon.preferences[slug].variance)
            for slug, known in whole.preferences.items()
        },
        {
            slug: replace(known, variance=known.variance - soon.skills[slug].variance)
            for slug, known in whole.skills.items()
        },
    )


def to_be_learnt(
    content: EditionContent, respondent: RespondentProfile, answers: Answers
) -> RespondentProfile:
    """The same estimates with the variance that the items not yet seen would remove."""
    left = [item for slug, item in content.items.items() if slug not in answers]
    return removed_by(left, respondent, content.constants)


def removed_by(
    items: Iterable[Item], respondent: RespondentProfile, constants: Constants
) -> RespondentProfile:
    """The same estimates with the variance that answers to ``items`` would remove."""
    more = dict.fromkeys(respondent.preferences, 0.0)
    ratings = set()
    for item in items:
        match item:
            case Agreement():
                more[item.dimension] += 1
            case TradeOff():
                more[item.a.dimension] += constants.pair_weight
                more[item.b.dimension] += constants.pair_weight
            case SkillRating():
                ratings.add(item.skill)
    learnt = constants.skill_sd**2 * constants.skill_reliability
    return RespondentProfile(
        {
            slug: replace(
                known,
                variance=known.variance - constants.kappa / (known.evidence + more[slug] + constants.kappa),
            )
            for slug, known in respondent.preferences.items()
        },
        {
            slug: replace(known, variance=learnt if slug in ratings and known.rating is None else 0.0)
            for slug, known in respondent.skills.items()
        },
    )


def expected_overlap(
    content: EditionContent,
    learnt: RespondentProfile,
    respondent: RespondentProfile,
    balance: float,
    columns: Columns | None = None,
) -> float:
    """Share of the first LEADERS roles that is expected to stay among them."""
    constants = content.constants
    found = fits_of(respondent, columns or columns_of(content), constants, balance)
    fits = {role.slug: fit for role, fit in zip(content.scored_roles, found, strict=True)}
    order = sorted(fits, key=lambda slug: (-fits[slug], slug))[:RIVALS]
    moves = {slug: sensitivity(learnt, content.roles[slug], constants, balance) for slug in order}
    stays = [
        prod(
            [
                chance_of_lead(learnt, moves[leader], moves[rival], fits[leader] - fits[rival])
                for rival in order[LEADERS:]
            ]
        )
        for leader in order[:LEADERS]
    ]
    return sum(stays) / len(stays)

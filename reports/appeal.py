"""Which roles a reader is asked about after the verdict: some that fit well, and two that fit poorly.

Without the poor ones nobody could tell whether the quiz knows what people like. Which ones they are,
and the order of all, is drawn from the sitting's own code hash: alike at every visit, and without the
place in the ranking showing through.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.scoring.fit import rank_roles
from reports.verdict import Verdict
from roles.profile import RoleProfile

WELL, POORLY = 4, 2
DECILES = 10


@dataclass(frozen=True, slots=True)
class AppealCard:
    """A role to ask about, and the tenth of the present ranking that it stands in: 10 holds the first."""

    role: RoleProfile
    decile: int


def appeal_cards(content: EditionContent, verdict: Verdict, code_hash: str) -> tuple[AppealCard, ...]:
    """The first roles and two from the lower half, mixed; none without a ranking.

    Drawn at the edition's own balance, so that turning the dial asks about no other roles.
    """
    if not verdict.has_ranking:
        return ()
    slugs = order_at_first(content, verdict)
    draw = lot(code_hash)
    poor = sorted(slugs[max(WELL, len(slugs) // 2) :], key=draw)[:POORLY]
    return tuple(
        AppealCard(content.roles[slug], decile(verdict, slug))
        for slug in sorted([*slugs[:WELL], *poor], key=draw)
    )


def order_at_first(content: EditionContent, verdict: Verdict) -> Sequence[str]:
    """The roles as they stand at the edition's own balance, which most verdicts are reached at."""
    constants = content.constants
    if verdict.balance == constants.balance:
        return [ranked.role.slug for ranked in verdict.ranking]
    matches = rank_roles(verdict.respondent, content.scored_roles, constants, constants.balance)
    return [match.role for match in matches]


def lot(code_hash: str) -> Callable[[str], bytes]:
    """A number for each role that looks random and is the same for the same sitting."""
    return lambda slug: hashlib.sha256(f"{code_hash} {slug}".encode()).digest()


def decile(verdict: Verdict, slug: str) -> int:
    """The tenth of the ranking, 10 (best) to 1, that a role stands in."""
    order: Sequence[str] = [ranked.role.slug for ranked in verdict.ranking]
    return DECILES - DECILES * order.index(slug) // len(order)

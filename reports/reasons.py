"""What speaks for and against a role, in points, measured against somebody in the middle.

The neutral respondent stands at 50 on every preference and at the expected level of every skill:
what the model knows of a person who has answered nothing. The differences of contributions add up
to the difference of the two fits, so neutral fit plus reasons is the fit that is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from quiz.content import EditionContent
from quiz.scoring.constants import Constants
from quiz.scoring.fit import Aspect, Match, match_role
from quiz.scoring.respondent import RespondentProfile, profile_respondent
from roles.profile import RoleProfile

WORTH_SAYING = 0.5  # Points; smaller reasons are summed up, not listed.


@dataclass(frozen=True, slots=True)
class Reason:
    """Points that one answer-based estimate moves a role by, either way."""

    aspect: Aspect
    slug: str
    points: float


@dataclass(frozen=True, slots=True)
class Working:
    """How a fit comes about: ``neutral`` plus the points of all reasons, largest effect first."""

    neutral: float
    reasons: tuple[Reason, ...]
    fit: float

    def speaking_for(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.points >= WORTH_SAYING)

    def speaking_against(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.points <= -WORTH_SAYING)


def work_out(content: EditionContent, role: RoleProfile, match: Match, balance: float) -> Working:
    """The working of one match."""
    neutral = match_role(neutral_respondent(content), role, content.constants, balance)
    return Working(neutral.fit, differences(match, neutral), match.fit)


def neutral_respondent(content: EditionContent) -> RespondentProfile:
    """Somebody of whom nothing is known."""
    constants: Constants = content.constants
    return profile_respondent({}, {}, content.dimensions, content.skills, constants)


def differences(match: Match, other: Match) -> tuple[Reason, ...]:
    """Contribution by contribution, the points by which ``match`` is ahead, largest effect first."""
    ahead = {(each.aspect, each.slug): each.points for each in match.contributions}
    behind = {(each.aspect, each.slug): each.points for each in other.contributions}
    reasons = (
        Reason(aspect, slug, ahead.get((aspect, slug), 0.0) - behind.get((aspect, slug), 0.0))
        for aspect, slug in sorted(ahead.keys() | behind.keys())
    )
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.points), reason.slug)))


def points_of(reasons: Iterable[Reason], aspect: Aspect) -> float:
    """The sum over one aspect."""
    return fsum(reason.points for reason in reasons if reason.aspect is aspect)

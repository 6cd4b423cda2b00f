"""What would change the verdict: for each of the next roles, what would put it first."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.scoring.answer_effects import AnswerEffect, Lead, why_over
from quiz.scoring.counterfactual import Route, Runners, answers_against, route_among
from quiz.scoring.fit import Aspect
from reports.case import Case
from reports.verdict import RankedRole

MOST_ROLES = 10  # The first roles, of which each but the leader is asked about.
MOST_DIMENSIONS = 2
MOST_ANSWERS = 1  # A second one seldom fits on paper; the page lists those that tell most.


@dataclass(frozen=True, slots=True)
class Change:
    """What would put ``ranked`` ahead of ``leader``, and why it is behind, answer by answer.

    Without steps in the route preferences decide: ``answers`` are the items that cost it most
    against the leader, on the dimensions on which it falls behind.
    """

    leader: RankedRole
    ranked: RankedRole
    route: Route
    why: Lead
    answers: tuple[str, ...]


def changes(case: Case) -> tuple[Change, ...]:
    """For every role among the first ten but the leader, best first; filtered roles can't come first."""
    running = case.verdict.suggested or case.verdict.ranking
    runners = runners_of(case, running)
    return tuple(change(case, ranked, running[0], runners) for ranked in running[1:MOST_ROLES])


def runners_of(case: Case, running: Sequence[RankedRole]) -> Runners:
    """These roles, best first, as they run for the first place."""
    roles, ranking = [ranked.role for ranked in running], [ranked.match for ranked in running]
    return Runners.of(case.respondent, roles, ranking, case.content.constants, case.verdict.balance)


def change(case: Case, ranked: RankedRole, leader: RankedRole, runners: Runners) -> Change:
    constants, balance = case.content.constants, case.verdict.balance
    route = route_among(runners, ranked.role)
    why = why_over(
        case.submission.answers,
        case.content.items,
        (leader.role, ranked.role),
        constants,
        balance,
        case.respondent,
    )
    return Change(leader, ranked, route, why, deciding_answers(case, ranked, route, why.speaking_for()))


def deciding_answers(
    case: Case, ranked: RankedRole, route: Route, speaking_for: tuple[AnswerEffect, ...]
) -> tuple[str, ...]:
    """The answers that speak against what the role wants and most for the leader, largest first."""
    against = {
        item
        for dimension in route.dimensions[:MOST_DIMENSIONS]
        for item in answers_against(case.submission.answers, case.content.items, ranked.role, dimension)
    }
    told = (e.item for e in speaking_for if e.aspect is Aspect.PREFERENCE and e.item in against)
    return tuple(dict.fromkeys(told))[:MOST_ANSWERS]

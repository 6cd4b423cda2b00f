"""The verdict: ranked roles, how sure, what was filtered. A pure function of content and submission."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from quiz.content import EditionContent
from quiz.items import UNSURE
from quiz.scoring.care import CareNote, care_notes
from quiz.scoring.certainty import (
    Certainty,
    Interval,
    Sensitivity,
    chance_of_lead,
    interval_around,
    judge,
    sensitivity,
)
from quiz.scoring.enough import lacking
from quiz.scoring.fit import Match, rank_roles
from quiz.scoring.respondent import RespondentProfile, favours_nothing, profile_respondent
from quiz.submission import MustHaves, Submission
from reports.pay import HOME, RoleFigure, nearest_figure, percentiles_of
from roles.profile import Frequency, RoleProfile

FLOOR_CURRENCY = "USD"


class Standing(StrEnum):
    """What the answers allow to be said."""

    DECIDED = "decided"
    UNDECIDED = "undecided"  # Enough answers, but they favour nothing.
    TOO_FEW = "too-few"


class MustHave(StrEnum):
    """A condition that a role can fail."""

    SALARY_FLOOR = "salary-floor"
    NO_ON_CALL = "no-on-call"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class RankedRole:
    """A role at its place. ``place`` is shared by roles too close to call; ``fails`` names the
    must-haves that keep it out of the suggestions."""

    role: RoleProfile
    match: Match
    rank: int
    place: int
    tied: bool
    interval: Interval
    fails: tuple[MustHave, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that the report says about the ranking.

    ``chance`` (0-1) and ``certainty`` compare the first suggested role with the second. ``own_places``
    are those of the suggested roles among themselves, from 1; ``suggested`` is the ranking without the roles
    that fail a must-have.
    """

    standing: Standing
    respondent: RespondentProfile
    balance: float
    answered: int
    ranking: tuple[RankedRole, ...]
    chance: float
    certainty: Certainty
    notes: tuple[CareNote, ...]
    own_places: tuple[int, ...]
    suggested: tuple[RankedRole, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Read well over a hundred times for one report.
        object.__setattr__(self, "suggested", tuple([each for each in self.ranking if not each.fails]))

    @property
    def has_ranking(self) -> bool:
        """Whether the answers, and the edition, allow any order of roles to be told."""
        return bool(self.ranking) and self.standing is not Standing.TOO_FEW

    def ranked(self, slug: str) -> RankedRole | None:
        """The place of one role, None if it is not a scored one."""
        return next((ranked for ranked in self.ranking if ranked.role.slug == slug), None)


def reach_verdict(content: EditionContent, submission: Submission) -> Verdict:
    """The verdict on one submission."""
    balance = content.constants.balance if submission.balance is None else submission.balance
    answers = {slug: answer for slug, answer in submission.answers.items() if slug in content.items}
    respondent = profile_respondent(
        answers, content.items, content.dimensions, content.skills, content.constants
    )
    odds = Odds.of(content, respondent, balance)
    ranking = rank(content, submission, odds)
    notes = care_notes(answers, content.items)
    answered = sum(answer != UNSURE for answer in answers.values())
    stands = standing(respondent, answered)
    chance = lead_chance(odds, [ranked.match for ranked in ranking if not ranked.fails])
    return Verdict(
        standing=stands,
        respondent=respondent,
        balance=balance,
        answered=answered,
        ranking=ranking,
        chance=chance,
        certainty=soften(judge(chance), stands, notes),
        notes=notes,
        own_places=tuple(places_among(odds, ranking)),
    )


@dataclass(frozen=True, slots=True)
class Odds:
    """How sure one person's fits and their order are; ``moves`` is what moves the fit of each scored role,
    worked out once for all the questions about it."""

    respondent: RespondentProfile
    balance: float
    moves: Mapping[str, Sensitivity]

    @classmethod
    def of(cls, content: EditionContent, respondent: RespondentProfile, balance: float) -> "Odds":
        moves = {
            role.slug: sensitivity(respondent, role, content.constants, balance)
            for role in content.scored_roles
        }
        return cls(respondent, balance, moves)

    def chance(self, first: Match, second: Match) -> float:
        """Chance (0-1) that the first stays ahead."""
        lead = first.fit - second.fit
        return chance_of_lead(self.respondent, self.moves[first.role], self.moves[second.role], lead)

    def are_even(self, first: Match, second: Match) -> bool:
        """Whether the order of the two is too close to call."""
        return judge(self.chance(first, second)) is Certainty.TOO_CLOSE

    def interval(self, match: Match) -> Interval:
        return interval_around(self.respondent, self.moves[match.role], match.fit)


def standing(respondent: RespondentProfile, answered: int) -> Standing:
    if lacking(respondent, answered):
        return Standing.TOO_FEW
    return Standing.UNDECIDED if favours_nothing(respondent) else Standing.DECIDED


def soften(certainty: Certainty, stands: Standing, notes: Sequence[CareNote]) -> Certainty:
    """Answers that look careless never carry a clear verdict, and those that favour nothing none."""
    if stands is not Standing.DECIDED:
        return Certainty.TOO_CLOSE
    return Certainty.LEANING if notes and certainty is Certainty.CLEAR else certainty


def rank(content: EditionContent, submission: Submission, odds: Odds) -> tuple[RankedRole, ...]:
    matches = rank_roles(odds.respondent, content.scored_roles, content.constants, odds.balance)
    places = shared_places(odds, matches)
    sharing = Counter(places)
    return tuple(
        [
            RankedRole(
                role=content.roles[match.role],
                match=match,
                rank=rank,
                place=place,
                tied=sharing[place] > 1,
                interval=odds.interval(match),
                fails=tuple(failed(content, content.roles[match.role], submission)),
            )
            for rank, (match, place) in enumerate(zip(matches, places, strict=True), start=1)
        ]
    )


def shared_places(odds: Odds, matches: Sequence[Match]) -> list[int]:
    """The place of each match: that of the best one it is too close to call against."""
    places: list[int] = []
    first = 0
    for index, match in enumerate(matches):
        if index and not odds.are_even(matches[first], match):
            first = index
        places.append(first + 1)
    return places


def places_among(odds: Odds, ranking: Sequence[RankedRole]) -> list[int]:
    """The places of the roles that meet the conditions, as if there were no others.

    Where the lead is too close to call, the first place belongs to exactly the roles that cannot be told
    from the first: also to one that comes after a role which can, since unlike roles differ less surely.
    """
    matches = [ranked.match for ranked in ranking if not ranked.fails]
    is_whole = len(matches) == len(ranking)
    places = [ranked.place for ranked in ranking] if is_whole else shared_places(odds, matches)
    if places[:2] != [1, 1]:
        return places
    behind = [index for index, match in enumerate(matches) if index and not odds.are_even(matches[0], match)]
    others = shared_places(odds, [matches[index] for index in behind])
    own = {index: behind[place - 1] + 1 for index, place in zip(behind, others, strict=True)}
    return [own.get(index, 1) for index in range(len(matches))]


def lead_chance(odds: Odds, matches: Sequence[Match]) -> float:
    """Chance that the first of these roles stays ahead of the second; 1 with no rival."""
    return odds.chance(*matches[:2]) if len(matches) > 1 else 1.0


def failed(content: EditionContent, role: RoleProfile, submission: Submission) -> Iterable[MustHave]:
    """The must-haves that the role does not meet; unknown pay fails nothing."""
    wanted = submission.must_haves
    official = percentiles_of(content, role) if wanted.salary_floor else {}
    return unmet(role, wanted, upper_pay(official, submission.about.place))


def unmet(role: RoleProfile, wanted: MustHaves, upper: float | None) -> Iterable[MustHave]:
    """The same of a role in which three in four earn less than ``upper`` (US dollars a year)."""
    if wanted.salary_floor and upper is not None and upper < wanted.salary_floor:
        yield MustHave.SALARY_FLOOR
    if wanted.no_on_call and role.on_call is Frequency.USUALLY:
        yield MustHave.NO_ON_CALL
    if wanted.remote and role.remote is Frequency.RARELY:
        yield MustHave.REMOTE


def upper_pay(official: Mapping[str, RoleFigure], place: str) -> float | None:
    """What three in four earn less than in ``place`` (US dollars a year), as far as is known."""
    pay = nearest_figure(official, place)
    if pay and pay.figure.currency != FLOOR_CURRENCY:
        pay = official.get(HOME)
    return pay.figure.upper_quartile if pay else None

"""A verdict taken apart for whoever answers a complaint: every contribution to every role. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.items import UNSURE
from quiz.scoring.answer_effects import answer_effects
from quiz.scoring.fit import Aspect, Contribution
from quiz.scoring.respondent import PreferenceEstimate, RespondentProfile
from quiz.submission import Submission
from quiz.wording import choices_of, question_of
from reports.verdict import RankedRole, Verdict, reach_verdict
from roles.profile import RoleProfile


@dataclass(frozen=True, slots=True)
class Part:
    """One contribution in words: the dimension or skill, its points, and what they come from.

    ``stands`` is where the answers put the reader, ``asked`` what the role asked in that edition; "" where
    they said or it asked nothing.
    """

    name: str
    aspect: Aspect
    points: float
    stands: str
    asked: str


@dataclass(frozen=True, slots=True)
class RoleAccount:
    """A role at its place: base plus parts is its fit; ``fails`` names conditions that take it out."""

    name: str
    place: int
    fit: float
    base: float
    parts: tuple[Part, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerAccount:
    """A question, what was answered, and the points that the answer moved the first role by."""

    question: str
    answer: str
    points: float


@dataclass(frozen=True, slots=True)
class Account:
    """A verdict with its whole working."""

    verdict: Verdict
    roles: tuple[RoleAccount, ...]
    answers: tuple[AnswerAccount, ...]

    @property
    def first(self) -> str:
        return self.roles[0].name if self.roles else ""


def account_for(content: EditionContent, submission: Submission) -> Account:
    """The verdict on a submission, with every contribution and every answer."""
    verdict = reach_verdict(content, submission)
    return Account(
        verdict,
        tuple(role_account(content, verdict.respondent, ranked) for ranked in verdict.ranking),
        tuple(answer_accounts(content, submission, verdict)),
    )


def role_account(content: EditionContent, respondent: RespondentProfile, ranked: RankedRole) -> RoleAccount:
    parts = sorted(ranked.match.contributions, key=lambda each: (-abs(each.points), each.slug))
    return RoleAccount(
        name=ranked.role.name,
        place=ranked.place,
        fit=ranked.match.fit,
        base=ranked.match.base,
        parts=tuple(part_of(content, respondent, ranked.role, part) for part in parts),
        fails=tuple(condition.value.replace("-", " ") for condition in ranked.fails),
    )


def part_of(
    content: EditionContent, respondent: RespondentProfile, role: RoleProfile, part: Contribution
) -> Part:
    slug = part.slug
    if part.aspect is Aspect.PREFERENCE:
        name, stands = content.dimensions[slug].name, position_words(respondent.preferences[slug])
        wanted = role.preferences.get(slug)
        asked = f"{wanted.target:g}, weight {wanted.weight:g}" if wanted else ""
    else:
        name, rating = content.skills[slug].name, respondent.skills[slug].rating
        demand = role.skills.get(slug)
        stands = "" if rating is None else f"level {rating}"
        asked = f"level {demand.level}, weight {demand.weight:g}" if demand else ""
    return Part(name, part.aspect, part.points, stands, asked)


def position_words(estimate: PreferenceEstimate) -> str:
    """0 to 100, as targets are written."""
    return f"{100 * estimate.position:.0f}" if estimate.evidence else ""


def answer_accounts(
    content: EditionContent, submission: Submission, verdict: Verdict
) -> Iterator[AnswerAccount]:
    points = points_by_item(content, submission, verdict)
    for slug, item in content.items.items():
        if slug in submission.answers:
            words = dict(choices_of(item, content))
            answer = str(submission.answers[slug])
            yield AnswerAccount(question_of(item), words.get(answer, answer), points.get(slug, 0.0))


def points_by_item(content: EditionContent, submission: Submission, verdict: Verdict) -> Mapping[str, float]:
    """What each answer did for the first role; a trade-off's two effects together."""
    if not verdict.ranking:
        return {}
    known = {slug: a for slug, a in submission.answers.items() if slug in content.items and a != UNSURE}
    role = verdict.ranking[0].role
    points: dict[str, float] = {}
    for effect in answer_effects(
        known, content.items, verdict.respondent, role, content.constants, verdict.balance
    ):
        points[effect.item] = points.get(effect.item, 0.0) + effect.points
    return points

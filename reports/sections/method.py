"""Section 8: how this was worked out: the sum, the method, its limits, the sources, the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import fsum

from quiz.items import UNSURE, Agreement, Item, SkillRating, TradeOff
from quiz.scoring.answer_effects import answer_effects, total
from quiz.scoring.fit import Aspect
from reports.case import Case
from reports.citations import SourceMark
from reports.grammar import lower, plain_points, points, times_in_100
from reports.reasons import WORTH_SAYING, Reason, work_out
from reports.verdict import Standing
from reports.words import sections as words
from reports.words.phrases import say_own
from roles.language import Terms, gettext_noop
from roles.language import gettext as _

AGREEMENT = Terms(
    {
        1: gettext_noop("strongly disagree"),
        2: gettext_noop("disagree"),
        3: gettext_noop("neither"),
        4: gettext_noop("agree"),
        5: gettext_noop("strongly agree"),
    }
)


@dataclass(frozen=True, slots=True)
class Summand:
    """One line of the sum that gives the fit of the first role."""

    name: str
    points: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How the first role's fit comes about; the figures printed add up exactly."""

    role: str
    start: str
    summands: tuple[Summand, ...]
    rest: str
    fit: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A question, what was answered, in words, and the points it moves the first role by ("" if none)."""

    question: str
    answer: str
    is_rating: bool = False
    points: str = ""


@dataclass(frozen=True, slots=True)
class MethodSection:
    method: tuple[str, ...]
    limits: tuple[str, ...]
    sum: Sum | None
    facts: tuple[tuple[str, str], ...]
    sources: tuple[SourceMark, ...]
    answers: tuple[GivenAnswer, ...]
    ratings: tuple[GivenAnswer, ...]
    unanswered: str
    about_points: str
    closing: str = ""
    key: str = "method"
    title: str = field(default_factory=lambda: _("How this was worked out"))


def write_method(case: Case, code: str) -> MethodSection:
    """Written last: by then every source of the report has its mark."""
    given, brand = tuple(given_answers(case)), case.content.brand
    return MethodSection(
        method=words.method(len(case.content.dimensions), len(case.content.skills)),
        limits=words.limits(times_told(case)),
        sum=None if case.verdict.standing is Standing.TOO_FEW else first_sum(case),
        facts=(
            (
                _("Edition"),
                _("%(edition)d, digest %(digest)s")
                % {"edition": case.stamp.edition, "digest": case.stamp.digest[:12]},
            ),
            (_("Finished"), words.day(case.stamp.finished_at)),
            (_("Report"), code),
            (
                _("Answers that count"),
                _("%(answered)d of %(items)d")
                % {"answered": case.verdict.answered, "items": len(case.content.items)},
            ),
            *(((_("Offered by"), brand.offered_by),) if brand else ()),
        ),
        sources=case.marks.used(),
        answers=tuple(each for each in given if not each.is_rating),
        ratings=tuple(each for each in given if each.is_rating),
        unanswered=words.unanswered(len(case.content.items) - len(given)),
        about_points=words.about_points(case.first.role) if any(each.points for each in given) else "",
        closing=say_own(case.content.wordings, "closing"),
    )


def times_told(case: Case) -> str:
    """The chance under the headline, in words; "" where none stands there."""
    told = case.verdict.standing is Standing.DECIDED and len(case.verdict.suggested) > 1
    return times_in_100(case.verdict.chance) if told else ""


def first_sum(case: Case) -> Sum:
    """The sum of the first role. What is small is put together, with the rounding."""
    first = case.first
    working = work_out(case.content, first.role, first.match, case.verdict.balance)
    listed = [reason for reason in working.reasons if abs(reason.points) >= WORTH_SAYING]
    start, fit = round(working.neutral, 1), round(working.fit, 1)
    rest = fit - start - fsum(round(reason.points, 1) for reason in listed)
    return Sum(
        role=first.role.name,
        start=plain_points(start),
        summands=tuple(Summand(named(case, reason), points(reason.points)) for reason in listed),
        rest=points(rest),
        fit=plain_points(fit),
    )


def named(case: Case, reason: Reason) -> str:
    if reason.aspect is Aspect.PREFERENCE:
        return case.content.dimensions[reason.slug].name
    return case.content.skills[reason.slug].name


def given_answers(case: Case) -> Iterable[GivenAnswer]:
    """The questions that were answered, in the order of the edition."""
    moved = moved_by_answers(case)
    for slug, item in case.content.items.items():
        answer = case.submission.answers.get(slug, UNSURE)
        if answer != UNSURE:
            given = given_answer(case, item, answer)
            yield replace(given, points=points(moved[slug])) if slug in moved else given


def moved_by_answers(case: Case) -> Mapping[str, float]:
    """The points by which each answer moves the first role; trade-offs speak of two preferences."""
    if case.verdict.standing is Standing.TOO_FEW or not case.verdict.ranking:
        return {}
    effects = answer_effects(
        case.submission.answers,
        case.content.items,
        case.respondent,
        case.first.role,
        case.content.constants,
        case.verdict.balance,
    )
    items = {effect.item for effect in effects}
    return {item: total(effect for effect in effects if effect.item == item) for item in items}


def given_answer(case: Case, item: Item, answer: int | str) -> GivenAnswer:
    """A question short enough to print eighty of them: trade-offs as a choice, ratings by skill."""
    match item:
        case Agreement():
            return GivenAnswer(item.text, AGREEMENT[int(answer)])
        case TradeOff():
            choice = _("%(one)s, or %(other)s?") % {"one": item.a.text, "other": lower(item.b.text)}
            return GivenAnswer(choice, _("the first") if answer == "a" else _("the second"))
        case SkillRating():
            return GivenAnswer(case.content.skills[item.skill].name, str(answer), is_rating=True)

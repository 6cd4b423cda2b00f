"""Why one role is ahead of another, for any two ranked roles, down to single answers.

What is printed adds up: the start with the shares of the first, less those of the second, is the lead,
and the answers of a share give the share. Each share is counted for the role that it speaks for.
Figures are rounded to tenths for that, so each lies less than a tenth beside the exact one, or two
where many answers share a dimension.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, fsum

from quiz.scoring.answer_effects import AnswerEffect
from quiz.scoring.certainty import chance_ahead
from quiz.scoring.fit import Aspect
from reports.case import Case
from reports.changes import change, runners_of
from reports.grammar import plain_points, points
from reports.sections.plan import answer_words, route_words
from reports.verdict import RankedRole, Standing
from reports.words import pairs as words
from reports.words import reasons as reason_words
from reports.words.changes import started

Tenths = int  # Points are summed up as printed: in whole tenths.


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """One answer and its points for the role of its share; less than 0 where it speaks against it."""

    question: str
    answer: str
    points: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one preference or skill does for one of the two, above 0, as the sum of ``answers``."""

    text: str
    points: str
    answers: tuple[AnswerShare, ...]


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """``start`` plus ``for_first`` less ``for_second`` is ``total``, the lead of ``first``."""

    first: str
    second: str
    heading: str
    lead: str
    certainty: str
    started: str
    start: str
    for_first: tuple[Share, ...]
    for_second: tuple[Share, ...]
    total: str
    change: str


def why_ahead(case: Case, pair: tuple[RankedRole, RankedRole]) -> PairAnswer:
    """Why the better ranked of two roles is ahead of the other, in whichever order they come."""
    first, second = sorted(pair, key=lambda ranked: ranked.rank)
    told = change(case, second, first, runners_of(case, (first, second)))
    lead = reason_words.printed_lead(first.match.fit, second.match.fit)
    by_estimate = grouped(told.why.effects)
    sums = [fsum(effect.points for effect in effects) for effects in by_estimate]
    start, *parts = in_tenths([told.why.neutral, *sums], tenths(lead))
    shares = [(part, share(case, effects, part)) for part, effects in zip(parts, by_estimate, strict=True)]
    shares.sort(key=lambda each: -abs(each[0]))
    return PairAnswer(
        first=first.role.name,
        second=second.role.name,
        heading=words.heading(first.role, second.role, lead),
        lead=reason_words.lead_over(first.role, second.role, lead),
        certainty=certainty(case, first, second),
        started=started(first.role, second.role, start / 10),
        start=points(start / 10),
        for_first=tuple(each for part, each in shares if part > 0),
        for_second=tuple(each for part, each in shares if part < 0),
        total=points(lead),
        change=route_words(case, told),
    )


def certainty(case: Case, first: RankedRole, second: RankedRole) -> str:
    """How firm the order of the two is."""
    if case.verdict.standing is not Standing.DECIDED:
        return words.undecided()
    lead = first.match.fit - second.match.fit
    constants, balance = case.content.constants, case.verdict.balance
    return words.certainty(
        chance_ahead(case.respondent, first.role, second.role, lead, constants, balance),
        first.role,
        second.role,
    )


def grouped(effects: Iterable[AnswerEffect]) -> Sequence[Sequence[AnswerEffect]]:
    """The effects by the preference or skill through which they work, in order of first appearance."""
    groups: dict[tuple[Aspect, str], list[AnswerEffect]] = {}
    for effect in effects:
        groups.setdefault((effect.aspect, effect.slug), []).append(effect)
    return list(groups.values())


def share(case: Case, effects: Sequence[AnswerEffect], whole: Tenths) -> Share:
    """One preference or skill with its answers; those that come to nothing are left out."""
    told = zip(effects, in_tenths([effect.points for effect in effects], whole), strict=True)
    side = -10 if whole < 0 else 10
    return Share(
        text=standing_words(case, effects[0]),
        points=plain_points(whole / side),
        answers=tuple(
            AnswerShare(*told_answer(case, effect), plain_points(part / side))
            for effect, part in told
            if part
        ),
    )


def told_answer(case: Case, effect: AnswerEffect) -> tuple[str, str]:
    """A question and its answer; for a rating what it stands for."""
    question, answer = answer_words(case, effect.item)
    if effect.aspect is Aspect.SKILL and (rating := case.respondent.skills[effect.slug].rating) is not None:
        answer = case.content.skills[effect.slug].anchors[rating]
    return question, answer


def standing_words(case: Case, effect: AnswerEffect) -> str:
    """Where the reader stands on the preference or skill that an effect works through."""
    if effect.aspect is Aspect.PREFERENCE:
        position = case.respondent.preferences[effect.slug].position
        return reason_words.preference_named(case.content.dimensions[effect.slug], position)
    rating = case.respondent.skills[effect.slug].rating
    return reason_words.skill_named(case.content.skills[effect.slug], rating)


def tenths(value: float) -> Tenths:
    return round(10 * value)


def in_tenths(values: Sequence[float], total: Tenths) -> list[Tenths]:
    """The values in tenths that add up to ``total``: rounded down, and the rest given to those that lost
    most by it."""
    parts = [floor(10 * value) for value in values]
    lost = sorted(range(len(values)), key=lambda index: (parts[index] - 10 * values[index], index))
    missing = total - sum(parts)
    for step in range(abs(missing)):
        index = lost[step % len(lost)] if missing > 0 else lost[-1 - step % len(lost)]
        parts[index] += 1 if missing > 0 else -1
    return parts

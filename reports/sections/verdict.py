"""Section 1: the verdict, a page that stands alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quiz.scoring.advice import skill_steps
from quiz.scoring.fit import Aspect
from reports.case import Case
from reports.grammar import lower, points
from reports.level import likely_level
from reports.pay import HOME, official_figure
from reports.reasons import Reason, differences, work_out
from reports.sections.cards import RoleCard, role_card
from reports.sections.undecided import open_questions, separating
from reports.verdict import FLOOR_CURRENCY, RankedRole, Standing
from reports.words import conditions as condition_words
from reports.words import level as level_words
from reports.words import reasons as reason_words
from reports.words import verdict as verdict_words
from reports.words.phrases import are_longer, say_own
from roles.language import gettext as _

MOST_REASONS, FEW_REASONS = 3, 2  # Few where the page has more to say than usual.
ONE_REASON = 1  # Where it says that in longer words than ours, too.
LONG_HEADLINE = 40  # Characters that fill a line in large type.
LONG_NAME = 20  # Characters that fill a line of a card.


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A reason as it is printed: what, in points, and what it rests on."""

    text: str
    detail: str
    points: str


@dataclass(frozen=True, slots=True)
class Note:
    """A short paragraph under a heading of its own."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class VerdictSection:
    headline: str
    how_sure: str
    cards: tuple[RoleCard, ...]
    first_name: str
    reasons_for: tuple[ShownReason, ...]
    nothing_for: str
    reasons_against: tuple[ShownReason, ...]
    nothing_against: str
    next_step: Note | None
    notes: tuple[Note, ...]
    warning: str
    bars: str = ""
    opening: str = ""
    key: str = "verdict"
    title: str = field(default_factory=lambda: _("Your verdict"))

    @property
    def is_wordy(self) -> bool:
        """Whether the headline needs smaller type to leave room on its page."""
        return len(self.headline) > LONG_HEADLINE

    @property
    def has_long_names(self) -> bool:
        """Whether a card's name takes two lines, so that all leave room for two."""
        return len(self.cards) > 2 and any(len(card.name) > LONG_NAME for card in self.cards)


def write_verdict(case: Case) -> VerdictSection:
    """The section of somebody with enough answers."""
    first, undecided = case.first, case.verdict.standing is Standing.UNDECIDED
    own = case.content.wordings
    headline = (
        verdict_words.undecided_headline(own) if undecided else verdict_words.headline(case.verdict, own)
    )
    told = (*notes(case), *level_note(case))
    is_crowded = bool(case.verdict.notes) or len(told) > 1 or len(headline) > LONG_HEADLINE
    few = ONE_REASON if are_longer(own) else FEW_REASONS
    reasons_for, reasons_against = first_reasons(case, few if is_crowded else MOST_REASONS)
    return VerdictSection(
        headline=headline,
        how_sure=undecided_words(case) if undecided else verdict_words.how_sure(case.verdict, own),
        cards=tuple(role_card(case, index) for index in range(len(case.compared))),
        first_name=first.role.name,
        reasons_for=reasons_for,
        nothing_for=reason_words.nothing_for(first.role),
        reasons_against=reasons_against,
        nothing_against=reason_words.nothing_against(first.role),
        next_step=separating_step(case) if undecided else next_step(case),
        notes=told,
        warning=verdict_words.care(case.verdict.notes, own) if case.verdict.notes else "",
        bars=verdict_words.bars(),
        opening=say_own(own, "opening"),
    )


def first_reasons(case: Case, most: int) -> tuple[tuple[ShownReason, ...], tuple[ShownReason, ...]]:
    """The strongest reasons for and against the first role, at most so many of each."""
    working = work_out(case.content, case.first.role, case.first.match, case.verdict.balance)
    speaking_for = [r for r in working.speaking_for() if is_telling(case, r)]
    return (
        tuple(show_reason(case, case.first, reason) for reason in speaking_for[:most]),
        tuple(show_reason(case, case.first, reason) for reason in working.speaking_against()[:most]),
    )


def is_telling(case: Case, reason: Reason) -> bool:
    """Whether a reason for a role says something: lacking a skill that it doesn't use says nothing."""
    return reason.aspect is Aspect.PREFERENCE or reason.slug in case.first.role.skills


def write_too_few(case: Case) -> VerdictSection:
    """The section of somebody who has answered too little for a verdict."""
    asked = sum(estimate.evidence > 0 for estimate in case.respondent.preferences.values())
    own = case.content.wordings
    return VerdictSection(
        headline=verdict_words.too_few_headline(own),
        how_sure=verdict_words.too_few(case.verdict.answered, asked, own),
        cards=(),
        first_name="",
        reasons_for=(),
        nothing_for="",
        reasons_against=(),
        nothing_against="",
        next_step=Note(_("What is missing"), missing_words(case)),
        notes=(),
        warning="",
        opening=say_own(own, "opening"),
    )


def missing_words(case: Case) -> str:
    """What to answer to get a verdict: the preferences on which nothing is known."""
    unknown = [
        lower(case.content.dimensions[slug].name)
        for slug, estimate in case.respondent.preferences.items()
        if not estimate.evidence
    ]
    return verdict_words.missing(unknown)


def undecided_words(case: Case) -> str:
    names = [ranked.role.name for ranked in case.compared]
    return verdict_words.undecided(names, case.content.wordings)


def show_reason(case: Case, ranked: RankedRole, reason: Reason) -> ShownReason:
    """A reason in words. Only estimates that rest on answers give reasons, so a rating is there."""
    if reason.aspect is Aspect.PREFERENCE:
        dimension = case.content.dimensions[reason.slug]
        position = case.respondent.preferences[reason.slug].position
        target = ranked.role.preferences[reason.slug].target
        text = reason_words.preference_reason(dimension, position)
        return ShownReason(
            text, reason_words.preference_detail(dimension, position, target), points(reason.points)
        )
    skill = case.content.skills[reason.slug]
    rating = case.respondent.skills[reason.slug].rating or 0
    demand = ranked.role.skills.get(reason.slug)
    text = reason_words.skill_reason(skill, rating, demand)
    return ShownReason(text, reason_words.skill_detail(rating, demand), points(reason.points))


def next_step(case: Case) -> Note:
    """The skill step with most points for its effort, gaps of the role first."""
    role, own = case.first.role, case.content.wordings
    steps = skill_steps(case.respondent, role, case.content.constants, case.verdict.balance)
    short = [step for step in steps if step.to_level <= role.skills[step.skill].level]
    for step in (*short, *steps):
        skill = case.content.skills[step.skill]
        text = reason_words.next_step(skill, step.to_level, step.points, role, own, is_best=step == steps[0])
        return Note(_("Your next step"), text)
    return Note(_("Your next step"), reason_words.no_next_step(role, own))


def separating_step(case: Case) -> Note:
    """For the undecided: the preferences that tell the nearest roles apart, and questions on them."""
    names = [case.content.dimensions[slug].name for slug in separating(case)]
    return Note(_("What would separate them"), verdict_words.separating(names, open_questions(case)))


def notes(case: Case) -> Iterable[Note]:
    about = case.submission.about
    if about.role_in_mind:
        yield Note(_("The role you had in mind"), role_in_mind_words(case, about.role_in_mind))
    if excluded := excluded_words(case):
        short = condition_words.taken_out_in_short(case.verdict, case.submission.must_haves, excluded)
        yield Note(_("What your conditions took out"), short)


def level_note(case: Case) -> Iterable[Note]:
    """The likely level, unless no role stands out in whose discipline it could be one."""
    if case.verdict.standing is Standing.DECIDED:
        years = case.submission.about.years
        found = likely_level(case.content, case.respondent, case.first.role, years)
        yield Note(_("Your likely level"), level_words.likely(found, years))


def role_in_mind_words(case: Case, slug: str) -> str:
    ranked = case.verdict.ranked(slug)
    if ranked is None:
        return verdict_words.unscored_role_in_mind(case.role(slug), len(case.verdict.ranking))
    gap = differences(case.first.match, ranked.match)
    return verdict_words.role_in_mind(case.verdict, ranked, gap)


def excluded_words(case: Case) -> str:
    """All roles that the conditions took out, and with whose pay a floor was compared."""
    told = condition_words.taken_out(case.verdict, case.submission.must_haves)
    if not case.submission.must_haves.salary_floor:
        return told
    return f"{told} {condition_words.floor_compared(case.place_name(floor_place(case)))}"


def floor_place(case: Case) -> str:
    """Whose pay the floor was compared with: the reader's place, if pay there is in its currency."""
    place = case.submission.about.place
    found = (official_figure(case.content, ranked.role, place) for ranked in case.verdict.ranking)
    here = any(pay and pay.figure.place == place and pay.figure.currency == FLOOR_CURRENCY for pay in found)
    return place if here else HOME

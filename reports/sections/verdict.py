"""Section 1: the verdict, a page that stands alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import pvariance

from quiz.items import UNSURE, Agreement
from quiz.scoring.advice import skill_steps
from quiz.scoring.fit import Aspect
from reports import words
from reports.case import Case
from reports.grammar import capital, joined, points
from reports.labels import LEVELS, figure_date, main_amount
from reports.paths import demands_met
from reports.pay import official_figure
from reports.reasons import Reason, differences, work_out
from reports.verdict import RankedRole, Standing
from roles.profile import MatchQuality

MOST_REASONS = 3
MOST_QUESTIONS = 3
MATCH_WORDS = {
    MatchQuality.EXACT: "the official occupation",
    MatchQuality.NEAR: "where this title is reported",
    MatchQuality.PROXY: "the nearest official occupation",
    MatchQuality.LEVEL: "all levels together",
    MatchQuality.NONE: "only a point of reference",
}


@dataclass(frozen=True, slots=True)
class Meter:
    """A labelled bar from 0 to 100. ``shown`` is the true value where the bar has to be cut."""

    label: str
    shown: str
    filled: float
    tone: str


@dataclass(frozen=True, slots=True)
class PayLine:
    """Official pay of a role in one line, with whom it counts."""

    amount: str
    note: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One of the suggested roles."""

    slug: str
    place: str
    name: str
    facts: str
    meters: tuple[Meter, ...]
    pay: PayLine
    is_first: bool


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
    key: str = "verdict"
    title: str = "Your verdict"


def write_verdict(case: Case) -> VerdictSection:
    """The section of somebody with enough answers."""
    first = case.first
    working = work_out(case.content, first.role, first.match, case.verdict.balance)
    reasons_for = tuple(show_reason(case, first, r) for r in speaking(case, working.speaking_for(99)))
    reasons_against = tuple(show_reason(case, first, r) for r in working.speaking_against(MOST_REASONS))
    undecided = case.verdict.standing is Standing.UNDECIDED
    return VerdictSection(
        headline=words.undecided_headline() if undecided else words.headline(case.verdict),
        how_sure=undecided_words(case) if undecided else words.how_sure(case.verdict),
        cards=tuple(role_card(case, index) for index in range(len(case.compared))),
        first_name=first.role.name,
        reasons_for=reasons_for[:MOST_REASONS],
        nothing_for=words.nothing_for(first.role),
        reasons_against=reasons_against,
        nothing_against=words.nothing_against(first.role),
        next_step=separating_step(case) if undecided else next_step(case),
        notes=tuple(notes(case)),
        warning=words.care(case.verdict.notes) if case.verdict.notes else "",
    )


def write_too_few(case: Case) -> VerdictSection:
    """The section of somebody who has answered too little for a verdict."""
    asked = sum(estimate.evidence > 0 for estimate in case.respondent.preferences.values())
    return VerdictSection(
        headline=words.too_few_headline(),
        how_sure=words.too_few(case.verdict.answered, asked),
        cards=(),
        first_name="",
        reasons_for=(),
        nothing_for="",
        reasons_against=(),
        nothing_against="",
        next_step=Note("What is missing", missing_words(case)),
        notes=(),
        warning="",
    )


def missing_words(case: Case) -> str:
    """What to answer to get a verdict: the preferences on which nothing is known."""
    unknown = [
        case.content.dimensions[slug].name.lower()
        for slug, estimate in case.respondent.preferences.items()
        if not estimate.evidence
    ]
    return words.missing(unknown)


def undecided_words(case: Case) -> str:
    return words.undecided([ranked.role.name for ranked in case.compared])


def role_card(case: Case, index: int) -> RoleCard:
    ranked = case.compared[index]
    match = ranked.match
    met, rated = demands_met(case.respondent, ranked.role)
    place = (
        "Among the nearest"
        if case.verdict.standing is Standing.UNDECIDED
        else words.place_label(case.verdict, index)
    )
    return RoleCard(
        slug=ranked.role.slug,
        place=place,
        name=ranked.role.name,
        facts=f"{LEVELS[ranked.role.level]} level; {words.met_demands(met, rated)}",
        meters=(
            meter("What you would like", match.preference_fit, "accent"),
            meter("What you can do", match.skill_fit, "middle"),
            meter("Ready today", match.readiness, "line"),
        ),
        pay=pay_line(case, ranked),
        is_first=index == 0 and case.verdict.standing is Standing.DECIDED,
    )


def meter(label: str, value: float | None, tone: str) -> Meter:
    if value is None:
        return Meter(label, "unknown", 0, tone)
    return Meter(label, f"{value:.0f}".replace("-", "−"), round(min(100.0, max(0.0, value)), 1), tone)


def pay_line(case: Case, ranked: RankedRole) -> PayLine:
    found = official_figure(case.content, ranked.role, case.submission.about.place)
    if found is None:
        return PayLine("Pay unknown", "No official figure counts this role.", ())
    place = case.place_name(found.figure.place)
    counted = f"Middle half of {found.occupation.title}, {MATCH_WORDS[found.match.quality]}."
    note = f"{counted} {place}, {figure_date(found.figure)}"
    return PayLine(main_amount(found.figure), note, case.cite(found.figure.source))


def speaking(case: Case, reasons: Iterable[Reason]) -> Iterable[Reason]:
    """Reasons for a role that somebody can do something with: skills that neither side has are none."""
    listed = case.first.role.skills
    return (r for r in reasons if r.aspect is Aspect.PREFERENCE or r.slug in listed)


def show_reason(case: Case, ranked: RankedRole, reason: Reason) -> ShownReason:
    """A reason in words. Only estimates that rest on answers give reasons, so a rating is there."""
    if reason.aspect is Aspect.PREFERENCE:
        dimension = case.content.dimensions[reason.slug]
        position = case.respondent.preferences[reason.slug].position
        target = ranked.role.preferences[reason.slug].target
        text = words.preference_reason(dimension, position)
        return ShownReason(text, words.preference_detail(dimension, position, target), points(reason.points))
    skill = case.content.skills[reason.slug]
    rating = case.respondent.skills[reason.slug].rating or 0
    demand = ranked.role.skills.get(reason.slug)
    text = words.skill_reason(skill, rating, demand)
    return ShownReason(text, words.skill_detail(rating, demand), points(reason.points))


def next_step(case: Case) -> Note:
    """The skill step with most points for its effort, gaps of the role first."""
    role = case.first.role
    steps = skill_steps(case.respondent, role, case.content.constants, case.verdict.balance)
    short = [step for step in steps if step.to_level <= role.skills[step.skill].level]
    for step in (*short, *steps):
        skill = case.content.skills[step.skill]
        return Note("Your next step", words.next_step(skill, step.to_level, step.points, role))
    return Note("Your next step", words.no_next_step(role))


def separating_step(case: Case) -> Note:
    """For the undecided: the preferences that tell the nearest roles apart, and questions on them."""
    names = [case.content.dimensions[slug].name for slug in separating(case)]
    return Note("What would separate them", words.separating(names, open_questions(case)))


def separating(case: Case) -> tuple[str, ...]:
    """The dimensions on which the nearest roles ask for the most different things, weighed."""
    roles = [ranked.role for ranked in case.verdict.ranking[:5]]

    def spread(slug: str) -> float:
        asked = [role.preferences[slug] for role in roles if slug in role.preferences]
        if len(asked) < 2:
            return 0.0
        weight = sum(preference.weight for preference in asked) / len(roles)
        return weight * sqrt(pvariance([preference.target for preference in asked]))

    return tuple(sorted(case.content.dimensions, key=lambda slug: (-spread(slug), slug))[:MOST_QUESTIONS])


def open_questions(case: Case) -> tuple[str, ...]:
    """Statements on the separating dimensions that were answered "neither" or "not sure"."""
    wanted = separating(case)
    neutral = (3, UNSURE)
    texts = [
        item.text
        for slug, item in case.content.items.items()
        if isinstance(item, Agreement)
        and item.dimension in wanted
        and case.submission.answers.get(slug, UNSURE) in neutral
    ]
    return tuple(texts[:MOST_QUESTIONS])


def notes(case: Case) -> Iterable[Note]:
    about = case.submission.about
    if about.role_in_mind:
        yield Note("The role you had in mind", role_in_mind_words(case, about.role_in_mind))
    if excluded := excluded_words(case):
        yield Note("What your conditions took out", excluded)
    yield Note("How to read the bars", words.BARS)


def role_in_mind_words(case: Case, slug: str) -> str:
    ranked = case.verdict.ranked(slug)
    if ranked is None:
        return words.unscored_role_in_mind(case.role(slug), len(case.verdict.ranking))
    gap = differences(case.first.match, ranked.match)
    return words.role_in_mind(case.verdict, ranked, gap)


def excluded_words(case: Case) -> str:
    """The filtered roles that would have been among the first three."""
    told = [
        f"{ranked.role.name} {why_filtered(case, ranked)}"
        for ranked in case.verdict.ranking[: len(case.compared)]
        if ranked.fails
    ]
    return f"{capital(joined(told))}." if told else ""


def why_filtered(case: Case, ranked: RankedRole) -> str:
    pay = official_figure(case.content, ranked.role, case.submission.about.place)
    return words.filtered(ranked, ranked.rank, case.submission.must_haves, pay)

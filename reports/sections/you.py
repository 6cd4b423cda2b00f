"""Section 3: the person: preferences with their uncertainty, skills, what is not sure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from reports.case import Case
from reports.charts.dot_plot import DotPlot, Leaning, dot_plot
from reports.charts.level_dots import LevelDots, level_dots
from reports.grammar import joined
from reports.labels import SKILL_LEVELS
from reports.verdict import Standing
from reports.words import reasons as reason_words
from reports.words import sections as words
from roles.language import gettext as _

EIGHTY = 1.28  # Standard normal quantile: 80 % lie within this many deviations.
MOST_SKILLS = 5
STRONG = 2  # The level, "on your own", from which a skill is called a strong one.
WIDE = 0.25  # Half width of a dimension's interval, on the 0-1 scale, from which we say "not sure".


@dataclass(frozen=True, slots=True)
class RatedSkill:
    """A skill as somebody rated it (0-4), in the words of its level."""

    name: str
    dots: LevelDots
    anchor: str
    asked: str


@dataclass(frozen=True, slots=True)
class YouSection:
    intro: str
    plot: DotPlot
    plot_text: str
    role_name: str
    skills: tuple[RatedSkill, ...]
    other_skills: str
    unsure: str
    key: str = "you"
    title: str = field(default_factory=lambda: _("You, as you answered"))


def write_you(case: Case) -> YouSection:
    leanings = tuple(leaning(case, slug) for slug in case.content.dimensions)
    rated = strongest(case)
    strong = [slug for slug in rated if (case.respondent.skills[slug].rating or 0) >= STRONG][:MOST_SKILLS]
    others = [told(case, slug) for slug in rated[len(strong) :]]
    return YouSection(
        intro=intro(case),
        plot=dot_plot(leanings),
        plot_text=". ".join(f"{each.name} {each.position:.0f}" for each in leanings),
        role_name=case.first.role.name if has_first(case) else "",
        skills=tuple(rated_skill(case, slug) for slug in strong),
        other_skills=words.other_skills(others) if strong else words.no_strong_skill(others),
        unsure=unsure(case),
    )


def has_first(case: Case) -> bool:
    return case.verdict.standing is not Standing.TOO_FEW and bool(case.verdict.ranking)


def leaning(case: Case, slug: str) -> Leaning:
    dimension = case.content.dimensions[slug]
    estimate = case.respondent.preferences[slug]
    margin = half_width(case, slug)
    asked = case.first.role.preferences.get(slug) if has_first(case) else None
    return Leaning(
        name=dimension.name,
        low_pole=dimension.low,
        high_pole=dimension.high,
        position=100 * estimate.position,
        low=100 * max(0.0, estimate.position - margin),
        high=100 * min(1.0, estimate.position + margin),
        target=asked.target if asked and asked.weight else None,
    )


def half_width(case: Case, slug: str) -> float:
    """Half of the 80 % interval of a position, on the 0-1 scale."""
    return EIGHTY * case.content.constants.spread * sqrt(case.respondent.preferences[slug].variance)


def intro(case: Case) -> str:
    if case.verdict.standing is Standing.TOO_FEW:
        return words.too_few_leanings()
    preferences = case.respondent.preferences
    by_strength = sorted(preferences, key=lambda slug: (-abs(preferences[slug].theta), slug))
    leaning_most = [
        reason_words.preference_phrase(case.content.dimensions[slug], preferences[slug].position)
        for slug in by_strength[:2]
        if reason_words.leans(preferences[slug].position)
    ]
    return words.leanings(leaning_most)


def strongest(case: Case) -> Sequence[str]:
    """The rated skills, highest first, then those that the first role weighs most."""
    demands = case.first.role.skills if has_first(case) else {}
    ratings = {s: e.rating for s, e in case.respondent.skills.items() if e.rating is not None}

    def order(slug: str) -> tuple[int, float, str]:
        demand = demands.get(slug)
        return -ratings[slug], -(demand.weight * demand.level) if demand else 0.0, slug

    return sorted(ratings, key=order)


def rated_skill(case: Case, slug: str) -> RatedSkill:
    skill = case.content.skills[slug]
    rating = case.respondent.skills[slug].rating or 0
    demand = case.first.role.skills.get(slug) if has_first(case) else None
    return RatedSkill(
        skill.name, level_dots(rating), skill.anchors[rating], str(demand.level) if demand else _("not asked")
    )


def told(case: Case, slug: str) -> str:
    rating = case.respondent.skills[slug].rating or 0
    level = SKILL_LEVELS[rating] if rating else _("new to you")
    return f"{case.content.skills[slug].name} ({level})"


def unsure(case: Case) -> str:
    """What is not known: wide intervals and skills without a rating."""
    wide = [d.name for slug, d in case.content.dimensions.items() if half_width(case, slug) >= WIDE]
    unrated = [
        skill.name
        for slug, skill in case.content.skills.items()
        if case.respondent.skills[slug].rating is None
    ]
    return words.unsure(joined(wide), joined(unrated), len(unrated) == len(case.content.skills))

"""How the quiz measures and matches, told from the edition in use."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from quiz.content import EditionContent
from quiz.items import Agreement, SkillRating, TradeOff
from quiz.scoring.certainty import CLEAR, LEANING
from quiz.scoring.constants import Constants
from quiz.scoring.enough import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS
from reports.grammar import decimal
from reports.labels import FIGURE_KINDS, SKILL_LEVELS
from roles.language import gettext as _
from roles.language import gettext_noop, ngettext, plural_noop
from roles.profile import Dimension, Skill

EXPLANATIONS = {
    "loading": (
        gettext_noop("Loading"),
        gettext_noop("How closely one agreement answer follows the preference it asks about, from 0 to 1."),
    ),
    "step": (
        gettext_noop("Step"),
        gettext_noop(
            "How far answers to one statement spread between people, in steps of the five-step scale."
        ),
    ),
    "pair_weight": (
        gettext_noop("Pair weight"),
        gettext_noop("How much a choice between two statements tells of a preference, in agreement answers."),
    ),
    "spread": (
        gettext_noop("Spread"),
        gettext_noop("How far people spread on a preference, as a share of the way from pole to pole."),
    ),
    "preference_scale": (
        gettext_noop("Preference scale"),
        gettext_noop("Points that a preference costs for being away from what the role asks."),
    ),
    "skill_scale": (gettext_noop("Skill scale"), gettext_noop("Points for one level of skill.")),
    "balance": (
        gettext_noop("Balance"),
        gettext_noop("Share of preferences in the fit, unless you move the dial."),
    ),
    "skill_mean": (
        gettext_noop("Expected skill level"),
        gettext_noop("Level we expect of somebody who has not rated a skill."),
    ),
    "skill_sd": (
        gettext_noop("Spread of skills"),
        gettext_noop("How far true skill levels spread between people."),
    ),
    "skill_noise": (
        gettext_noop("Noise of a self-rating"),
        gettext_noop("How far one self-rating strays from the true level."),
    ),
}


@dataclass(frozen=True, slots=True)
class Constant:
    """A fixed number of the model and what it stands for."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something the edition has."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class MeasuredDimension:
    """A preference, how many questions ask about it and how many of those are asked the other way."""

    dimension: Dimension
    statements: int
    reversed: int
    pairs: int


@dataclass(frozen=True, slots=True)
class MeasuredSkill:
    """A skill with the behaviour that each level stands for."""

    skill: Skill
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """All that the method page prints; chances are in 100, kappa and reliability rounded."""

    counts: tuple[Count, ...]
    constants: tuple[Constant, ...]
    dimensions: tuple[MeasuredDimension, ...]
    skills: tuple[MeasuredSkill, ...]
    pay_kinds: tuple[Count, ...]
    caution: str
    reliability: str
    clear: int
    leaning: int
    enough_answers: int
    enough_dimensions: int


def method_of(content: EditionContent) -> Method:
    """The method as this edition has it."""
    constants = content.constants
    return Method(
        counts=tuple(counts(content)),
        constants=tuple(explained(constants)),
        dimensions=tuple(measured(content, dimension) for dimension in content.dimensions.values()),
        skills=tuple(
            MeasuredSkill(skill, tuple(zip(level_names(), skill.anchors, strict=True)))
            for skill in content.skills.values()
        ),
        pay_kinds=tuple(pay_kinds(content)),
        caution=decimal(f"{constants.kappa:.2f}"),
        reliability=f"{constants.skill_reliability:.0%}".replace("%", " %"),
        clear=round(100 * CLEAR),
        leaning=round(100 * LEANING),
        enough_answers=ENOUGH_ANSWERS,
        enough_dimensions=ENOUGH_DIMENSIONS,
    )


def counts(content: EditionContent) -> Iterator[Count]:
    scored = len(content.scored_roles)
    items = content.items.values()
    yield counted(scored, plural_noop("role in the verdict", "roles in the verdict"))
    yield counted(
        len(content.roles) - scored,
        plural_noop("further role on progression paths", "further roles on progression paths"),
    )
    yield counted(len(content.dimensions), plural_noop("preference", "preferences"))
    yield counted(len(content.skills), plural_noop("skill", "skills"))
    yield counted(
        sum(isinstance(item, Agreement) for item in items),
        plural_noop("statement to agree or disagree with", "statements to agree or disagree with"),
    )
    yield counted(
        sum(isinstance(item, TradeOff) for item in items),
        plural_noop("choice between two statements", "choices between two statements"),
    )
    yield counted(
        sum(isinstance(item, SkillRating) for item in items), plural_noop("skill rating", "skill ratings")
    )
    yield counted(len(content.figures), plural_noop("pay figure", "pay figures"))
    yield counted(len(content.steps), plural_noop("career step", "career steps"))
    yield counted(len(content.sources), plural_noop("source", "sources"))


def counted(number: int, forms: tuple[str, str]) -> Count:
    return Count(number, ngettext(*forms, number))


def explained(constants: Constants) -> Iterator[Constant]:
    for name, value in asdict(constants).items():
        label, meaning = EXPLANATIONS[name]
        yield Constant(_(label), decimal(f"{value:g}"), _(meaning))


def measured(content: EditionContent, dimension: Dimension) -> MeasuredDimension:
    items = content.items.values()
    statements = [i for i in items if isinstance(i, Agreement) and i.dimension == dimension.slug]
    pairs = [i for i in items if isinstance(i, TradeOff) and dimension.slug in (i.a.dimension, i.b.dimension)]
    return MeasuredDimension(dimension, len(statements), sum(i.key < 0 for i in statements), len(pairs))


def level_names() -> tuple[str, ...]:
    named = (
        _("Level %(level)d, %(words)s") % {"level": level, "words": SKILL_LEVELS[level]}
        for level in range(1, len(SKILL_LEVELS))
    )
    return (_("Level 0"), *named)


def pay_kinds(content: EditionContent) -> Iterator[Count]:
    for kind, label in FIGURE_KINDS.items():
        if found := sum(figure.kind is kind for figure in content.figures):
            yield Count(found, label)

"""How the quiz measures and matches, told from the edition in use."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from quiz.content import EditionContent
from quiz.items import Agreement, SkillRating, TradeOff
from quiz.scoring.certainty import CLEAR, LEANING
from quiz.scoring.constants import Constants
from reports.labels import FIGURE_KINDS, SKILL_LEVELS
from reports.verdict import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS
from roles.profile import Dimension, Skill

EXPLANATIONS = {
    "loading": (
        "Loading",
        "How closely one agreement answer follows the preference it asks about, from 0 to 1.",
    ),
    "step": (
        "Step",
        "How far answers to one statement spread between people, in steps of the five-step scale.",
    ),
    "pair_weight": (
        "Pair weight",
        "How much a choice between two statements tells of a preference, in agreement answers.",
    ),
    "spread": ("Spread", "How far people spread on a preference, as a share of the way from pole to pole."),
    "preference_scale": (
        "Preference scale",
        "Points that a preference costs for being away from what the role asks.",
    ),
    "skill_scale": ("Skill scale", "Points for one level of skill."),
    "balance": ("Balance", "Share of preferences in the fit, unless you move the dial."),
    "skill_mean": ("Expected skill level", "Level we expect of somebody who has not rated a skill."),
    "skill_sd": ("Spread of skills", "How far true skill levels spread between people."),
    "skill_noise": ("Noise of a self-rating", "How far one self-rating strays from the true level."),
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
        caution=f"{constants.kappa:.2f}",
        reliability=f"{constants.skill_reliability:.0%}".replace("%", " %"),
        clear=round(100 * CLEAR),
        leaning=round(100 * LEANING),
        enough_answers=ENOUGH_ANSWERS,
        enough_dimensions=ENOUGH_DIMENSIONS,
    )


def counts(content: EditionContent) -> Iterator[Count]:
    scored = len(content.scored_roles)
    items = content.items.values()
    yield Count(scored, "roles in the verdict")
    yield Count(len(content.roles) - scored, "further roles on progression paths")
    yield Count(len(content.dimensions), "preferences")
    yield Count(len(content.skills), "skills")
    yield Count(sum(isinstance(item, Agreement) for item in items), "statements to agree or disagree with")
    yield Count(sum(isinstance(item, TradeOff) for item in items), "choices between two statements")
    yield Count(sum(isinstance(item, SkillRating) for item in items), "skill ratings")
    yield Count(len(content.figures), "pay figures")
    yield Count(len(content.steps), "career steps")
    yield Count(len(content.sources), "sources")


def explained(constants: Constants) -> Iterator[Constant]:
    for name, value in asdict(constants).items():
        label, meaning = EXPLANATIONS[name]
        yield Constant(label, f"{value:g}", meaning)


def measured(content: EditionContent, dimension: Dimension) -> MeasuredDimension:
    items = content.items.values()
    statements = [i for i in items if isinstance(i, Agreement) and i.dimension == dimension.slug]
    pairs = [i for i in items if isinstance(i, TradeOff) and dimension.slug in (i.a.dimension, i.b.dimension)]
    return MeasuredDimension(dimension, len(statements), sum(i.key < 0 for i in statements), len(pairs))


def level_names() -> tuple[str, ...]:
    return ("Level 0", *(f"Level {level}, {SKILL_LEVELS[level]}" for level in range(1, len(SKILL_LEVELS))))


def pay_kinds(content: EditionContent) -> Iterator[Count]:
    for kind, label in FIGURE_KINDS.items():
        if found := sum(figure.kind is kind for figure in content.figures):
            yield Count(found, label)

"""The sentences of a verdict that editors may put in their own words, and what such words may hold.

A placeholder is a name in braces, {role}, and nothing else: no field of it, no format, no brace beside it.
What passes ``faults`` can be filled with any values, and says nothing but itself and those values.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from roles.brand import is_plain

GAP = re.compile(r"\{([a-z]+)\}")
BRACE = re.compile(r"[{}]")
IN_BRACES = re.compile(r"\{[^{}]*\}")


class Place(StrEnum):
    """Where a sentence stands."""

    HEADLINE = "Headline"
    LEAD = "Under the headline"
    NEXT = "Your next step"
    PLAN = "Your plan"
    FRAME = "First and last words"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence: ``gaps`` are its placeholders, each with what it stands for and an example.

    ``longest`` is in characters, with the placeholders as they are typed; more overflows the printed page.
    """

    slug: str
    place: Place
    title: str
    shown: str
    longest: int
    gaps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    @property
    def may_stress(self) -> bool:
        """Whether *asterisks* are set in bold type there."""
        return self.place in (Place.LEAD, Place.NEXT) and self.slug != "care"

    @property
    def is_sentence(self) -> bool:
        """Whether it ends in a full stop."""
        return self.place is not Place.HEADLINE


ROLE = ("the role that comes first", "Backend Engineer")
SECOND = ("the role after it", "Data Engineer")
TIMES = ("how often the order would hold, in words", "83 times in 100")
LEAD_GAPS = {"first": ROLE, "second": SECOND, "times": TIMES}
STEP_GAPS = {
    "practice": ("what to practise, a whole sentence", "Design a schema and defend it."),
    "skill": ("the skill", "Databases"),
    "low": ("your rating of it", "2"),
    "high": ("the next level", "3"),
    "points": ("what that is worth", "1.4"),
    "role": ROLE,
}

ALL = (
    Phrase(
        "headline-one",
        Place.HEADLINE,
        "One role comes first",
        "Shown when one role comes first, clearly or by a little.",
        48,
        {"role": ROLE},
        ("role",),
    ),
    Phrase(
        "headline-tied",
        Place.HEADLINE,
        "Two or three share the first place",
        "Shown when two or three roles are too close to call.",
        48,
        {"roles": ("these roles", "Backend Engineer and Data Engineer")},
        ("roles",),
    ),
    Phrase(
        "headline-many",
        Place.HEADLINE,
        "Four or more share the first place",
        "Shown when four or more roles are too close to call.",
        48,
        {"count": ("how many, in words", "Four")},
        ("count",),
    ),
    Phrase(
        "headline-none",
        Place.HEADLINE,
        "No role meets the conditions",
        "Shown when every role fails a condition that the reader has set.",
        48,
    ),
    Phrase(
        "headline-undecided",
        Place.HEADLINE,
        "No role stands out",
        "Shown when enough was answered, and nearly all of it in the middle.",
        48,
    ),
    Phrase(
        "headline-too-few",
        Place.HEADLINE,
        "Too few answers",
        "Shown when too little was answered for any verdict.",
        48,
    ),
    Phrase(
        "lead-clear",
        Place.LEAD,
        "How sure: clear",
        "Shown when the first role would stay ahead of the second nearly always.",
        140,
        LEAD_GAPS,
        ("second", "times"),
    ),
    Phrase(
        "lead-leaning",
        Place.LEAD,
        "How sure: leaning",
        "Shown when the first role would stay ahead of the second more often than not, if not nearly always.",
        140,
        LEAD_GAPS,
        ("second", "times"),
    ),
    Phrase(
        "lead-tied",
        Place.LEAD,
        "How sure: too close to call",
        "Shown when the first two roles can’t be told apart.",
        140,
        LEAD_GAPS,
        ("first", "second", "times"),
    ),
    Phrase(
        "lead-none",
        Place.LEAD,
        "How sure: no role meets the conditions",
        "Shown when every role fails a condition that the reader has set.",
        140,
        {"role": ("the role that would come first without them", "Backend Engineer")},
        ("role",),
    ),
    Phrase(
        "lead-undecided",
        Place.LEAD,
        "How sure: no role stands out",
        "Shown when nearly all answers are in the middle. The roles that come nearest are named after it.",
        140,
    ),
    Phrase(
        "lead-too-few",
        Place.LEAD,
        "How sure: what a verdict needs",
        "Shown when too little was answered, after how much was.",
        140,
        {
            "answers": ("the fewest answers for a verdict, in words or figures", "20"),
            "dimensions": ("the fewest preferences that have to be asked about", "six"),
        },
        ("answers", "dimensions"),
    ),
    Phrase(
        "care",
        Place.LEAD,
        "Answers that look careless",
        "Shown above the cards when answers contradict each other or are all alike.",
        100,
        {"found": ("what was found", "nearly all statements were answered alike")},
        ("found",),
    ),
    Phrase(
        "next-best",
        Place.NEXT,
        "The step that does most",
        "Shown when the next step closes a gap of the first role and does most for its effort.",
        140,
        STEP_GAPS,
        ("skill", "points"),
    ),
    Phrase(
        "next-gap",
        Place.NEXT,
        "The step that closes a gap",
        "Shown when another step would do more, but this one is part of what the first role asks.",
        140,
        STEP_GAPS,
        ("skill", "points"),
    ),
    Phrase(
        "next-none",
        Place.NEXT,
        "No step left",
        "Shown when no skill would move the first role further.",
        100,
        {"role": ROLE},
    ),
    Phrase(
        "changes",
        Place.PLAN,
        "What would change this verdict",
        "Shown over the list of what would put another role first. With a single one {count} is “one”.",
        240,
        {"count": ("how many roles are listed, in words", "nine")},
    ),
    Phrase(
        "opening",
        Place.FRAME,
        "First words",
        "Shown above the headline of every result and report. We ship none.",
        80,
    ),
    Phrase(
        "closing",
        Place.FRAME,
        "Last words",
        "Shown at the end of every result and report, after what it may not be used for. We ship none.",
        240,
    ),
)
PHRASES: Mapping[str, Phrase] = {phrase.slug: phrase for phrase in ALL}
LONGEST = max(phrase.longest for phrase in ALL)


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its placeholders replaced, once: braces within a value stay what they are.

    Raises KeyError for a placeholder without a value; a text that ``gap_faults`` passes has none.
    """
    return GAP.sub(lambda gap: str(values[gap[1]]), text)


def faults_of(name: str, text: str) -> list[str]:
    """Why a text can't be printed under its name, "wording/care/text"; none for what is no such sentence."""
    kind, _, rest = name.partition("/")
    phrase = PHRASES.get(rest.removesuffix("/text")) if kind == "wording" else None
    return list(faults(phrase, text)) if phrase else []


def faults(phrase: Phrase, text: str) -> Iterator[str]:
    """Why the text can't be printed there, each with what to do."""
    if not text.strip():
        yield "It says nothing. Write the sentence, or delete yours to go back to the shipped one."
    if not is_plain(text):
        yield "Use letters, figures and signs only: no markup and no invisible characters."
    if len(text) > phrase.longest:
        room = f"at most {phrase.longest} fit on the printed page"
        yield f"It has {len(text)} characters; {room}. Say it shorter."
    yield from gap_faults(phrase, text)


def gap_faults(phrase: Phrase, text: str) -> Iterator[str]:
    """What is wrong with the placeholders."""
    offered = allowed(phrase)
    for written in dict.fromkeys(IN_BRACES.findall(text)):
        gap = GAP.fullmatch(written)
        if gap is None:
            yield f"“{written}” is no placeholder: only a name in small letters goes in braces. {offered}"
        elif gap[1] not in phrase.gaps:
            yield f"There is no {written} here. {offered}"
    if BRACE.search(IN_BRACES.sub("", text)):
        yield f"A brace stands alone: braces only go round the name of a placeholder. {offered}"
    named = GAP.findall(text)
    for twice in dict.fromkeys(name for name in named if named.count(name) > 1):
        yield f"It says {{{twice}}} more than once: what stands there may be long. Say it once."
    if lacking := [f"{{{name}}}" for name in phrase.required if name not in named]:
        yield f"It has to say {' and '.join(lacking)}: without, readers would miss what the verdict is about."


def allowed(phrase: Phrase) -> str:
    """The placeholders that there are, in a sentence."""
    if not phrase.gaps:
        return "This sentence has no placeholders."
    return f"You can use {', '.join(f'{{{name}}}' for name in phrase.gaps)}."

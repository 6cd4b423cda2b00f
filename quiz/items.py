"""The questions of the quiz as frozen values, and which answers each of them takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

UNSURE = "unsure"
"""Not sure, or doesn't apply. Scores exactly as if the item had not been asked."""

Answer = int | str
Answers = Mapping[str, Answer]
"""Item slug to what was answered: 1-5, "a" or "b", or 0-4; UNSURE is its own value."""

AGREEMENT_VALUES = (1, 2, 3, 4, 5)
TRADE_OFF_VALUES = ("a", "b")
RATING_VALUES = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a statement about one dimension applies, 1-5; key -1 means reverse-keyed."""

    slug: str
    text: str
    why: str
    dimension: str
    key: Literal[1, -1]

    @property
    def values(self) -> tuple[Answer, ...]:
        return AGREEMENT_VALUES


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements of a trade-off."""

    text: str
    dimension: str


@dataclass(frozen=True, slots=True)
class TradeOff:
    """A choice between two attractive statements of different dimensions, "a" or "b"."""

    slug: str
    text: str
    why: str
    a: Side
    b: Side

    @property
    def values(self) -> tuple[Answer, ...]:
        return TRADE_OFF_VALUES


@dataclass(frozen=True, slots=True)
class SkillRating:
    """A self-rating of one skill, 0-4, each level with a behavioural anchor."""

    slug: str
    text: str
    why: str
    skill: str

    @property
    def values(self) -> tuple[Answer, ...]:
        return RATING_VALUES


Item = Agreement | TradeOff | SkillRating


def accepts(item: Item, answer: object) -> bool:
    """Whether ``answer`` is one of the item's values or UNSURE; True is not 1 here."""
    if isinstance(answer, bool) or not isinstance(answer, int | str):
        return False
    return answer == UNSURE or answer in item.values

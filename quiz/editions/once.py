"""Answers about a content that is held in memory, each worked out once.

Contents are told apart by identity: comparing two by all they say takes as long as what is saved. The draft
and the editions are held in memory themselves, so the same one comes back as long as nothing changes. Pure.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, TypeVar, TypeVarTuple

from quiz.content import EditionContent
from roles.language import get_language

KEPT = 4  # Answers of each kind: the draft and its forerunner, against two editions or in two languages.

Asked = TypeVarTuple("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A content that equals itself only."""

    content: EditionContent

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self.content is other.content

    def __hash__(self) -> int:
        return id(self.content)


def once(answer: Callable[[*Asked], Answer]) -> Callable[[*Asked], Answer]:
    """Keeps the last few answers, for each language. They are shared: they must be immutable."""

    @lru_cache(maxsize=KEPT)
    def kept(language: str | None, *asked: Hashable) -> Answer:
        told: Any = (each.content if isinstance(each, Held) else each for each in asked)
        return answer(*told)

    @wraps(answer)
    def ask(*asked: *Asked) -> Answer:
        told: Any = (Held(each) if isinstance(each, EditionContent) else each for each in asked)
        return kept(get_language(), *told)

    return ask

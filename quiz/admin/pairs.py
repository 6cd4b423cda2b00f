"""The pairs of roles that lie nearest to each other, for the page of the draft."""

from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.editions.once import once
from quiz.editions.separation import CONFUSED, nearest

SHOWN = 8


@dataclass(frozen=True, slots=True)
class NearPair:
    """Of the people of ``role``, ``percent`` would be told ``rival`` first.

    Two more items on ``helps`` ("" if none helps) would bring that to ``then`` per cent, answers
    without any error to ``at_best``.
    """

    role: str
    rival: str
    percent: int
    helps: str
    then: int
    at_best: int
    is_confused: bool


@once
def nearest_pairs(content: EditionContent) -> tuple[NearPair, ...]:
    """The pairs that are mixed up most, worst first."""
    return tuple(
        NearPair(
            role=content.roles[pair.role].name,
            rival=content.roles[pair.rival].name,
            percent=round(100 * pair.chance),
            helps=content.dimensions[pair.helps].name if pair.helps else "",
            then=round(100 * pair.then),
            at_best=round(100 * pair.at_best),
            is_confused=pair.chance > CONFUSED,
        )
        for pair in nearest(content, SHOWN)
    )

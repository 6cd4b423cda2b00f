"""A self-rating as four dots, filled up to the level."""

from dataclasses import dataclass

from roles.language import gettext as _

RADIUS, PITCH, EDGE = 4.5, 14.0, 6.0


@dataclass(frozen=True, slots=True)
class LevelDot:
    x: float
    is_filled: bool


@dataclass(frozen=True, slots=True)
class LevelDots:
    dots: tuple[LevelDot, ...]
    text: str
    radius: float = RADIUS
    y: float = EDGE
    width: float = 2 * EDGE + 3 * PITCH
    height: float = 2 * EDGE


def level_dots(rating: int) -> LevelDots:
    """Four dots for a rating from 0 to 4."""
    dots = tuple(LevelDot(EDGE + PITCH * index, index < rating) for index in range(4))
    return LevelDots(dots, _("Level %(rating)d of 4") % {"rating": rating})

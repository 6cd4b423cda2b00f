"""The colours of charts. They are written into the SVG, since the print renderer ignores page styles there.

The values repeat static/css/tokens.css; a test keeps them equal. On screen, classes override them.
"""

from dataclasses import dataclass, replace

from roles.brand import Brand, on_light


@dataclass(frozen=True, slots=True)
class Palette:
    ink: str = "#1a2530"
    soft: str = "#545f69"
    paper: str = "#fffefb"
    surface: str = "#f5f2ec"
    strong: str = "#eae5da"
    rule: str = "#d9d5cb"
    line: str = "#727a80"
    accent: str = "#0f6b62"
    middle: str = "#6fa8a0"
    pale: str = "#e4efec"
    gap: str = "#b4501f"
    font: str = "Source Sans 3"


PALETTE = Palette()


def palette_of(brand: Brand | None) -> Palette:
    """The colours of charts on paper, in the look of an edition."""
    if brand is None or not brand.accent:
        return PALETTE
    colours = on_light(brand.accent)
    return replace(PALETTE, accent=brand.accent, middle=colours["accent-mid"], pale=colours["accent-soft"])

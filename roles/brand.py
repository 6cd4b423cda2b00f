"""The look of the organisation that offers the quiz: a name, a line of contact, a logo and one colour.

Everything else follows from the colour, so that whatever an organisation chooses stays readable: WCAG's
contrast of 4.5 on each surface that the colour is written on.
"""

import re
import unicodedata
from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

ENOUGH = 4.5  # WCAG AA for text.
NAME_LENGTH, CONTACT_LENGTH = 60, 120
COLOUR = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"
# The surfaces of static/css/tokens.css and dark.css that accents are written on; a test keeps them equal.
LIGHT = ("#fffefb", "#f5f2ec", "#eae5da")
DARK = ("#12181e", "#1a222a", "#26303a")
DARK_INK = "#0b1a18"
JOINERS = "\u200c\u200d"  # Invisible, and part of how some scripts are written.


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours are "#rrggbb", dark on light paper and light on a dark screen, or "" for our own; the logo is
    a PNG in base64 or ""."""

    name: str
    contact: str
    accent: str
    accent_dark: str
    logo: str

    @property
    def stylesheet(self) -> str:
        """What a browser loads after our own styles; empty without a colour of its own."""
        if not self.accent:
            return ""
        dark = f"@media screen and (prefers-color-scheme: dark) {{ {tokens(on_dark(self.dark))} }}"
        return f"{tokens(on_light(self.accent))}\n{dark}\n"

    @property
    def print_styles(self) -> str:
        """What the print document adds: the running header, and the colour."""
        colours = f"{tokens(on_light(self.accent))}\n" if self.accent else ""
        return colours + RUNNING_HEADER

    @property
    def dark(self) -> str:
        """The colour on a dark screen: the one chosen, or the nearest to the other that can be read there."""
        return self.accent_dark or readable_like(self.accent, DARK)

    @property
    def offered_by(self) -> str:
        return f"{self.name}, {self.contact}" if self.contact else self.name


RUNNING_HEADER = """@page { @top-left { content: element(brand); width: 60%; } }
.report__brand { position: running(brand); margin: 0; font-size: 8.3pt; font-weight: 600; }
.report__brand img { height: 6mm; max-width: 40mm; vertical-align: middle; margin-right: 2mm; }
"""


def tokens(colours: dict[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in colours.items()) + " }"


def on_light(accent: str) -> dict[str, str]:
    """The design tokens that follow from a colour on paper."""
    return {
        "accent": accent,
        "accent-strong": mix(accent, BLACK, 0.3),
        "accent-mid": mix(accent, LIGHT[0], 0.4),
        "accent-soft": mix(accent, LIGHT[0], 0.88),
        "on-accent": WHITE,
    }


def on_dark(accent: str) -> dict[str, str]:
    """The same on a dark screen."""
    return {
        "accent": accent,
        "accent-strong": mix(accent, WHITE, 0.35),
        "accent-mid": mix(accent, DARK[0], 0.4),
        "accent-soft": mix(accent, DARK[0], 0.8),
        "on-accent": DARK_INK,
    }


def is_colour(text: str) -> bool:
    return COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_readable(colour: str, surfaces: Iterable[str]) -> bool:
    return all(contrast(colour, surface) >= ENOUGH for surface in surfaces)


def readable_like(colour: str, surfaces: tuple[str, ...]) -> str:
    """The colour, made darker on light surfaces and lighter on dark ones until it can be read on them."""
    hue, lightness, saturation = rgb_to_hls(*channels(colour))
    goal = 0.0 if luminance(surfaces[0]) > 0.5 else 1.0
    for step in range(101):
        nearer = lightness + (goal - lightness) * step / 100
        found = written(hls_to_rgb(hue, nearer, saturation))
        if is_readable(found, surfaces):
            return found
    raise AssertionError("Black or white can be read on every surface of ours.")


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(colour: str, other: str, share: float) -> str:
    """The colour with a share (0-1) of the other one."""
    pairs = zip(channels(colour), channels(other), strict=True)
    red, green, blue = (one + (another - one) * share for one, another in pairs)
    return written((red, green, blue))


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def is_plain(text: str) -> bool:
    """Whether a line has only what is seen: no control, bidi or private characters and no markup."""
    return not any(
        character in "<>" or (unicodedata.category(character)[0] == "C" and character not in JOINERS)
        for character in text
    )

"""The faces that reports and pages are set in: which there are, whether they are made, what they can print.

reports/faces.py makes them. Figures are tabular by default in this family.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont

PACKAGE = "fontpkg-source-sans-3"
FAMILY = "Source Sans 3"
RECIPE = "2"  # Raise when faces are made differently, so that old ones are made anew.
STAMP = "SourceSans3.version"
LICENCE = "SourceSans3-OFL.txt"


@dataclass(frozen=True, slots=True)
class Face:
    """One static face of the family."""

    style: str
    weight: int
    italic: bool = False

    @property
    def stem(self) -> str:
        return f"SourceSans3-{self.style}"


FACES = (Face("Regular", 400), Face("Italic", 400, italic=True), Face("SemiBold", 600), Face("Bold", 700))


def are_made(folder: Path) -> bool:
    """Whether ``folder`` holds every face in the version wanted."""
    stamp = folder / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="utf-8") == wanted_version()
        and all((folder / name).is_file() for name in font_files())
    )


def font_files() -> tuple[str, ...]:
    """The names of all files of faces."""
    return tuple(f"{face.stem}.{ending}" for face in FACES for ending in ("ttf", "woff2"))


def wanted_version() -> str:
    return f"{version(PACKAGE)} recipe {RECIPE}"


def packaged(face: Face) -> Path:
    """The variable font that the face is cut from."""
    found: Path = fontpkg.path(FAMILY, weight=face.weight, style="italic" if face.italic else "normal")
    return found


@cache
def covered() -> frozenset[int]:
    """The code points that the family can print."""
    with TTFont(packaged(FACES[0]), lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing(text: str) -> Iterable[str]:
    """The characters of ``text`` that the family lacks, in their order."""
    return [character for character in text if ord(character) not in covered()]

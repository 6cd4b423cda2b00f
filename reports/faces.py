"""Makes the static font faces, once, from the packaged variable font: TTF for print, WOFF2 for the web.

The print renderer takes a fifth longer with variable fonts and longer still with WOFF2, so it is
handed plain TTF faces. What cuts fonts is as slow to import as all the rest, so only who makes them does.
"""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from reports.files import write_whole
from reports.fonts import FACES, LICENCE, STAMP, Face, are_made, packaged, wanted_version

# Latin with its extensions, Greek, Cyrillic, punctuation, currencies, arrows, mathematics, shapes.
WEB_RANGES = (
    (0x0020, 0x024F),
    (0x02B0, 0x03FF),
    (0x0400, 0x052F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x22FF),
    (0x25A0, 0x27BF),
)
FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "liga", "pnum", "case", "sups", "frac")


def make_fonts(folder: Path, *, again: bool = False) -> bool:
    """Makes every face in ``folder``; False when this version of them is there already, unless ``again``."""
    if are_made(folder) and not again:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:  # Half a minute on one core.
        list(pool.map(partial(make_face, folder), FACES))
    licence = (packaged(FACES[0]).parent.parent / "LICENSE").read_text(encoding="utf-8")
    write_whole({folder / LICENCE: licence.encode()})
    # Last, so that a folder which was left half made is made again.
    write_whole({folder / STAMP: wanted_version().encode()})
    return True


def make_face(folder: Path, face: Face) -> None:
    font = static_face(face)
    write_whole({folder / f"{face.stem}.ttf": saved(font)})
    write_whole({folder / f"{face.stem}.woff2": saved(web_face(font))})


def static_face(face: Face) -> TTFont:
    """One weight cut from the variable font: every character, but no alternates."""
    font = TTFont(packaged(face), recalcTimestamp=False)
    keep(font, font.getBestCmap())
    return instantiateVariableFont(font, {"wght": face.weight}, inplace=True, updateFontNames=True)


def web_face(font: TTFont) -> TTFont:
    """The face cut down in place to the characters that the site needs, as WOFF2."""
    keep(font, (code for first, last in WEB_RANGES for code in range(first, last + 1)))
    font.flavor = "woff2"
    return font


def keep(font: TTFont, codes: Iterable[int]) -> None:
    """Drops every other character, the hints and the features that no page asks for."""
    subsetter = Subsetter(Options(layout_features=list(FEATURES), hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def saved(font: TTFont) -> bytes:
    """The font as the bytes of its file."""
    raw = BytesIO()
    font.save(raw)
    return raw.getvalue()

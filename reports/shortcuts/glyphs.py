"""A shorter way from the glyphs of a line to the string that shows them.

A letter, as wide as it is beside its neighbours, comes dozens of times in a report. What shows it is worked
out once for each size of a font; a line with a glyph that is new, moved or coloured goes the renderer's way.
"""

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Any

from reports.shortcuts.change import Change

GLYPH = Struct("Iiii4x")  # As Pango has it: number, width, how far it is moved to the right and up.
SMALLEST = 1e-6  # What is smaller isn't drawn.


def changes() -> list[Change]:
    from weasyprint.draw import text
    from weasyprint.text.ffi import ffi, pango

    draw = text.draw_first_line

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        if overflow == "ellipsis" or ellipsis != "none" or not drawn(box):
            return draw(stream, box, overflow, ellipsis, matrix)
        pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
        try:
            runs = list(known_runs(stream, box.pango_layout.get_first_line()[0]))
        except KeyError:
            return draw(stream, box, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        show(stream, runs)
        return []  # None of them is an emoji.

    as_expected = ffi.sizeof("PangoGlyphInfo") == GLYPH.size and pango.pango_version() >= 14802
    return [(text, "draw_first_line", draw_first_line)] if as_expected else []


def drawn(box: Any) -> bool:
    return box.style["font_size"] >= SMALLEST and bool(box.text.strip())


def known_runs(stream: Any, line: Any) -> Iterator[tuple[Any, Any, float, str]]:
    """Of each run of a line its font, as Pango and the PDF have it, its size and the string that shows it.
    Raises KeyError where a glyph isn't known."""
    from weasyprint.text.ffi import ffi

    run = line.runs[0]
    while run != ffi.NULL:
        pango_font, glyphs, run = run.data.item.analysis.font, run.data.glyphs, run.next
        font, size = stream.add_font(pango_font)
        each = GLYPH.iter_unpack(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size))
        shown = "<" + "".join(map(known_glyphs(font, size).__getitem__, each))
        yield pango_font, font, size, shown.removesuffix("<") if shown.endswith("<") else shown + ">"


def show(stream: Any, runs: Sequence[tuple[Any, Any, float, str]]) -> None:
    string, former = "", None
    for pango_font, font, size, shown in runs:
        if pango_font != former:
            if string:
                stream.show_text(string)
            string, former = "", pango_font
            stream.set_font_size(font.hash, size)
        string += shown
    stream.show_text(string)


def known_glyphs(font: Any, size: float) -> "Glyphs":
    held = vars(font).setdefault("known_glyphs", {})
    if size not in held:
        held[size] = Glyphs(font, size)
    glyphs: Glyphs = held[size]
    return glyphs


class Glyphs(dict[tuple[int, ...], str]):
    """What shows each glyph of a font in a size."""

    def __init__(self, font: Any, size: float) -> None:
        from weasyprint.text.ffi import FROM_UNITS

        self.font, self.size, self.unit = font, size, FROM_UNITS
        self.plain = not (font.bitmap or font.png or font.svg or font.colr)

    def __missing__(self, glyph: tuple[int, ...]) -> str:
        number, width, right, up = glyph
        if right or up or not self.plain or number not in self.font.to_unicode:
            raise KeyError(number)
        kerning = self.font.widths[number] + 0.0 - width * 1000 * self.unit / self.size
        shown = self[glyph] = f"{number:04x}" + (f">{int(kerning)}<" if kerning else "")
        return shown

"""Shorter ways from a text to the line that is set."""

from typing import Any

from reports.shortcuts.change import Change, wherever


def changes() -> list[Change]:
    return [*kept_lines(), *struts_of_a_style(), *typefaces_of_a_style()]


def kept_lines() -> list[Change]:
    """Draws the line that was laid out. The renderer lets go of it and sets the same text again."""
    from weasyprint.text.ffi import pango
    from weasyprint.text.line_break import Layout

    set_text, deactivate, reactivate = Layout.set_text, Layout.deactivate, Layout.reactivate

    def set_one_paragraph(self: Any, text: str, justify: bool = False) -> None:
        # As drawing asks for later: a change then would throw the line away.
        pango.pango_layout_set_single_paragraph_mode(self.layout, "\n" not in text)
        set_text(self, text, justify)

    def set_again_if_justified(self: Any, style: Any) -> None:
        if self.justification_spacing:
            deactivate(self)
            reactivate(self, style)

    return [
        (Layout, "set_text", set_one_paragraph),
        (Layout, "deactivate", lambda self: None),
        (Layout, "reactivate", set_again_if_justified),
    ]


def struts_of_a_style() -> list[Change]:
    """Keeps how high a line of a style is with the style. The renderer writes out what the height depends on
    to look it up."""
    from weasyprint.text.line_break import strut as measure

    def strut(style: Any) -> Any:
        held = vars(style)
        if "strut" not in held:
            held["strut"] = measure(style)
        return held["strut"]

    return wherever(measure, strut)


def typefaces_of_a_style() -> list[Change]:
    """Keeps Pango's description of a style's typeface with the style. It is only ever read."""
    from weasyprint.text.fonts import get_font_description as describe

    def get_font_description(style: Any) -> Any:
        held = vars(style)
        if "typeface" not in held:
            held["typeface"] = describe(style)
        return held["typeface"]

    return wherever(describe, get_font_description)

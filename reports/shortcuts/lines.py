"""Shorter ways from a text to the line that is set."""

from collections.abc import Callable
from typing import Any

from reports.shortcuts.change import Change, wherever


def changes() -> list[Change]:
    return [*kept_lines(), *struts_of_a_style(), *typefaces_of_a_style(), *shared_contexts()]


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
    from weasyprint.text.line_break import strut

    return once_a_style("strut", strut)


def typefaces_of_a_style() -> list[Change]:
    """Keeps Pango's description of a style's typeface with the style. It is only ever read."""
    from weasyprint.text.fonts import get_font_description

    return once_a_style("typeface", get_font_description)


def once_a_style(name: str, find: Callable[[Any], Any]) -> list[Change]:
    """Keeps with each style, under this name, what is found of it."""

    def found(style: Any) -> Any:
        held = vars(style)
        if name not in held:
            held[name] = find(style)
        return held[name]

    return wherever(find, found)


def shared_contexts() -> list[Change]:
    """Sets up lines that differ in nothing but their typeface in one context of Pango's, which is only read;
    the renderer makes one for each."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    set_up = line_break.Layout.setup

    def setup(self: Any, style: Any) -> None:
        held = vars(style)
        if "context" not in held:
            held["context"] = context_of(style) if plain(style) else None
        if not held["context"]:
            set_up(self, style)
            return
        context, self.language = held["context"]
        self.style, self.first_line_direction = style, 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, line_break.get_font_description(style))

    return [(line_break.Layout, "setup", setup)]


def plain(style: Any) -> bool:
    """Whether lines of a style are set up in a language with a typeface, and nothing besides."""
    from weasyprint.text.fonts import font_features

    variants = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")
    asked = [style[f"font_variant_{variant}"] for variant in variants]
    features = font_features(style["font_kerning"], *asked, style["font_feature_settings"])
    overridden = style["font_language_override"] != "normal"
    return bool(style["lang"]) and not (features or overridden or style["text_decoration_line"] != "none")


def context_of(style: Any) -> tuple[Any, Any]:
    """The context for a language and direction in the document of a style, and the language."""
    from weasyprint.text.constants import PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

    contexts = vars(style.font_config).setdefault("contexts", {})
    key = style["lang"], style["direction"]
    if key not in contexts:
        context = pango.pango_font_map_create_context(style.font_config.font_map)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        language = pango.pango_language_from_string(unicode_to_char_p(style["lang"])[0])
        pango.pango_context_set_language(context, language)
        contexts[key] = ffi.gc(context, gobject.g_object_unref), language
    found: tuple[Any, Any] = contexts[key]
    return found

"""Shorter ways through the print renderer: its own functions in fewer steps, to the same bytes.

A report of ten pages makes two million calls, many of them in the handful of functions below. Each does
what the one that it stands for does; ``tests/reports/test_shortcuts.py`` compares the PDFs, so that a
version of the renderer in which that is no longer true can't come in unnoticed.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Change = tuple[Any, str, Any]  # An owner, the name of what it has, and what it has from now on.


@contextmanager
def shorter_ways() -> Iterator[None]:
    """Renders inside take the shorter ways; afterwards the renderer is as it was."""
    changes = [
        *kept_lines(),
        *flat_walk(),
        *one_look_at_the_flow(),
        *lengths_at_once(),
        *functions_only(),
        *common_values_first(),
    ]
    former = [(owner, name, getattr(owner, name)) for owner, name, _ in changes]
    for owner, name, value in changes:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in former:
            setattr(owner, name, value)


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


def flat_walk() -> list[Change]:
    """Walks a tree of boxes without a generator for each level, through which all below would pass."""
    from weasyprint.formatting_structure.boxes import Box

    def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
        left = [self]
        while left:
            box = left.pop()
            if placeholders and not isinstance(box, Box):
                box = box._box  # Its place is kept; the box itself is what is asked for.
            yield box
            if isinstance(box, Box):
                left.extend(reversed(box.children))

    return [(Box, "descendants", descendants)]


def one_look_at_the_flow() -> list[Change]:
    """Answers the question that is asked most with one look at each property, not five calls."""
    from weasyprint.formatting_structure.boxes import Box

    positioned, taken_out = {"absolute", "fixed"}, {"running()", "note()"}

    def is_in_normal_flow(self: Any) -> bool:
        if self.style["float"] != "none":
            return False
        position = self.style["position"]
        return position not in positioned and position[0] not in taken_out

    return [(Box, "is_in_normal_flow", is_in_normal_flow)]


def lengths_at_once() -> list[Change]:
    """Takes a length in pixels as it is; thirteen lengths are resolved for every box."""
    from weasyprint.layout.percent import resolve_one_percentage as resolve

    def resolve_one_percentage(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        if getattr(value, "unit", None) == "px":
            setattr(box, name, value.value)
        else:
            resolve(box, name, refer_to)

    return wherever(resolve, resolve_one_percentage)


def functions_only() -> list[Change]:
    """Says at once that a value which is no function is no sum either."""
    from weasyprint.css.functions import check_math as check

    def check_math(token: Any) -> Any:
        if type(token) is tuple:
            return any(map(check_math, token))
        return check(token) if getattr(token, "type", None) == "function" else None

    return wherever(check, check_math)


def common_values_first() -> list[Change]:
    """Turns words and numbers into bytes without asking for the rarer types before."""
    from pydyf import _to_bytes as convert  # type: ignore[import-untyped]

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        return b"%d" % item if kind is int else convert(item)

    return wherever(convert, to_bytes)


def wherever(former: Any, shorter: Any) -> list[Change]:
    """The changes that put a function in the place of another in every module that imported it."""
    modules = [module for name, module in sys.modules.items() if name.startswith(("weasyprint.", "pydyf"))]
    return [
        (module, name, shorter)
        for module in modules
        for name, value in vars(module).items()
        if value is former
    ]

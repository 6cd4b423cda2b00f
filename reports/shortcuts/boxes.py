"""Shorter ways through the tree of boxes and their layout."""

from collections.abc import Iterator
from typing import Any

from reports.shortcuts.change import Change, wherever


def changes() -> list[Change]:
    return [
        *flat_walk(),
        *one_look_at_the_flow(),
        *lengths_once_for_a_style(),
        *square_corners(),
        *first_and_last_only(),
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


SIDES = ("top", "right", "bottom", "left")
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
RESOLVED = (*LENGTHS, *(f"border_{side}_width" for side in SIDES))


def lengths_once_for_a_style() -> list[Change]:
    """Resolves lengths that depend on nothing around the box once for a style, not for each of its boxes."""
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout.percent import resolve_percentages as resolve

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        held = vars(box.style)
        if (lengths := held.get("lengths")) and isinstance(box, Box):  # Not the place that is kept for one.
            vars(box).update(lengths)
            return
        resolve(box, containing_block)
        if "lengths" not in held and isinstance(box, Box):
            held["lengths"] = {name: vars(box)[name] for name in RESOLVED} if fixed(box.style) else None

    def fixed(style: Any) -> bool:
        values = (style[name] for name in LENGTHS)
        return style["border_collapse"] != "collapse" and all(
            value == "auto" or getattr(value, "unit", None) == "px" for value in values
        )

    return wherever(resolve, resolve_percentages)


def square_corners() -> list[Change]:
    """Finds out once for a style that it rounds no corner."""
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout.percent import resolve_radii_percentages as resolve

    square = {
        f"border_{corner}_radius": (0, 0)
        for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
    }

    def resolve_radii_percentages(box: Any) -> None:
        held = vars(box.style)
        if "square" not in held:
            held["square"] = all((0, "px") in box.style[name] for name in square)
        if held["square"] and isinstance(box, Box):
            vars(box).update(square)
        else:
            resolve(box)

    return wherever(resolve, resolve_radii_percentages)


def first_and_last_only() -> list[Change]:
    """Asks the first and the last child for their pages, and of those between not even if they are in the
    flow."""
    from weasyprint.formatting_structure.boxes import ParentBox

    def flows(child: Any) -> bool:
        return bool(child.is_in_normal_flow() or child.is_floated())

    def page_values(self: Any) -> tuple[str, str]:
        own = self.style["page"]
        first = next(filter(flows, self.children), None)
        if first is None:
            return own, own
        last = next(filter(flows, reversed(self.children)))
        start, end = first.page_values()
        if last is not first:
            end = last.page_values()[1]
        return start or own, end or own

    return [(ParentBox, "page_values", page_values)]

"""Shorter ways from style sheets to the style of each element."""

from collections.abc import Iterator
from typing import Any

from reports.shortcuts.change import Change, wherever

# What has a style of its own from the beginning; that of a first line or letter is laid over another's.
WHOLE = {None, "before", "after", "marker"}


def changes() -> list[Change]:
    return [*functions_only(), *nothing_said(), *listed_once()]


def functions_only() -> list[Change]:
    """Says at once that a value which is no function is no sum either."""
    from weasyprint.css.functions import check_math as check

    def check_math(token: Any) -> Any:
        if type(token) is tuple:
            return any(map(check_math, token))
        return check(token) if getattr(token, "type", None) == "function" else None

    return wherever(check, check_math)


def nothing_said() -> list[Change]:
    """Takes what no style sheet sets as it is at first, all of it at once, or from the parent, without asking
    which of the rules for set properties might apply."""
    from weasyprint.css import AnonymousStyle, ComputedStyle
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    start, start_anonymous, compute = (
        ComputedStyle.__init__,
        AnonymousStyle.__init__,
        ComputedStyle.__missing__,
    )
    apart = {"float", "display", "position", "page", *INITIAL_NOT_COMPUTED}
    plain = {key for key in INITIAL_VALUES if key not in apart and not key.startswith("text_decoration_")}
    inherited, initial = plain & INHERITED, {key: INITIAL_VALUES[key] for key in plain - INHERITED}
    directions = ({"block": "ttb", "inline": inline} for inline in ("ltr", "rtl"))
    logical = {name(**told) for told in directions for name in PHYSICAL_FUNCTIONS.values()}

    def with_initial_values(self: Any, parent: Any, cascaded: Any, pseudo_type: Any, *told: Any) -> None:
        start(self, parent, cascaded, pseudo_type, *told)
        if pseudo_type in WHOLE:
            self.update(initial)
            for key in cascaded if logical.isdisjoint(cascaded) else (*cascaded, *PHYSICAL_FUNCTIONS):
                self.pop(key, None)

    def anonymous_with_initial_values(self: Any, parent: Any) -> None:
        self.update(initial)
        start_anonymous(self, parent)

    def from_the_parent(self: Any, key: str) -> Any:
        if key in self.cascaded or self.parent_style is None or not (key in inherited or key[:2] == "__"):
            return compute(self, key)
        value = self[key] = self.parent_style[key]
        return value

    return [
        (AnonymousStyle, "__init__", anonymous_with_initial_values),
        (ComputedStyle, "__init__", with_initial_values),
        (ComputedStyle, "__missing__", from_the_parent),
    ]


def listed_once() -> list[Change]:
    """Goes through the elements of the document once for all who ask for some of them."""
    from cssselect2 import ElementWrapper  # type: ignore[import-untyped]

    walk = ElementWrapper.iter_subtree

    def iter_subtree(self: Any) -> Iterator[Any]:
        held = vars(self)
        if "subtree" not in held:
            held["subtree"] = list(walk(self))
        return iter(held["subtree"])

    return [(ElementWrapper, "iter_subtree", iter_subtree)]

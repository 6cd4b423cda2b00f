"""Shorter ways from boxes to the bytes of the PDF."""

from typing import Any

from reports.shortcuts.change import Change, wherever


def changes() -> list[Change]:
    return [*common_values_first(), *joined_at_once(), *pages_listed_once()]


def common_values_first() -> list[Change]:
    """Turns words and numbers into bytes without asking for the rarer types before."""
    from pydyf import _to_bytes as convert  # type: ignore[import-untyped]

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        if kind is float and not item.is_integer():
            return f"{item:f}".rstrip("0").encode("ascii")
        return b"%d" % item if kind is int or kind is float else convert(item)

    return wherever(convert, to_bytes)


def joined_at_once() -> list[Change]:
    """Puts the thousands of steps that draw a page together in one go: nearly all are bytes already."""
    import pydyf

    stream = pydyf.Stream.data

    def of_stream(self: Any) -> Any:
        steps = [step if type(step) is bytes else pydyf._to_bytes(step) for step in self.stream]
        self.stream = [b"\n".join(steps)]
        return stream.fget(self)

    def of_array(self: Any) -> bytes:
        return b"[" + b" ".join(map(pydyf._to_bytes, self)) + b"]"

    return [(pydyf.Stream, "data", property(of_stream)), (pydyf.Array, "data", property(of_array))]


def pages_listed_once() -> list[Change]:
    """Lists the pages to refer to when there is a further one, not for each tag that refers to one."""
    from pydyf import PDF

    listed = PDF.page_references

    def page_references(self: Any) -> Any:
        held, pages = vars(self), len(self.pages["Kids"])
        if held.get("listed", (None,))[0] != pages:
            held["listed"] = pages, listed.fget(self)
        return held["listed"][1]

    return [(PDF, "page_references", property(page_references))]

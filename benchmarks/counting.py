"""Counts that no other work on the machine changes."""

import sys
from collections.abc import Callable


def python_calls(work: Callable[[], object]) -> int:
    """Calls of Python functions while ``work`` is done once."""
    calls = 0

    def count(frame: object, event: str, told: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls

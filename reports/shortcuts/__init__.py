"""Shorter ways through the print renderer: its own functions in fewer steps, to the same bytes.

A report of ten pages makes more than a million calls, many of them in the handful of functions that these
modules hold. Each does what the one that it stands for does; ``tests/reports/test_shortcuts.py`` compares the
PDFs, so that a version of the renderer in which that is no longer true can't come in unnoticed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from reports.shortcuts import boxes, lines, sheets, styles, writing


@contextmanager
def shorter_ways() -> Iterator[None]:
    """Renders inside take the shorter ways; afterwards the renderer is as it was."""
    parts = (sheets, styles, boxes, lines, writing)
    changes = [change for part in parts for change in part.changes()]
    former = [(owner, name, getattr(owner, name)) for owner, name, _ in changes]
    for owner, name, value in changes:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in former:
            setattr(owner, name, value)

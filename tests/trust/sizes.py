"""How much of a test runs, and where it tells its figures: a little each time, a lot with ``make soak``."""

import os
from pathlib import Path


def size(each_run: int, soak: int) -> int:
    """``soak`` when SOAK is set, else ``each_run``."""
    return soak if os.environ.get("SOAK") else each_run


def told(figure: str) -> None:
    """Adds a line to the file that SOAK_FIGURES names, if it names one."""
    if path := os.environ.get("SOAK_FIGURES"):
        with Path(path).open("a", encoding="utf-8") as figures:
            figures.write(f"{figure}\n")

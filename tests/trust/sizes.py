"""How much of a test runs: a little each time, a lot with ``make soak``."""

import os


def size(each_run: int, soak: int) -> int:
    """``soak`` when SOAK is set, else ``each_run``."""
    return soak if os.environ.get("SOAK") else each_run

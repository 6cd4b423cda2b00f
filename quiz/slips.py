"""Slips of the pen in a sentence that an editor wrote: worth a look, and no reason to refuse it."""

import re
from collections.abc import Iterator

from quiz.phrases import Phrase

DOUBLED = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)
ENDS = (".", "?", "!", "…", ".”", "?”", "…”", ".)")
PAIRS = {"(": ")", "[": "]", "“": "”", "„": "“"}
NEARLY = 0.9  # Of the room, from which on a translation hardly fits.


def slips(phrase: Phrase, text: str) -> Iterator[str]:
    """What looks unintended, each in a sentence."""
    if "  " in text or text != text.strip():
        yield "There is a space too many."
    if twice := DOUBLED.search(text):
        yield f"“{twice[1]}” stands there twice running."
    if '"' in text or "'" in text:
        yield "Quotation marks are straight; the report has “curly” ones and ’ for an apostrophe."
    if not are_paired(text):
        yield "A bracket or quotation mark has no partner."
    yield from stress_slips(phrase, text)
    yield from end_slips(phrase, text)
    if len(text) > NEARLY * phrase.longest:
        yield f"It fills {len(text)} of {phrase.longest} characters; translations tend to be longer."


def are_paired(text: str) -> bool:
    """Whether every bracket and quotation mark that opens is closed, in order; German pairs count too."""
    waiting: list[str] = []
    for character in text:
        if waiting and character == waiting[-1]:
            waiting.pop()
        elif character in PAIRS:
            waiting.append(PAIRS[character])
        elif character in PAIRS.values():
            return False
    return not waiting


def stress_slips(phrase: Phrase, text: str) -> Iterator[str]:
    if "*" not in text:
        return
    if not phrase.may_stress:
        yield "Asterisks are printed as they are here."
    elif text.count("*") % 2:
        yield "An asterisk has no partner: *between two* the words are set in bold type."


def end_slips(phrase: Phrase, text: str) -> Iterator[str]:
    if phrase.is_sentence and not text.rstrip().endswith((*ENDS, ".*", "}*.")):
        yield "It doesn’t end in a full stop, and other sentences follow it."
    if not phrase.is_sentence and text.rstrip().endswith("."):
        yield "Headlines end without a full stop."

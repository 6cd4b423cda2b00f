"""Disguises of English that show what is wrong with a layout before anybody has translated a word.

Accented and longer: what stays plain is not translatable, what is cut has no room. Mirrored: what
doesn't turn around in a page that is written from right to left.
"""

import re

ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÛṼŴẊÝŽ",
)
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&\w+;)")
LONGER = 0.35  # German and Finnish need about a third more room than English.
LONG_WORD = 6  # Letters and a space.
LEFT_OVERRIDE, END = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"

LANGUAGES = {"en-xa": "accented", "ar-xb": "mirrored"}


def disguise(code: str, text: str) -> str:
    """A string of the interface in a pseudo-language; gaps and markup stay as they are."""
    parts = KEPT.split(text)
    change = accented if code == "en-xa" else mirrored
    told = "".join(part if KEPT.fullmatch(part) else change(part) for part in parts)
    return told + padding(text) if code == "en-xa" else told


def accented(text: str) -> str:
    return text.translate(ACCENTED)


def mirrored(text: str) -> str:
    return f"{LEFT_OVERRIDE}{text}{END}" if text.strip() else text


def padding(text: str) -> str:
    """What makes a text longer by a third; short ones by more, as translations do."""
    extra = round(len(KEPT.sub("", text)) * LONGER)
    words = max(1, round(extra / LONG_WORD))
    return " ~~~~~" * words if text.strip() else ""

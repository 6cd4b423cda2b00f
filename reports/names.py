"""A respondent's name as it can be printed: no control characters, no boxes for missing glyphs."""

import unicodedata
from dataclasses import dataclass

from reports.fonts import missing
from roles.language import gettext as _


@dataclass(frozen=True, slots=True)
class PrintedName:
    """The name, "" if none can be printed; ``note`` says why a given name is left out."""

    text: str
    note: str


def printed_name(given: str) -> PrintedName:
    """The name without control, bidi and other invisible characters, or a note instead of boxes."""
    text = " ".join("".join(map(visible, unicodedata.normalize("NFC", given))).split())
    if missing(text):
        return PrintedName("", _("Your name is left out: the report's typeface lacks characters of it."))
    return PrintedName(text, "")


def visible(character: str) -> str:
    """The character; a space for white space and line breaks; nothing for what is never seen."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") else character

"""The reader's language for modules that know no Django: the one door to its translations.

A sentence is a function of its arguments and the active language, and of nothing else.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language as get_language
from django.utils.translation import gettext as gettext
from django.utils.translation import gettext_noop as gettext_noop
from django.utils.translation import ngettext as ngettext
from django.utils.translation import npgettext as npgettext
from django.utils.translation import pgettext as pgettext

__all__ = [
    "ORIGINAL",
    "Terms",
    "alphabetical",
    "get_language",
    "gettext",
    "gettext_noop",
    "language_tag",
    "locale",
    "ngettext",
    "npgettext",
    "pgettext",
    "plural_noop",
]

ORIGINAL = "en-gb"
"""The language that sentences are written in and translated from."""

Key = TypeVar("Key")


class Terms(Mapping[Key, str]):
    """Fixed words by key, each in the active language when it is looked up.

    The words are marked where they are written: ``Terms({1: gettext_noop("One")})``.
    """

    def __init__(self, words: Mapping[Key, str]) -> None:
        self.words = words

    def __getitem__(self, key: Key) -> str:
        return gettext(self.words[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def plural_noop(one: str, many: str) -> tuple[str, str]:
    """Marks two forms for the catalogue; ``ngettext(*forms, count)`` translates them."""
    return one, many


def language_tag() -> str:
    """The active language as pages and PDFs name it: "en-GB", "de"."""
    language, _, region = (get_language() or ORIGINAL).partition("-")
    return f"{language}-{region.upper()}" if region else language


def locale() -> Locale:
    """How the active language writes lists, numbers, amounts and dates."""
    return locale_of(get_language() or ORIGINAL)


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """The locale of a language, that of the original for one that nobody speaks."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return Locale.parse(ORIGINAL, sep="-")


def alphabetical(name: str) -> str:
    """What names are sorted by: letters with marks beside those without, whatever the case.

    So do German dictionaries and those of most languages in Latin letters.
    """
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()

"""The editors' own sentences: errors in a draft's, and slips of the pen. Pure."""

from collections.abc import Iterator

from quiz.content import EditionContent
from quiz.editions.naming import language_name
from quiz.phrases import PHRASES, Phrase, faults
from quiz.slips import slips

WORDING = "wording/"  # Before the names of these texts.

Said = tuple[Phrase, str, str]
"""A sentence, the language it is in ("" for the original), and its words."""


def wording_faults(content: EditionContent) -> Iterator[tuple[str, str, str]]:
    """What could not be printed: which sentence, its language, and why."""
    for phrase, language, text in said(content):
        yield from ((place_of(phrase), language, fault) for fault in faults(phrase, text))


def wording_slips(content: EditionContent) -> Iterator[tuple[str, str, str]]:
    """What looks unintended: which sentence, its language, and what."""
    for phrase, language, text in said(content):
        yield from ((place_of(phrase), language, slip) for slip in slips(phrase, text))


def said(content: EditionContent) -> Iterator[Said]:
    for slug, text in content.wordings.items():
        if phrase := PHRASES.get(slug):
            yield phrase, "", text
            for language, translated in content.translations.items():
                if told := translated.texts.get(text_name(slug)):
                    yield phrase, language, told


def text_name(slug: str) -> str:
    """The name of the sentence among the texts that can be translated."""
    return f"{WORDING}{slug}/text"


def place_of(phrase: Phrase) -> str:
    """How a finding names a sentence."""
    return f"Sentence “{phrase.title}”"


def in_language(language: str) -> str:
    """What stands before a finding on a translation."""
    return f"In {language_name(language)}: " if language else ""

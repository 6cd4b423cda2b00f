"""An edition in the reader's language: what is translated, and the original where it isn't. No Django.

Scores don't depend on the language: only texts are replaced.
"""

from collections.abc import Iterator
from dataclasses import replace

from quiz.content import EditionContent, Translated
from quiz.editions.texts import rewritten, texts_of
from quiz.editions.worded import text_name

WRITTEN_IN = "en-GB"
# What respondents read first; the rest falls back to the original without a word to the editors.
EXPECTED = ("item", "dimension", "skill", "wording")
EXPECTED_OF_ROLES = ("name", "summary")


class Original(str):
    """A text in the language it was written in, on a page of another one; templates mark it so."""

    language = WRITTEN_IN


def localised(content: EditionContent, language: str) -> EditionContent:
    """The content in a language, the original wherever it has no translation. Stale ones are used:
    a translation of last week's wording serves a reader better than a foreign language. A sentence of the
    verdict in the editors' own words that isn't translated is told as we tell it in that language."""
    known = content.translations.get(language, Translated({}, ())).texts

    def tell(name: str, text: str) -> str:
        return known.get(name) or Original(text)

    said = {slug: text for slug, text in content.wordings.items() if text_name(slug) in known}
    return rewritten(replace(content, wordings=said), tell)


def missing(content: EditionContent, language: str) -> Iterator[str]:
    """The names of the texts that a respondent meets in the quiz and at the head of every role, and that
    the language lacks."""
    known = content.translations[language].texts
    return (name for name in texts_of(content) if is_expected(content, name) and name not in known)


def is_expected(content: EditionContent, name: str) -> bool:
    kind, key, field = name.split("/", 2)
    if kind == "role":
        return field in EXPECTED_OF_ROLES and content.roles[key].is_scored
    return kind in EXPECTED

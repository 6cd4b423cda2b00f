"""The door from stored editions and responses to values."""

import json
from collections.abc import Iterable
from functools import lru_cache

from quiz.content import EditionContent
from quiz.editions.document import read_document
from quiz.editions.translation import localised
from quiz.items import Answer
from quiz.models import Edition, Sitting
from quiz.submission import About, MustHaves, Submission
from roles.language import ORIGINAL, get_language

EDITIONS_IN_MEMORY = 8


def content_of(edition: Edition) -> EditionContent:
    """The content in the reader's language; read once per process, since an edition never changes."""
    return content_in(edition.digest, get_language() or ORIGINAL)


@lru_cache(maxsize=2 * EDITIONS_IN_MEMORY)
def content_in(digest: str, language: str) -> EditionContent:
    content = content_by_digest(digest)
    return content if language == ORIGINAL else localised(content, language)


@lru_cache(maxsize=EDITIONS_IN_MEMORY)
def content_by_digest(digest: str) -> EditionContent:
    stored = Edition.objects.filter(digest=digest).values_list("document", flat=True)[0]
    return read_document(json.loads(stored))


def submission_of(sitting: Sitting) -> Submission:
    """All that the respondent has said so far, in one query."""
    return Submission(
        answers={response.item: as_answer(response.value) for response in sitting.responses.all()},
        about=About(**sitting.about),
        must_haves=MustHaves(**sitting.must_haves),
        balance=sitting.balance,
        compare=tuple(sitting.compare),
    )


def answers_of_many(said: Iterable[str | None]) -> list[dict[str, Answer]]:
    """The answers of many sittings, each from its stored ones as a JSON object (``statements.SAID``).

    Parsed in one go, so that a slug is one string for all of them.
    """
    told = json.loads(f"[{','.join(text or '{}' for text in said)}]")
    return [dict(zip(given, map(KNOWN.__getitem__, given.values()), strict=True)) for given in told]


def as_answer(value: str) -> Answer:
    """A stored value as the answer it stands for: digits are numbers."""
    return int(value) if value.isdigit() else value


def as_value(answer: Answer) -> str:
    """The form in which an answer is stored."""
    return str(answer)


# Every value that the database takes.
KNOWN = {value: as_answer(value) for value in ("0", "1", "2", "3", "4", "5", "a", "b", "unsure")}

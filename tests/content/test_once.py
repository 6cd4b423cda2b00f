"""What was worked out of a content is worked out again only for another content, question or language."""

from dataclasses import replace

import pytest
from django.utils import translation

from quiz.content import EditionContent
from quiz.editions.document import digest, digest_of, write_document
from quiz.editions.once import KEPT, once
from roles.language import gettext
from tests.builders import small_content


class Counting:
    """An answer that says how often it was worked out."""

    def __init__(self) -> None:
        self.asked: list[EditionContent | str | None] = []
        self.answer = once(self.worked)

    def worked(self, content: EditionContent | None, other: str) -> str:
        self.asked.append(content)
        return f"{len(self.asked)} {other} {gettext('Roles')}"


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_the_same_question_about_the_same_content_is_answered_once(counting: Counting):
    content = small_content()

    assert counting.answer(content, "a") == counting.answer(content, "a")
    assert counting.asked == [content]


def test_another_content_is_asked_about_anew_even_if_it_says_the_same(counting: Counting):
    content = small_content()

    counting.answer(content, "a"), counting.answer(replace(content), "a"), counting.answer(None, "a")

    assert len(counting.asked) == 3


def test_another_question_or_language_is_answered_for_itself(counting: Counting):
    content = small_content()
    counting.answer(content, "a")

    assert counting.answer(content, "b") == "2 b Roles"
    with translation.override("de"):
        assert counting.answer(content, "b") == "3 b Rollen"


def test_only_the_latest_are_kept(counting: Counting):
    contents = [small_content() for _ in range(KEPT + 1)]
    for content in contents:
        counting.answer(content, "a")

    counting.answer(contents[-1], "a")
    assert len(counting.asked) == KEPT + 1
    counting.answer(contents[0], "a")
    assert len(counting.asked) == KEPT + 2


def test_a_kept_digest_is_that_of_the_document():
    content = small_content()

    assert digest_of(content) == digest_of(content) == digest(write_document(content))

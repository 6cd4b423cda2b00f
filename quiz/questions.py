"""The questions of a page as markup, each rendered once, and the answers that are posted with a page.

A question's markup is a pure function of edition, item, number, answer and language. What it looks like
is templates/rolewise/question.html's alone, and what is wrong with an answer PageForm's: here the
answers are only told apart that need no word.
"""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from quiz.content import EditionContent
from quiz.forms import PageForm, is_untouched
from quiz.items import UNSURE, Item
from quiz.keeping import Kept
from quiz.paging import Page
from roles.language import get_language

questions: Kept[SafeString] = Kept(4_096)


def questions_of(
    page: Page, digest: str, content: EditionContent, stored: Mapping[str, str]
) -> Iterable[SafeString]:
    """The markup of a page's questions with the stored answers chosen."""
    language = get_language()
    for number, item in enumerate(page.items, start=page.first):
        yield question_markup(digest, language, content, item, number, stored.get(item.slug, ""))


def question_markup(
    digest: str, language: str | None, content: EditionContent, item: Item, number: int, value: str
) -> SafeString:
    """One question; ``number`` counts from 1 over the quiz, ``value`` is the stored answer or ""."""
    if settings.DEBUG:  # The template may change under a running server.
        return rendered(content, item, number, value)
    key = (digest, language, item.slug, number, value)
    return questions.get(key, lambda: rendered(content, item, number, value))


def rendered(content: EditionContent, item: Item, number: int, value: str) -> SafeString:
    form = PageForm(Page(1, number, (item,)), content, {item.slug: value} if value else {})
    return render_to_string("rolewise/question.html", {"field": form[item.slug]})


def chosen_in(page: Page, sent: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, str]:
    """The posted answers to save: good ones to items of the page, but for what came back as it was shown."""
    return {
        item.slug: sent[item.slug]
        for item in page.items
        if item.slug in sent and not is_untouched(item.slug, sent, stored) and takes(item, sent[item.slug])
    }


def needs_no_word(
    page: Page, content: EditionContent, sent: Mapping[str, str], stored: Mapping[str, str]
) -> bool:
    """Whether a posted page is well: each item has a good answer, now or before, and no other item one."""
    chosen = chosen_in(page, sent, stored)
    left = [item.slug for item in page.items if item.slug not in chosen]
    answered = all(slug in stored and (slug not in sent or is_untouched(slug, sent, stored)) for slug in left)
    own = {item.slug for item in page.items}
    return answered and not any(key in content.items and key not in own for key in sent)


def takes(item: Item, value: str) -> bool:
    """Whether an item takes this as its stored answer."""
    return value == UNSURE or value in [str(each) for each in item.values]

"""The pages of a sitting: the whole bank in its order, or the short way, chosen page after page.

On the short way the first page is the same for everybody. Each later one is chosen when the page
before it is posted, and stored, so that Back shows what was shown and a changed answer moves nothing.
"""

from collections.abc import Container, Mapping
from functools import lru_cache

from quiz.content import EditionContent
from quiz.editions.store import EDITIONS_IN_MEMORY, as_answer, content_by_digest, content_in, content_of
from quiz.items import UNSURE, Answers
from quiz.models import Edition, Path, Sitting
from quiz.paging import PAGE_SIZE, Page, pages_along, pages_of
from quiz.scoring.next_items import Columns, columns_of, next_items
from quiz.scoring.respondent import favours_nothing, profile_respondent
from quiz.scoring.stopping import FIRST_OFFER, outlook
from roles.language import ORIGINAL, get_language

USUALLY_ENOUGH = 40  # Half of simulated respondents are offered to stop by then; see docs/scoring.md.


def opening_pages(edition: Edition, path: Path) -> list[list[str]]:
    """The stored pages of a sitting that begins: none on the whole path, which needs no memory."""
    if path is Path.ALL:
        return []
    return [[item.slug for item in page.items] for page in pages_of(content_of(edition).items)[:1]]


def pages_for(sitting: Sitting, content: EditionContent) -> tuple[Page, ...]:
    """Every page that the sitting has at present."""
    if sitting.path == Path.SHORT:
        return pages_along(content.items, sitting.pages)
    return all_pages(sitting.edition.digest, get_language() or ORIGINAL)


@lru_cache(maxsize=2 * EDITIONS_IN_MEMORY)
def all_pages(digest: str, language: str) -> tuple[Page, ...]:
    """The pages of an edition's whole bank, laid out once per process and language."""
    return pages_of(content_in(digest, language).items)


def following_page(sitting: Sitting, content: EditionContent, stored: Mapping[str, str]) -> list[str] | None:
    """The slugs of the page to show next on the short way, in bank order.

    None when all is asked, when a question shown is still open, and on the whole path.
    """
    shown = {slug for page in sitting.pages for slug in page}
    if sitting.path != Path.SHORT or not shown <= stored.keys():
        return None
    chosen = next_items(
        content,
        answers_in(stored),
        balance_of(sitting, content),
        PAGE_SIZE,
        columns_by(sitting.edition.digest),
    )
    places = list(content.items)
    return sorted((item.slug for item in chosen), key=places.index) or None


def is_settled(sitting: Sitting, content: EditionContent, stored: Mapping[str, str]) -> bool:
    """Whether to offer the check: never when the verdict would be none, for few answers or flat ones."""
    real = sum(value != UNSURE for value in stored.values())
    if sitting.path != Path.SHORT or real < FIRST_OFFER:
        return False
    answers = answers_in(stored)
    taken = profile_respondent(answers, content.items, content.dimensions, content.skills, content.constants)
    if favours_nothing(taken):
        return False
    columns = columns_by(sitting.edition.digest)
    return outlook(content, answers, balance_of(sitting, content), columns).offers_stop


def asked_pages(sitting: Sitting, content: EditionContent, stored: Container[str]) -> tuple[Page, ...]:
    """The pages without a last one that the short way has chosen and nobody has begun to answer."""
    pages = pages_for(sitting, content)
    begun = any(item.slug in stored for page in pages[-1:] for item in page.items)
    return pages if begun or sitting.path != Path.SHORT or len(pages) == 1 else pages[:-1]


def answers_in(stored: Mapping[str, str]) -> Answers:
    return {slug: as_answer(value) for slug, value in stored.items()}


def balance_of(sitting: Sitting, content: EditionContent) -> float:
    return content.constants.balance if sitting.balance is None else sitting.balance


@lru_cache(maxsize=EDITIONS_IN_MEMORY)
def columns_by(digest: str) -> Columns:
    """The columns of an edition's roles, made once per process."""
    return columns_of(content_by_digest(digest))

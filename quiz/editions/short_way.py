"""The short way as simulated people of each role walk it, so that an edit leads nobody astray. Pure.

Each role's ideal respondent answers page after page, chosen and ended by the rules of a real sitting.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.content import EditionContent
from quiz.editions.once import once
from quiz.items import Answer, Answers, Item
from quiz.paging import PAGE_SIZE, pages_of
from quiz.scoring.ideal import ideal_answers
from quiz.scoring.next_items import Columns, columns_of, fits_of, next_items
from quiz.scoring.respondent import profile_respondent
from quiz.scoring.stopping import FIRST_OFFER, LEADERS, outlook
from roles.profile import RoleProfile


@dataclass(frozen=True, slots=True)
class Walk:
    """How the short way goes for the people of one role.

    ``asked`` are the slugs of the questions that are seen until stopping is offered, or of all if it never is
    (``settles``). ``place`` is the role's own place by then (from 1), ``leader`` the slug of the first role.
    """

    role: str
    asked: tuple[str, ...]
    settles: bool
    place: int
    leader: str

    @property
    def is_found(self) -> bool:
        """Whether the role is among the first ones that the verdict names."""
        return self.place <= LEADERS


@once
def short_walks(content: EditionContent) -> tuple[Walk, ...]:
    """One walk for each scored role, in the editors' order."""
    columns = columns_of(content)
    return tuple(walk(content, role, columns) for role in content.scored_roles)


def left_out(content: EditionContent, walks: Iterable[Walk]) -> tuple[Item, ...]:
    """Questions that none of these walks comes to."""
    met = {slug for walk in walks for slug in walk.asked}
    return tuple(item for slug, item in content.items.items() if slug not in met)


def walk(content: EditionContent, role: RoleProfile, columns: Columns) -> Walk:
    ideal = ideal_answers(content.items, role, content.constants)
    first = pages_of(content.items)[0].items
    given: dict[str, Answer] = {item.slug: ideal[item.slug] for item in first}
    settles = False
    while page := next_items(content, given, content.constants.balance, PAGE_SIZE, columns):
        if settles := is_settled(content, given, columns):
            break
        given |= {item.slug: ideal[item.slug] for item in page}
    order = ranking(content, given, columns)
    return Walk(role.slug, tuple(given), settles, 1 + order.index(role.slug), order[0])


def is_settled(content: EditionContent, given: Answers, columns: Columns) -> bool:
    if len(given) < FIRST_OFFER:
        return False
    return outlook(content, given, content.constants.balance, columns).offers_stop


def ranking(content: EditionContent, given: Answers, columns: Columns) -> list[str]:
    constants = content.constants
    person = profile_respondent(given, content.items, content.dimensions, content.skills, constants)
    found = fits_of(person, columns, constants, constants.balance)
    order = sorted(zip(found, content.scored_roles, strict=True), key=lambda each: (-each[0], each[1].slug))
    return [role.slug for _, role in order]

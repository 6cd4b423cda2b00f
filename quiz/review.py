"""A sitting's answers in words, for the page on which they are checked. No Django."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from quiz.content import EditionContent
from quiz.items import UNSURE, Agreement, SkillRating, TradeOff
from quiz.paging import Page
from quiz.submission import Submission
from quiz.wording import BALANCE_LABELS, choices_of, question_of
from roles.language import Terms, gettext_noop, locale, pgettext
from roles.language import gettext as _

HEADINGS: Terms[type] = Terms(
    {
        Agreement: gettext_noop("How you like to work"),
        TradeOff: gettext_noop("One or the other"),
        SkillRating: gettext_noop("What you can do"),
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer in words, "" if it is open; ``page`` is where to change it."""

    slug: str
    question: str
    answer: str
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one kind, in bank order."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All that was asked, in sections; how many answers there are, unsure ones and open ones."""

    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    answered: int
    unsure: int
    open: int


def review_answers(content: EditionContent, pages: Sequence[Page], submission: Submission) -> Review:
    """What a respondent has said so far, to be checked before it is scored."""
    answers = submission.answers
    unsure = sum(answer == UNSURE for answer in answers.values())
    return Review(
        about=tuple(facts_about(content, submission)),
        sections=tuple(sections_of(content, pages, answers)),
        answered=len(answers) - unsure,
        unsure=unsure,
        open=sum(item.slug not in answers for page in pages for item in page.items),
    )


def sections_of(
    content: EditionContent, pages: Sequence[Page], answers: Mapping[str, object]
) -> Iterator[Section]:
    for kind, heading in HEADINGS.items():
        rows = tuple(
            Row(
                item.slug,
                question_of(item),
                dict(choices_of(item, content))[str(answers[item.slug])] if item.slug in answers else "",
                page.number,
            )
            for page in pages
            for item in page.items
            if type(item) is kind
        )
        if rows:
            yield Section(heading, rows)


def facts_about(content: EditionContent, submission: Submission) -> Iterator[tuple[str, str]]:
    """What somebody said about themselves and what they are after; nothing that was left empty."""
    about, must_haves = submission.about, submission.must_haves
    names = {slug: role.name for slug, role in content.roles.items()}
    said = {
        _("Name"): about.name,
        _("Years of paid work"): "" if about.years is None else str(about.years),
        _("Your role today"): names.get(about.current_role, ""),
        _("Place"): content.places.get(about.place, ""),
        _("Role in mind"): names.get(about.role_in_mind, ""),
        _("Counts for more"): balance_words(submission.balance),
        _("At least"): floor_words(must_haves.salary_floor),
        _("On call"): pgettext("on-call duty", "None") if must_haves.no_on_call else "",
        _("Remote"): _("Must be possible") if must_haves.remote else "",
    }
    return ((label, words) for label, words in said.items() if words)


def balance_words(balance: float | None) -> str:
    return "" if balance is None else BALANCE_LABELS.get(balance, "")


def floor_words(floor: int | None) -> str:
    if not floor:
        return ""
    written = format_decimal(floor, format="#,##0", locale=locale())
    return _("%(amount)s US dollars a year") % {"amount": written}

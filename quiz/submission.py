"""What one person submits, as a frozen value, and how it is read from an answers file."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from reprlib import repr  # Shortens what a hostile file makes long.
from typing import Any

from quiz.content import EditionContent
from quiz.items import UNSURE, Answers, Item, SkillRating, TradeOff, accepts
from roles.language import gettext as _

NAME_LENGTH = 80
LONGEST_QUOTE = 80
MOST_YEARS = 60
HIGHEST_FLOOR = 10_000_000
FEWEST_COMPARED, MOST_COMPARED = 2, 4  # More columns than four can't be read on paper or on a phone.
SAID = {"edition", "answers", "about", "must_haves", "balance", "compare"}
# The rest of a save file: when it was made, and what was reckoned, which nobody has to believe.
RECORDED = {"format", "version", "software", "digest", "finished_at", "path", "appeals"}
RECKONED = {
    "standing",
    "certainty",
    "chance",
    "balance_used",
    "answered",
    "notes",
    "ranking",
    "respondent",
}


class BadSubmission(ValueError):
    """An answers document that cannot be read; ``problems`` holds one clear line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class About:
    """What somebody chose to say about themselves; never scored. Roles and place are slugs."""

    name: str = ""
    years: int | None = None
    current_role: str = ""
    role_in_mind: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class MustHaves:
    """Conditions applied after ranking. The floor is in US dollars a year."""

    salary_floor: int | None = None
    no_on_call: bool = False
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """Answers, about-you and choices: with an edition's content, all that a verdict depends on.

    ``compare`` holds the slugs of the two to four roles to set side by side; empty: the leading ones.
    """

    answers: Answers
    about: About = field(default_factory=About)
    must_haves: MustHaves = field(default_factory=MustHaves)
    balance: float | None = None  # None: the edition's own.
    compare: tuple[str, ...] = ()

    def document(self, edition: int) -> dict[str, Any]:
        """The answers file of this submission, readable by ``read_submission``."""
        document = {
            "edition": edition,
            "answers": dict(self.answers),
            "about": {key: value for key, value in asdict(self.about).items() if value not in ("", None)},
            "must_haves": {key: value for key, value in asdict(self.must_haves).items() if value},
            "balance": self.balance,
        }
        # Left out unless chosen: reports made before there was a choice keep their code and bytes.
        return document | {"compare": list(self.compare)} if self.compare else document


def read_submission(document: object, content: EditionContent) -> Submission:
    """The submission in an answers document or a save file (parsed JSON); what was reckoned is not read.

    Raises BadSubmission naming every problem: unknown slug, value out of range, wrong type.
    """
    if not isinstance(document, dict):
        raise BadSubmission([_("An answers file is a JSON object with an “answers” entry.")])
    problems: list[str] = []
    unknown = _("%(key)s is not part of an answers file; it has %(known)s.")
    problems += [
        unknown % {"key": quoted(key), "known": listed(SAID)}
        for key in document
        if key not in SAID | RECORDED | RECKONED
    ]
    answers = read_answers(document.get("answers"), content.items, problems)
    about = read_about(document.get("about", {}), content, problems)
    must_haves = read_must_haves(document.get("must_haves", {}), problems)
    compare = read_compare(document.get("compare", []), content, problems)
    balance = document.get("balance")
    if balance is not None and not is_number(balance, 0, 1):
        problems.append(_("balance: %(given)s is not a number from 0 to 1.") % {"given": repr(balance)})
    if problems:
        raise BadSubmission(problems)
    return Submission(answers, about, must_haves, balance, compare)


def read_answers(given: object, items: Mapping[str, Item], problems: list[str]) -> Answers:
    """The answers in a document; null is what other programs write for "unsure"."""
    if not isinstance(given, dict):
        problems.append(
            _('answers: item slugs with values are missing, such as {"answers": {"skill-databases": 3}}.')
        )
        return {}
    answers = {slug: UNSURE if answer is None else answer for slug, answer in given.items()}
    for slug, answer in answers.items():
        if slug not in items:
            problems.append(_("answers: %(slug)s is not an item of this edition.") % {"slug": quoted(slug)})
        elif not accepts(items[slug], answer):
            told = {"slug": slug, "takes": described(items[slug]), "given": repr(answer)}
            problems.append(_("answers: %(slug)s takes %(takes)s, not %(given)s.") % told)
    return answers


def described(item: Item) -> str:
    """The answers an item takes, in words."""
    match item:
        case TradeOff():
            return _('"a", "b" or "unsure"')
        case SkillRating():
            return _('a whole number from 0 to 4 or "unsure"')
        case _:
            return _('a whole number from 1 to 5 or "unsure"')


def read_about(given: object, content: EditionContent, problems: list[str]) -> About:
    if not isinstance(given, dict):
        problems.append(_("about: must be an object."))
        return About()
    fields = {"name", "years", "current_role", "role_in_mind", "place"}
    problems += unknown_keys("about", given, fields)
    name = given.get("name", "")
    if not is_name(name):
        told = {"most": NAME_LENGTH}
        problems.append(_("about: name must be printable text of at most %(most)d characters.") % told)
        name = ""
    years = given.get("years")
    if years is not None and not (is_number(years, 0, MOST_YEARS) and isinstance(years, int)):
        problems.append(_("about: years must be a whole number from 0 to %(most)d.") % {"most": MOST_YEARS})
        years = None
    for key, choices in (
        ("current_role", content.roles),
        ("role_in_mind", content.roles),
        ("place", content.places),
    ):
        if given.get(key, "") != "" and (not isinstance(given[key], str) or given[key] not in choices):
            refusal = _("about: %(key)s %(given)s is not known in this edition.")
            problems.append(refusal % {"key": key, "given": repr(given[key])})
    return About(name, years, *(as_text(given.get(key)) for key in ("current_role", "role_in_mind", "place")))


def read_must_haves(given: object, problems: list[str]) -> MustHaves:
    if not isinstance(given, dict):
        problems.append(_("must_haves: must be an object."))
        return MustHaves()
    fields = {"salary_floor", "no_on_call", "remote"}
    problems += unknown_keys("must_haves", given, fields)
    floor = given.get("salary_floor")
    if floor is not None and not (is_number(floor, 0, HIGHEST_FLOOR) and isinstance(floor, int)):
        told = {"most": HIGHEST_FLOOR}
        problems.append(_("must_haves: salary_floor must be a whole number from 0 to %(most)d.") % told)
        floor = None
    for key in ("no_on_call", "remote"):
        if not isinstance(given.get(key, False), bool):
            problems.append(_("must_haves: %(key)s must be true or false.") % {"key": key})
    return MustHaves(floor, given.get("no_on_call") is True, given.get("remote") is True)


def read_compare(given: object, content: EditionContent, problems: list[str]) -> tuple[str, ...]:
    """The roles to set side by side, none for the leading ones."""
    if not isinstance(given, list):
        problems.append(_("compare: must be a list of role slugs."))
        return ()
    unknown = [slug for slug in given if not isinstance(slug, str) or slug not in content.roles]
    refusal = _("compare: %(slug)s is not a role of this edition.")
    problems += [refusal % {"slug": repr(slug)} for slug in unknown]
    if unknown:
        return ()
    if given and not FEWEST_COMPARED <= len(set(given)) == len(given) <= MOST_COMPARED:
        told = {"fewest": FEWEST_COMPARED, "most": MOST_COMPARED}
        refusal = _("compare: takes %(fewest)d to %(most)d different roles, or none for the leading ones.")
        problems.append(refusal % told)
        return ()
    return tuple(given)


def unknown_keys(part: str, given: Mapping[str, object], fields: set[str]) -> list[str]:
    refusal = _("%(part)s: %(key)s is not known; there are %(known)s.")
    return [
        refusal % {"part": part, "key": quoted(key), "known": listed(fields)}
        for key in given
        if key not in fields
    ]


def is_number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def as_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def tidy_name(text: str) -> str:
    """A name with single spaces for whatever white space it came with: a tab is typed by pasting."""
    return " ".join(text.split())


def is_name(given: object) -> bool:
    """Whether it can be stored as somebody's name and read from a file again."""
    return isinstance(given, str) and len(given) <= NAME_LENGTH and is_printable(given)


def is_printable(text: str) -> bool:
    """Whether the text has no control characters and no halves of characters."""
    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def quoted(name: object) -> str:
    """A name from a file, on one line whatever it holds."""
    escaped = json.dumps(str(name)[:LONGEST_QUOTE])[1:-1]
    # Translators: a word in quotation marks, taken from a file.
    return _("“%(word)s”") % {"word": escaped}

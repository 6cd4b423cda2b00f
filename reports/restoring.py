"""What can be done with a save file that somebody gives us. Nothing in it is trusted: what was said is
checked as if it were typed, and what was reckoned is reckoned again."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from quiz.content import EditionContent
from quiz.items import UNSURE, Answer, accepts
from quiz.retaking import comparable_answers
from quiz.submission import (
    RECKONED,
    RECORDED,
    SAID,
    BadSubmission,
    Submission,
    is_name,
    quoted,
    read_submission,
    tidy_name,
)
from reports.grammar import joined
from reports.save_file import FORMAT, FORMAT_VERSION, VERSIONS, Document
from reports.verdict import Verdict
from roles.language import gettext as _

MOST_KEPT = 100_000  # Bytes of what was said; a full set of answers is about 4,000.
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)  # No edition is older.
MOST_POINTS = 1_000  # Any fit is well within; beyond it a number is no claim but a trap.
PATHS = ("short", "all")
APPEALS = ("yes", "unsure", "no")
MOST_APPEALS = 100  # Six are asked for.
TOLERANCE = 1e-6  # Points; what the file rounds is a millionth of that.
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SaveFile:
    """A save file as far as it is read. ``said`` is its part that a report depends on.

    ``edition`` is None and ``digest`` is "" where the file names none; ``fits`` are the points that it
    claims by role, which nothing but a warning rests on. ``path`` is the way of an open sitting, "" where
    the file doesn't tell; ``appeals`` what was said of single roles. ``name_left_out`` tells that the file
    has a name that can't be stored, which is no reason to refuse the rest.
    """

    said: Document
    edition: int | None
    digest: str
    finished_at: datetime | None
    fits: Mapping[str, float]
    path: str
    appeals: Mapping[str, str]
    name_left_out: bool = False

    @property
    def kept(self) -> str:
        """What a form carries from one page to the next in place of the file."""
        moment = self.finished_at.isoformat() if self.finished_at else None
        told = {"digest": self.digest, "finished_at": moment, "path": self.path, "appeals": {**self.appeals}}
        return json.dumps(self.said | told, ensure_ascii=False)

    @property
    def answered(self) -> int:
        """How many questions have an answer, "not sure" left out."""
        return sum(answer not in (UNSURE, None) for answer in self.said["answers"].values())


def read_save_file(document: object, now: datetime) -> SaveFile:
    """The save file in a parsed JSON document, an answers file included. Raises BadSubmission."""
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        raise BadSubmission([_("No answers in it: a save file is a JSON object with an “answers” entry.")])
    if document.get("format", FORMAT) != FORMAT:
        told = {"format": quoted(document["format"])}
        raise BadSubmission([_("It calls itself %(format)s, which is no save file of ours.") % told])
    if document.get("version", FORMAT_VERSION) not in VERSIONS:
        told = {"version": quoted(document["version"]), "known": joined([str(each) for each in VERSIONS])}
        refusal = _("It has version %(version)s of the format; read here are %(known)s.")
        raise BadSubmission([refusal % told])
    if unknown := [key for key in document if key not in SAID | RECORDED | RECKONED]:
        refusal = _("%(key)s is no part of a save file.")
        raise BadSubmission([refusal % {"key": quoted(key)} for key in unknown])
    if any(
        not slug.isprintable() or isinstance(said, list | dict) for slug, said in document["answers"].items()
    ):
        raise BadSubmission([_("An answer in it is neither a number nor a word.")])
    said = {key: value for key, value in document.items() if key in SAID}
    said |= (sound := sound_about(document))
    if len(json.dumps(said)) > MOST_KEPT:
        raise BadSubmission([_("It holds more answers than any quiz asks for.")])
    return SaveFile(
        said=said,
        edition=read_edition(document.get("edition")),
        digest=read_digest(document.get("digest")),
        finished_at=read_moment(document.get("finished_at"), now),
        fits=dict(claimed_fits(document.get("ranking"))),
        path=read_path(document.get("path")),
        appeals=read_appeals(document.get("appeals")),
        name_left_out=bool(sound) and "name" not in sound["about"],
    )


def sound_about(document: Document) -> Document:
    """What somebody with a name said about themselves, with the name as a form would take it or without.

    Names of earlier releases may hold tabs, and nobody loses a result for one.
    """
    match document.get("about"):
        case {"name": str(name), **others}:
            tidy = tidy_name(name)
            return {"about": others | {"name": tidy} if is_name(tidy) else others}
        case _:
            return {}


def read_edition(given: object) -> int | None:
    if given is None or (isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 2**31):
        return given
    raise BadSubmission([_("edition: %(given)s is not the number of an edition.") % {"given": quoted(given)}])


def read_digest(given: object) -> str:
    if given in (None, ""):
        return ""
    if isinstance(given, str) and DIGEST.fullmatch(given):
        return given
    raise BadSubmission([_("digest: %(given)s is not the digest of an edition.") % {"given": quoted(given)}])


def read_moment(given: object, now: datetime) -> datetime | None:
    """When the sitting was finished, None if it wasn't or nobody says."""
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        refusal = _("finished_at: %(given)s is not a date with time and time zone.")
        raise BadSubmission([refusal % {"given": quoted(given)}])
    if not EARLIEST <= moment <= now:
        raise BadSubmission([_("finished_at: %(given)s can’t be right.") % {"given": quoted(given)}])
    return moment.astimezone(UTC)


def read_path(given: object) -> str:
    if given is None or given == "":
        return ""
    if isinstance(given, str) and given in PATHS:
        return given
    raise BadSubmission([_("path: %(given)s is no way through the quiz.") % {"given": quoted(given)}])


def read_appeals(given: object) -> Mapping[str, str]:
    """A word for each role; whether the edition has the role is seen where its ranking is."""
    said = {} if given is None else given
    if not isinstance(said, dict) or len(said) > MOST_APPEALS:
        raise BadSubmission([_("appeals: must hold a word for each of a few roles.")])
    if wrong := [word for word in said.values() if not isinstance(word, str) or word not in APPEALS]:
        raise BadSubmission([_("appeals: %(given)s is no answer.") % {"given": quoted(wrong[0])}])
    return {str(role): word for role, word in said.items()}


def claimed_fits(ranking: object) -> list[tuple[str, float]]:
    """Role and points, as the file has them; what isn't of that form is passed over."""
    entries = ranking if isinstance(ranking, list) else []
    return [
        (entry["role"], entry["fit"])
        for entry in entries
        if isinstance(entry, dict)
        and isinstance(entry.get("role"), str)
        and isinstance(entry.get("fit"), int | float)
        and abs(entry["fit"]) <= MOST_POINTS
    ]


@dataclass(frozen=True, slots=True)
class Difference:
    """A role whose points in the file are not those that its answers give."""

    role: str
    claimed: float
    reckoned: float


def differing(save: SaveFile, verdict: Verdict) -> tuple[Difference, ...]:
    """Where the file's points are not those of its own answers: it was edited, or damaged."""
    fits = {ranked.role.slug: ranked for ranked in verdict.ranking}
    return tuple(
        Difference(fits[slug].role.name, claimed, fits[slug].match.fit)
        for slug, claimed in save.fits.items()
        if slug in fits and not abs(fits[slug].match.fit - claimed) <= TOLERANCE
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What of a save file another edition can score, and the questions that it can't."""

    submission: Submission
    left_out: tuple[str, ...]


def carry_over(save: SaveFile, former: EditionContent | None, content: EditionContent) -> Carried:
    """The answers that ``content`` still asks for. Raises BadSubmission for what no edition could read.

    With the former edition at hand, questions must be worded the same; without it their names decide.
    """
    given: Mapping[str, Answer] = {
        slug: UNSURE if answer is None else answer for slug, answer in save.said["answers"].items()
    }
    if former:
        fitting = comparable_answers(given, former, content)
    else:
        fitting = {
            slug: answer
            for slug, answer in given.items()
            if slug in content.items and accepts(content.items[slug], answer)
        }
    said = save.said | {"answers": fitting, "about": known_about(save.said.get("about", {}), content)}
    if save.said.get("compare"):
        said |= {"compare": known_compare(save.said["compare"], content)}
    return Carried(
        read_submission(said, content),
        tuple(worded(slug, former) for slug in given if slug not in fitting),
    )


def known_about(about: Any, content: EditionContent) -> Any:
    """What was said about oneself, without roles and places that the edition hasn't."""
    if not isinstance(about, dict):
        return about
    choices: Mapping[str, Mapping[str, object]] = {
        "current_role": content.roles,
        "role_in_mind": content.roles,
        "place": content.places,
    }
    return {key: value for key, value in about.items() if key not in choices or value in [*choices[key]]}


def known_compare(compare: Any, content: EditionContent) -> Any:
    """The roles set side by side if the edition has them all; else none, for the leading ones."""
    return compare if isinstance(compare, list) and all(slug in [*content.roles] for slug in compare) else []


def worded(slug: str, former: EditionContent | None) -> str:
    """A question as it was asked, or the name it goes by."""
    return former.items[slug].text if former and slug in former.items else str(slug)[:60]

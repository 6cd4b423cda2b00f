"""Save files and the database: the edition that one speaks of, and a sitting made from it."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from quiz.answering import stored_must_haves
from quiz.editions.store import as_value
from quiz.models import Edition, Path, Response, Sitting
from quiz.submission import About, Submission
from reports.restoring import SaveFile


def edition_of(save: SaveFile) -> Edition | None:
    """The edition with the file's digest, its number preferred; by number alone if it has no digest."""
    editions = Edition.objects.defer("document")
    if save.digest:
        same = editions.filter(digest=save.digest)
        return same.filter(number=save.edition or 0).first() or same.newest()
    return editions.newest() if save.edition is None else editions.filter(number=save.edition).first()


@transaction.atomic
def start_restored(
    edition: Edition,
    submission: Submission,
    finished_at: datetime | None,
    now: datetime,
    *,
    leaves_no_trace: bool = False,
) -> tuple[Sitting, str]:
    """A new sitting that has said all this, and its private code. It is kept as long as one touched now.

    Finished when the old one was, so that it gives the same report again. An open one asks all questions,
    since a file doesn't tell which were shown.
    """
    sitting, code = Sitting.objects.start(
        edition,
        now,
        finished_at=finished_at,
        leaves_no_trace=leaves_no_trace,
        path=Path.ALL,
        about=stored_about(submission.about),
        must_haves=stored_must_haves(submission.must_haves),
        balance=submission.balance,
        compare=list(submission.compare),
    )
    Response.objects.bulk_create(
        Response(sitting=sitting, item=slug, value=as_value(answer))
        for slug, answer in submission.answers.items()
    )
    return sitting, code


def stored_about(about: About) -> dict[str, object]:
    """Only what was said."""
    return {key: value for key, value in asdict(about).items() if value not in ("", None)}

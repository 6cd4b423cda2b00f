"""Save files and the database: the edition that one speaks of, and a sitting made from it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from quiz.answering import stored_must_haves
from quiz.editions.store import as_value, content_of
from quiz.models import Appeal, Edition, Path, Response, Sitting
from quiz.paging import PAGE_SIZE
from quiz.pathway import opening_pages
from quiz.submission import About, Submission
from reports.appeal import decile
from reports.restoring import SaveFile
from reports.verdict import reach_verdict


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
    path: str = "",
    appeals: Mapping[str, str] | None = None,
) -> tuple[Sitting, str]:
    """A new sitting that has said all this, and its private code. It is kept as long as one touched now.

    Finished when the old one was, so that it gives the same report again, and with what was said of single
    roles. An open one goes on the way it went; the file of an older release doesn't tell, so it asks all.
    """
    content = content_of(edition)
    way = Path.SHORT if path == Path.SHORT and finished_at is None else Path.ALL
    sitting, code = Sitting.objects.start(
        edition,
        now,
        finished_at=finished_at,
        leaves_no_trace=leaves_no_trace,
        path=way,
        pages=pages_answered(edition, way, submission),
        about=stored_about(submission.about),
        must_haves=stored_must_haves(submission.must_haves),
        balance=submission.balance,
        compare=list(submission.compare),
    )
    Response.objects.bulk_create(
        Response(sitting=sitting, item=slug, value=as_value(answer))
        for slug, answer in submission.answers.items()
    )
    if finished_at and appeals:
        verdict = reach_verdict(content, submission)
        ranked = {each.role.slug for each in verdict.ranking} if verdict.has_ranking else set()
        Appeal.objects.bulk_create(
            Appeal(sitting=sitting, role=slug, answer=answer, fit_decile=decile(verdict, slug))
            for slug, answer in appeals.items()
            if slug in ranked
        )
    return sitting, code


def pages_answered(edition: Edition, path: Path, submission: Submission) -> list[list[str]]:
    """The stored pages of a sitting that goes on the short way: what is answered, in the bank's order.

    Which questions stood on one page no file tells, and nothing depends on it.
    """
    asked = [slug for slug in content_of(edition).items if slug in submission.answers]
    if path is Path.ALL or not asked:
        return opening_pages(edition, path)
    return [asked[start : start + PAGE_SIZE] for start in range(0, len(asked), PAGE_SIZE)]


def stored_about(about: About) -> dict[str, object]:
    """Only what was said."""
    return {key: value for key, value in asdict(about).items() if value not in ("", None)}

"""Publishing: the draft, or what an edition said, checked and frozen. One publisher at a time."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from quiz.content import EditionContent
from quiz.editions.check import Finding, check_content
from quiz.editions.document import Document, canonical, digest, read_document, write_document
from quiz.editions.draft import read_draft
from quiz.models import Edition


class Unpublishable(ValueError):
    """The draft has errors; ``findings`` names each and what would mend it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class DraftChanged(ValueError):
    """The draft is no longer what was reviewed."""


class Overtaken(ValueError):
    """Another edition was published since the difference was looked at; ``newest`` is that one."""

    def __init__(self, newest: Edition | None) -> None:
        self.newest = newest
        super().__init__(str(newest))


@transaction.atomic
def publish(now: datetime, note: str = "", by: User | None = None) -> tuple[Edition, bool]:
    """The edition that says what the draft says, and whether it is a new one.

    A draft that equals the newest edition is not published again; one that equals an older edition is,
    since that is how to go back. Raises Unpublishable.
    """
    newest = lock_newest()
    return freeze(write_document(checked(read_draft())), newest, now, note, by)


@transaction.atomic
def publish_reviewed(
    reviewed: str, against: int, now: datetime, note: str, by: User | None
) -> tuple[Edition, bool]:
    """The same for a draft with the digest ``reviewed``, compared with edition number ``against`` (0: none).

    Raises Overtaken, DraftChanged and Unpublishable, and then nothing is published.
    """
    newest = newest_unless_overtaken(against, reviewed)
    return freeze(reviewed_draft(reviewed), newest, now, note, by)


@transaction.atomic
def publish_again(
    edition: Edition, against: int, now: datetime, note: str, by: User | None
) -> tuple[Edition, bool]:
    """A new edition that says what ``edition`` said: the way back. Raises Overtaken and Unpublishable."""
    newest = newest_unless_overtaken(against, edition.digest)
    document: Document = json.loads(edition.document)
    checked(read_document(document))
    return freeze(document, newest, now, note, by)


def lock_newest() -> Edition | None:
    """The newest edition. Until the transaction ends nobody else gets past here.

    The first edition's row is the lock; SQLite's write transactions exclude each other anyway. Of two
    first publishers the unique number refuses one, with IntegrityError.
    """
    Edition.objects.select_for_update().order_by("number").values_list("pk").first()
    return Edition.objects.defer("document").newest()


def newest_unless_overtaken(against: int, wanted: str) -> Edition | None:
    """The newest edition if it is the one compared with, or says what is ``wanted`` anyway."""
    newest = lock_newest()
    if newest and newest.number != against and newest.digest != wanted:
        raise Overtaken(newest)
    return newest


def reviewed_draft(reviewed: str) -> Document:
    """The document of the draft. Raises DraftChanged and Unpublishable."""
    draft = read_draft()
    document = write_document(draft)
    if digest(document) != reviewed:
        raise DraftChanged
    checked(draft)
    return document


def checked(content: EditionContent) -> EditionContent:
    """The content, if nothing in it blocks publishing. Raises Unpublishable."""
    if errors := [finding for finding in check_content(content) if finding.blocks]:
        raise Unpublishable(errors)
    return content


def freeze(
    document: Document, newest: Edition | None, now: datetime, note: str, by: User | None
) -> tuple[Edition, bool]:
    """A new edition, unless the newest one says the same."""
    if newest and newest.digest == digest(document):
        return newest, False
    edition = Edition(
        number=newest.number + 1 if newest else 1,
        digest=digest(document),
        document=canonical(document),
        note=note,
        published_at=now,
        published_by=by,
    )
    edition.save()
    return edition, True

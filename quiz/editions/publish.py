"""Publishing: the draft, checked and frozen."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from quiz.editions.check import Finding, check_content
from quiz.editions.document import canonical, digest, write_document
from quiz.editions.draft import read_draft
from quiz.models import Edition


class Unpublishable(ValueError):
    """The draft has errors; ``findings`` names each and what would mend it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


@transaction.atomic
def publish(now: datetime, note: str = "", by: User | None = None) -> tuple[Edition, bool]:
    """The edition that says what the draft says, and whether it is a new one.

    A draft that equals the newest edition is not published again; one that equals an older edition is,
    since that is how to go back. Raises Unpublishable.
    """
    content = read_draft()
    if errors := [finding for finding in check_content(content) if finding.blocks]:
        raise Unpublishable(errors)
    document = write_document(content)
    newest = Edition.objects.newest()
    if newest and newest.digest == digest(document):
        return newest, False
    number = (Edition.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition(
        number=number,
        digest=digest(document),
        document=canonical(document),
        note=note,
        published_at=now,
        published_by=by,
    )
    edition.save()
    return edition, True

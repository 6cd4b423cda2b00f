"""What killed processes leave behind, and how it goes: drafts of files, PDFs of sittings that are gone,
tasks that ended long ago."""

import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from quiz.models import Sitting
from reports import queue
from reports.cache import cache_dir
from reports.printing import take_over

DRAFT_SECONDS = 60  # A draft is renamed within a moment; one so old belongs to nobody.
TOGETHER = 500  # Folders looked up in one query.
KEPT_TASKS = timedelta(days=1)


def tidy() -> None:
    """Removes them, and takes over from dead workers."""
    now = timezone.now()
    take_over(now)
    queue.forget_ended(now - KEPT_TASKS)
    remove_drafts(time.time() - DRAFT_SECONDS)
    remove_orphans()


def remove_drafts(before: float) -> None:
    """Removes files that were begun before that time and never renamed (see reports/files.py)."""
    for draft in cache_dir().glob("*/.*"):
        if draft.stat().st_mtime < before:
            draft.unlink(missing_ok=True)


def remove_orphans() -> None:
    """Removes the folders whose sitting is gone: the server died between its deletion and theirs."""
    for folders in in_groups(cache_dir()):
        names = [folder.name for folder in folders]
        kept = set(Sitting.objects.filter(code_hash__in=names).values_list("code_hash", flat=True))
        for folder in folders:
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def in_groups(directory: Path) -> Iterator[list[Path]]:
    """The folders of sittings, some hundred at a time."""
    group: list[Path] = []
    for folder in directory.iterdir() if directory.is_dir() else ():
        if folder.is_dir():
            group.append(folder)
        if len(group) == TOGETHER:
            yield group
            group = []
    if group:
        yield group

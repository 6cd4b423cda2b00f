"""Reports that were written a moment ago, so that reading on, or choosing on the page, writes none anew.

They are personal: few, for minutes, in this process' memory alone, and never of a sitting that leaves no
trace. Erasing a sitting drops its report here at once; another process, which can't be told, shows it to
nobody any more and drops it within the same minutes.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import SafeString

from quiz.keeping import Kept
from quiz.models import Sitting
from roles.language import get_language

if TYPE_CHECKING:
    from reports.report import Report

MOST = 64
SECONDS = 300.0
SECTIONS = 10  # Of one report, at most.
TOOLS = 4  # Of one page: two parts, each as it looks right after the finish and later on.

reports: "Kept[Report]" = Kept(MOST, SECONDS)
sections: Kept[SafeString] = Kept(MOST * SECTIONS, SECONDS)
tools: Kept[SafeString] = Kept(MOST * TOOLS, SECONDS)

Key = tuple[object, ...]


def key_of(sitting: Sitting, fingerprint: str) -> Key | None:
    """What the sitting's report is kept by, None if it isn't to be kept.

    ``fingerprint`` stands for everything that was said, the edition, the time of the finish and the take
    before; see reports.report.
    """
    if sitting.leaves_no_trace:
        return None
    return sitting.code_hash, fingerprint, get_language(), settings.STALE_AFTER_DAYS


def forget(sitting: Sitting) -> None:
    """Drops whatever was written for a sitting."""
    for memory in (reports, sections, tools):
        memory.forget(lambda key: isinstance(key, tuple) and key[0] == sitting.code_hash)

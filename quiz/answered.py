"""Questions that readers are asked now: answers are stored under their short names, not under their words."""

from quiz.editions.store import content_of
from quiz.models import Edition

WORDS = ("text", "a_text", "b_text", "kind")  # What an answer is given to.


def asked_now() -> frozenset[str]:
    """The short names of the questions of the edition that a quiz started now is pinned to."""
    newest = Edition.objects.defer("document").newest()
    return frozenset(content_of(newest).items if newest else ())

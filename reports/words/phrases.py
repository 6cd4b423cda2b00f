"""The sentences of a verdict that an edition may word itself, and how we word them."""

from collections.abc import Mapping

from quiz.phrases import PHRASES, filled, gap_faults
from roles.language import gettext as _
from roles.language import gettext_noop, ngettext, plural_noop

Own = Mapping[str, str]
"""The sentences in an edition's own words, by slug."""
NONE: Own = {}

SHIPPED: Mapping[str, str] = {
    "headline-one": gettext_noop("%(role)s fits you best"),
    "headline-tied": gettext_noop("%(roles)s are too close to call"),
    "headline-many": gettext_noop("%(count)s roles are too close to call"),
    "headline-none": gettext_noop("No role meets all your conditions"),
    "headline-undecided": gettext_noop("Your answers favour no role yet"),
    "headline-too-few": gettext_noop("Not enough to say yet"),
    "lead-clear": gettext_noop(
        "And clearly so: if you answered again without any slip of the pen, it would stay ahead "
        "of %(second)s *%(times)s*."
    ),
    "lead-leaning": gettext_noop(
        "Your answers lean that way: if you answered again without any slip of the pen, it would "
        "stay ahead of %(second)s *%(times)s*."
    ),
    "lead-tied": gettext_noop(
        "The order is *too close to call*: if you answered again without any slip of the pen, "
        "%(first)s would stay ahead of %(second)s *%(times)s*."
    ),
    "lead-none": gettext_noop(
        "Without them %(role)s would come first. The roles below are ranked as if you had set none."
    ),
    "lead-undecided": gettext_noop("You stand near the middle almost everywhere, so *no role stands out*."),
    "lead-too-few": gettext_noop(
        "A verdict needs at least %(answers)s answers and %(dimensions)s preferences, and we would rather "
        "say nothing than guess."
    ),
    "care": gettext_noop("Take this verdict with care: %(found)s. If it was haste, a second go will tell."),
    "next-best": gettext_noop(
        "%(practice)s %(skill)s from %(low)d to %(high)d is worth *%(points)s points* for %(role)s, "
        "more for its effort than any other step."
    ),
    "next-gap": gettext_noop(
        "%(practice)s %(skill)s from %(low)d to %(high)d is worth *%(points)s points* for %(role)s, and "
        "closes part of what it asks."
    ),
    "next-none": gettext_noop("No skill step would move %(role)s further: what counts now is practice."),
}
CHANGES = plural_noop(
    "The least effort, in levels of your own rating, that would put the next role first; where none "
    "would, what decides.",
    "The least effort, in levels of your own rating, that would put each of the next %(count)s roles "
    "first; where none would, what decides.",
)
ELSEWHERE = ("changes", "closing")  # Not on the first page.


def say(own: Own, slug: str, **values: object) -> str:
    """The sentence in the edition's own words, else in ours and the reader's language."""
    return said(own, slug, values) or _(SHIPPED[slug]) % values


def say_changes(own: Own, roles: int, count: str) -> str:
    """The lead of what would change the verdict, for so many roles, ``count`` in words."""
    values = {"count": count}
    return said(own, "changes", values) or ngettext(*CHANGES, roles) % values


def say_own(own: Own, slug: str) -> str:
    """A sentence that only an edition has, "" if this one hasn't."""
    return said(own, slug, {})


def are_longer(own: Own) -> bool:
    """Whether the first page holds more in these words than in ours."""
    return any(len(text) > len(SHIPPED.get(slug, "")) for slug, text in own.items() if slug not in ELSEWHERE)


def said(own: Own, slug: str, values: Mapping[str, object]) -> str:
    """The own words with the values put in. Words that couldn't be filled block publishing; a draft that has
    them reads as shipped."""
    text = own.get(slug, "")
    return "" if any(gap_faults(PHRASES[slug], text)) else filled(text, values)

"""Small change of sentences in the reader's language: lists, counts, places, points."""

from collections.abc import Sequence

from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol

from roles.language import get_language, locale, ngettext
from roles.language import gettext as _

KEEPS_CAPITALS = ("de",)  # Languages whose nouns are written with a capital inside a sentence.
NO_BREAK = "\u00a0"  # A space that no line ends at.


def joined(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return format_list([str(name) for name in names], locale=locale()) if names else ""


def number(count: int) -> str:
    """A count in words up to twenty; none is "no"."""
    # Translators: counts before a noun, from none to twenty, in the order given, between spaces.
    words = _(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty"
    ).split()
    return words[count] if 0 <= count < len(words) else str(count)


def counted(count: int, forms: tuple[str, str]) -> str:
    """A noun with its count, "no steps", "one step", "two steps"; ``forms`` come from ``plural_noop``."""
    return ngettext(*forms, count) % {"count": number(count)}


def ordinal(place: int) -> str:
    """A place in words up to the twentieth, then "21st"."""
    # Translators: places from the first to the twentieth, in the order given, between spaces.
    words = _(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split()
    if place <= len(words):
        return words[place - 1]
    if not is_english():
        return f"{place}."
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def is_english() -> bool:
    return locale().language == "en"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def points(value: float) -> str:
    """Points with a sign and a true minus: "+6.1", "−3.9", "0.0"."""
    shown = f"{abs(value):.1f}"
    return decimal(shown if float(shown) == 0 else ("+" if value > 0 else "−") + shown)


def plain_points(value: float) -> str:
    """Points without a plus: "92.7", "−1.3"."""
    return points(value).removeprefix("+")


def decimal(written: str) -> str:
    """A number as Python writes it, with the reader's decimal sign: "0.94" or "0,94"."""
    return written.replace(".", get_decimal_symbol(locale()))


def whole(value: int) -> str:
    """A whole number with the reader's thousands: "12,345" or "12.345"."""
    written: str = format_decimal(value, format="#,##0", locale=locale())
    return written


def times_in_100(chance: float) -> str:
    """A chance (0-1) as a reader can picture it."""
    times = round(100 * chance)
    return _("more than 99 times in 100") if times >= 100 else _("%(times)d times in 100") % {"times": times}


def lower(label: str) -> str:
    """A label inside a sentence: its first letter small unless it is an abbreviation or a noun keeps it."""
    if (get_language() or "").partition("-")[0] in KEEPS_CAPITALS:
        return label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

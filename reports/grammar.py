"""Small change of English sentences: lists, counts, places, points."""

from collections.abc import Sequence

COUNTING = """
no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
PLACES = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
NUMBERS = tuple(COUNTING.split())
ORDINALS = tuple(PLACES.split())


def joined(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])


def number(count: int) -> str:
    """A count in words up to twenty; none is "no"."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


def counted(count: int, noun: str, plural: str = "") -> str:
    """ "no steps", "one step", "two steps"."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def ordinal(place: int) -> str:
    """A place in words up to the twentieth, then "21st"."""
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def points(value: float) -> str:
    """Points with a sign and a true minus: "+6.1", "−3.9", "0.0"."""
    shown = f"{abs(value):.1f}"
    return shown if float(shown) == 0 else ("+" if value > 0 else "−") + shown


def plain_points(value: float) -> str:
    """Points without a plus: "92.7", "−1.3"."""
    return points(value).removeprefix("+")


def times_in_100(chance: float) -> str:
    """A chance (0-1) as a reader can picture it."""
    times = round(100 * chance)
    return "more than 99 times in 100" if times >= 100 else f"{times} times in 100"


def lower(label: str) -> str:
    """A label inside a sentence: its first letter small unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

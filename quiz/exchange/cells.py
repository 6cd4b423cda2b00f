"""Values as cells of a table, and back: what a spreadsheet shows is what is read again.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, and a text that already
looks so gets one more; reading takes exactly one away, so that nothing is lost on the way.
"""

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+")
YES = ("yes", "true", "1")
NO = ("no", "false", "0")


class BadCell(ValueError):
    """A cell that holds nothing its column can take; says what to write instead."""


def cell_of(value: Any) -> str:
    """A stored value as text: "" for nothing, yes or no, a reference by its natural key."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "/".join(value)
        case float():
            return repr(int(value) if value.is_integer() else value)
        case _:
            return str(value)


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text behind the guard, if there is one."""
    return cell[1:] if GUARDED.match(cell) else cell


def value_of_cell(field: "models.Field[Any, Any]", text: str) -> Any:
    """What a cell means in a column, as a fixture would hold it. Raises BadCell."""
    if isinstance(field, models.ForeignKey):
        return reference_of_cell(field, text.strip())
    if isinstance(field, models.CharField) and not field.choices:
        return text
    text = text.strip()
    if text == "" and field.null:
        return None
    match field:
        case models.BooleanField():
            return truth_of(text)
        case models.IntegerField():
            return whole_number(text)
        case models.FloatField():
            return decimal_number(text)
        case _:
            return choice_of(field, text)


def reference_of_cell(field: "models.ForeignKey[Any, Any]", text: str) -> list[str] | None:
    if text:
        return text.split("/")
    if field.null:
        return None
    raise BadCell(_("Name one; it can’t be empty."))


def truth_of(text: str) -> bool:
    if text.lower() not in (*YES, *NO):
        raise BadCell(_("Write yes or no."))
    return text.lower() in YES


def whole_number(text: str) -> int:
    digits = re.sub(r"\D", "", text) if THOUSANDS.fullmatch(text) else text
    sign = "-" if THOUSANDS.fullmatch(text) and text.startswith("-") else ""
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", sign + digits):
        raise BadCell(_("“%(text)s” is not a whole number.") % {"text": text[:40]})
    return int(sign + digits)


def decimal_number(text: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,12})?", text):
        raise BadCell(_("“%(text)s” is not a number such as 1.5.") % {"text": text[:40]})
    return float(text)


def choice_of(field: "models.Field[Any, Any]", text: str) -> str:
    """The value of a choice, also where its label was written."""
    labels = {str(label).lower(): str(value) for value, label in field.flatchoices}
    return labels.get(text.lower(), text)

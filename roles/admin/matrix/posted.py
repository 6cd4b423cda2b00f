"""What an editor typed into a matrix, against what the page showed and what is there now."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.admin.matrix.grid import Ask, Asks, Place
from roles.admin.matrix.sheet import Sheet

Typed = tuple[str, str]
EMPTY: Typed = ("", "")


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that an editor changed; ``refusal`` says why it can't be saved as it is, or ""."""

    place: Place
    before: Typed
    typed: Typed
    ask: Ask | None
    refusal: str


def edits_of(
    sheet: Sheet, posted: Mapping[str, str], seen: Asks, now: Asks, places: Iterable[Place]
) -> tuple[Edit, ...]:
    """The cells that differ from what the editor saw.

    ``seen`` is what the page showed when it was opened, ``now`` what is stored. A cell that is not posted
    is unchanged.
    """
    return tuple(
        edit
        for place in places
        if (typed := typed_at(posted, place)) is not None
        and typed != spelled(seen.get(place))
        and (edit := edit_of(sheet, place, typed, seen.get(place), now.get(place)))
    )


def edit_of(sheet: Sheet, place: Place, typed: Typed, seen: Ask | None, now: Ask | None) -> Edit | None:
    """The edit of one cell; None if somebody else has put there just what was typed."""
    ask, refusal = read(sheet, typed)
    if not refusal and ask == now:
        return None
    if not refusal and now != seen:
        refusal = _(
            "Somebody else put %(theirs)s here since you opened the page. Save again to put yours."
        ) % {"theirs": words(now)}
    return Edit(place, spelled(seen), typed, ask, refusal)


def typed_at(posted: Mapping[str, str], place: Place) -> Typed | None:
    role, column = place
    value, weight = posted.get(f"v-{role}-{column}"), posted.get(f"w-{role}-{column}")
    return None if value is None or weight is None else (value.strip(), weight.strip())


def read(sheet: Sheet, typed: Typed) -> tuple[Ask | None, str]:
    """What two typed numbers mean, or why they mean nothing."""
    value, weight = typed
    if typed == EMPTY:
        return None, ""
    if not re.fullmatch(r"[0-9]{1,3}", value) or not sheet.lowest <= int(value) <= sheet.highest:
        return None, str(sheet.value_rule)
    if (
        not re.fullmatch(r"[0-9](?:\.[0-9]{1,6})?", weight)
        or not sheet.lightest <= float(weight) <= sheet.heaviest
    ):
        return None, str(sheet.weight_rule)
    return Ask(int(value), float(weight)), ""


def spelled(ask: Ask | None) -> Typed:
    return ask.spelled() if ask else EMPTY


def words(ask: Ask | None) -> str:
    """A cell in a sentence: "60, weight 2" or "nothing"."""
    if ask is None:
        return _("nothing")
    value, weight = ask.spelled()
    return _("%(value)s, weight %(weight)s") % {"value": value, "weight": weight}


def packed(asks: Asks) -> str:
    """What the page shows, for the page to carry along: {"3-7": [60, 2.0]}."""
    return json.dumps(
        {f"{role}-{column}": [ask.value, ask.weight] for (role, column), ask in asks.items()},
        separators=(",", ":"),
    )


def unpacked(text: str) -> dict[Place, Ask]:
    """What the page carried along; nothing if it is not what a page of ours carries."""
    try:
        carried = json.loads(text)
        return {
            (int(key.partition("-")[0]), int(key.partition("-")[2])): Ask(int(value), float(weight))
            for key, (value, weight) in carried.items()
        }
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}

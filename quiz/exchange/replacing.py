"""One wording put for another, wherever it stands in the draft's texts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from quiz.answered import WORDS
from quiz.exchange.plan import Plan, plan
from quiz.exchange.read import Entry, Reading, reason_against
from quiz.exchange.tables import columns_of
from quiz.packs.names import Name, Row
from quiz.packs.rows import KEYS, model_of, name_of
from roles.history.values import row_of

# Not prose: what is read by programs, or stands for something by its spelling.
NOT_PROSE = (
    "slug",
    "code",
    "address",
    "currency",
    "period",
    "as_of",
    "retrieved",
    "aliases",
    "key",
    "source",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, to the letter, and what is put in its place."""

    find: str
    by: str
    whole_words: bool

    def pattern(self) -> re.Pattern[str]:
        found = re.escape(self.find)
        return re.compile(rf"(?<!\w){found}(?!\w)" if self.whole_words else found)

    def applied(self, text: str) -> str:
        return self.pattern().sub(lambda _match: self.by, text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A row in which it stands, with the fields as they would read; ``refusal`` says why it is left alone."""

    name: Name
    row: Row
    fresh: dict[str, str]
    refusal: str


def hits(wanted: Wanted) -> Iterator[Hit]:
    """Every row of the draft in which it stands, table by table; one query for each table with prose."""
    return (hit for label in KEYS for hit in hits_in(label, wanted))


def hits_in(label: str, wanted: Wanted) -> Iterator[Hit]:
    columns = prose_of(label)
    if not columns:
        return
    asked = Q()
    for name in columns:
        asked |= Q(**{f"{name}__contains": wanted.find})
    model = model_of(label)
    related = [field.name for field in model._meta.concrete_fields if field.is_relation]
    found = model._default_manager.filter(asked)
    for instance in found.select_related(*related) if related else found:
        row = row_of(instance)
        fresh = {name: told for name in columns if (told := wanted.applied(row[name])) != row[name]}
        if fresh:
            yield Hit(name_of(label, row), row, fresh, refusal(label, fresh))


def prose_of(label: str) -> "dict[str, models.Field[Any, Any]]":
    """The columns of a table that hold words for people."""
    return {
        name: field
        for name, field in columns_of(label).items()
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and name not in (*NOT_PROSE, *KEYS[label])
    }


def refusal(label: str, fresh: dict[str, str]) -> str:
    """Why a row is left as it is, or ""."""
    if label == "quiz.item" and set(fresh) & set(WORDS):
        return _("Reword it on its own page, which asks whether it still means the same.")
    columns = columns_of(label)
    return " ".join(reason for name, text in fresh.items() if (reason := reason_against(columns[name], text)))


def planned(found: Iterable[Hit]) -> Plan:
    """What replacing it in these rows would do; a row that is refused by itself is left out."""
    entries = tuple(
        Entry(line, hit.name.model, {**{key: hit.row[key] for key in KEYS[hit.name.model]}, **hit.fresh})
        for line, hit in enumerate(found, 1)
        if not hit.refusal
    )
    return plan(Reading(entries, ()))

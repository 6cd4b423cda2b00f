"""The tables that come and go: one for each kind of content row, its columns the fields of a fixture."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.text import capfirst

from quiz.packs.rows import KEYS, model_of
from roles.history.values import fields_of

LISTED = (
    "roles.figure",
    "roles.role",
    "quiz.item",
    *(label for label in KEYS if label not in ("roles.figure", "roles.role", "quiz.item")),
)
"""What editors exchange most comes first."""


def title_of(label: str) -> str:
    """A table in words: "Figures"."""
    return capfirst(str(model_of(label)._meta.verbose_name_plural))


def columns_of(label: str) -> "dict[str, models.Field[Any, Any]]":
    """The columns of a table by name, in order."""
    return {field.name: field for field in fields_of(model_of(label))}


def named_columns(label: str) -> dict[str, str]:
    """Every spelling of a heading that is understood, with the column it stands for."""
    spellings = {plain(str(field.verbose_name)): name for name, field in columns_of(label).items()}
    return spellings | {plain(name): name for name in columns_of(label)}


def plain(heading: str) -> str:
    """A heading without what people write differently: "As of" and "as_of" are one."""
    return re.sub(r"[\s_-]+", " ", heading).strip().lower()


def label_for(headings: Iterable[str]) -> str | None:
    """The one table that has all these columns, its key among them; None if that is not clear."""
    wanted = {plain(heading) for heading in headings if heading.strip()}
    fitting = [label for label in KEYS if fits(label, wanted, named_columns(label))]
    return fitting[0] if len(fitting) == 1 else None


def fits(label: str, wanted: set[str], known: Mapping[str, str]) -> bool:
    return wanted <= set(known) and set(KEYS[label]) <= {known[heading] for heading in wanted}

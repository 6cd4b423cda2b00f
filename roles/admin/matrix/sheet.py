"""The two sheets that a matrix shows, read from the draft and written back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.admin.matrix.grid import Ask, Place
from roles.models import Demand, Dimension, Preference, Role, Skill


class SheetName(StrEnum):
    """Which of the two."""

    DIMENSIONS = "dimensions"
    SKILLS = "skills"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet's columns are and what a cell of it may say."""

    name: SheetName
    title: Any
    asks: type[models.Model]
    columns: type[models.Model]
    value: str  # The field with the number: a target or a level.
    value_label: Any
    value_rule: Any
    weight_rule: Any
    neutral: int  # What a role that asks nothing is compared with others by.

    @property
    def column(self) -> str:
        """The field that names the column."""
        return str(self.columns._meta.model_name)

    @property
    def lowest(self) -> float:
        return bounds(self.asks, self.value)[0]

    @property
    def highest(self) -> float:
        return bounds(self.asks, self.value)[1]

    @property
    def lightest(self) -> float:
        return bounds(self.asks, "weight")[0]

    @property
    def heaviest(self) -> float:
        return bounds(self.asks, "weight")[1]


@lru_cache
def bounds(model: type[models.Model], name: str) -> tuple[float, float]:
    """The least and the most that a field takes, as its own validators say."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    least = max(rule.limit_value for rule in field.validators if isinstance(rule, MinValueValidator))
    most = min(rule.limit_value for rule in field.validators if isinstance(rule, MaxValueValidator))
    return least, most


SHEETS: Mapping[str, Sheet] = {
    SheetName.DIMENSIONS: Sheet(
        name=SheetName.DIMENSIONS,
        title=_("Roles by dimension"),
        asks=Preference,
        columns=Dimension,
        value="target",
        neutral=50,
        value_label=_("target"),
        value_rule=_("The target is a whole number from 0 to 100."),
        weight_rule=_("The weight is a number from 0 to 3."),
    ),
    SheetName.SKILLS: Sheet(
        name=SheetName.SKILLS,
        title=_("Roles by skill"),
        asks=Demand,
        columns=Skill,
        value="level",
        neutral=0,
        value_label=_("level"),
        value_rule=_("The level is a whole number from 1 to 4. Empty both if the role does not need it."),
        weight_rule=_("The weight is a number from 1 to 3."),
    ),
}


def stored_rows(sheet: Sheet, roles: Iterable[int], *, for_update: bool = False) -> dict[Place, Any]:
    """The rows behind the cells of some roles."""
    rows: models.QuerySet[Any] = sheet.asks._default_manager.filter(role__in=list(roles)).order_by()
    rows = rows.select_for_update() if for_update else rows
    return {(row.role_id, getattr(row, f"{sheet.column}_id")): row for row in rows}


def asks_of(sheet: Sheet, rows: Mapping[Place, Any]) -> dict[Place, Ask]:
    return {place: Ask(getattr(row, sheet.value), row.weight) for place, row in rows.items()}


def write(sheet: Sheet, place: Place, ask: Ask | None, rows: Mapping[Place, Any]) -> None:
    """Creates, changes or removes the row behind one cell."""
    row: Any = rows.get(place)
    if ask is None:
        if row is not None:
            row.delete()
        return
    if row is None:
        row = sheet.asks(role_id=place[0], **{f"{sheet.column}_id": place[1]})
    setattr(row, sheet.value, ask.value)
    row.weight = ask.weight
    row.save()


def rated_roles() -> list[Role]:
    """The roles that the verdict ranks: only what they ask is compared with answers."""
    return list(Role.objects.scored())

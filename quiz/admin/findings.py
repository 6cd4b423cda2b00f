"""Findings of the editors' checks, each with the page where it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from quiz.editions.check import Finding
from quiz.models import Item
from roles.models import Dimension, Figure, Role, Skill


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and the address of what it is about, "" if that has no page of its own."""

    finding: Finding
    address: str


def place_findings(findings: Iterable[Finding]) -> tuple[PlacedFinding, ...]:
    """The findings with their addresses; no query if there are none."""
    found = tuple(findings)
    if not found:
        return ()
    addresses = {
        **addresses_of(Dimension, "name"),
        **addresses_of(Skill, "name"),
        **addresses_of(Item, "slug", "Item "),
        **addresses_of(Figure, "slug", "Figure "),
        **addresses_of(Role, "name"),
        "Steps": reverse("admin:roles_step_changelist"),
        "Items": reverse("admin:quiz_item_changelist"),
        "Roles": reverse("admin:roles_role_changelist"),
    }
    return tuple(PlacedFinding(finding, addresses.get(finding.where, "")) for finding in found)


def addresses_of(model: type[Model], field: str, prefix: str = "") -> dict[str, str]:
    """Change pages by the words with which a finding names a row."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    rows = model._default_manager.order_by().values_list(field, "pk")
    return {f"{prefix}{words}": reverse(name, args=[pk]) for words, pk in rows}

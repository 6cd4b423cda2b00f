"""Findings of the editors' checks, each with the page where it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, Value
from django.urls import reverse
from django.utils import timezone

from quiz.content import EditionContent
from quiz.editions.check import Finding, translated_part
from quiz.editions.examine import Day, examine
from quiz.editions.once import once
from quiz.editions.worded import place_of
from quiz.models import Item, Wording
from quiz.phrases import PHRASES
from roles.models import Dimension, Figure, Role, Skill, Source

FIGURE, ITEM = "Figure ", "Item "


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and the address of what it is about, "" if that has no page of its own."""

    finding: Finding
    address: str


def place_findings(findings: Iterable[Finding], content: EditionContent) -> tuple[PlacedFinding, ...]:
    """The findings with their addresses, in one query."""
    found = tuple(findings)
    addresses = list_addresses() | sheet_addresses(content)
    addresses |= row_addresses({finding.where for finding in found}, content)
    return tuple(PlacedFinding(finding, addresses.get(finding.where, "")) for finding in found)


@once
def findings_of(content: EditionContent, day: Day) -> tuple[Finding, ...]:
    """All findings on a content, errors first."""
    return examine(content, day)


def this_day() -> Day:
    """Today, against which figures are stale."""
    return Day(timezone.localdate(), settings.STALE_AFTER_DAYS)


def list_addresses() -> dict[str, str]:
    """Lists by the words with which a finding names them all."""
    return {
        "Steps": reverse("admin:roles_step_changelist"),
        "Items": reverse("admin:quiz_item_changelist"),
        "Roles": reverse("admin:roles_role_changelist"),
        "Technologies": reverse("admin:roles_technology_changelist"),
    }


def sheet_addresses(content: EditionContent) -> dict[str, str]:
    """The sheet of translations by the words with which a finding names a part of it."""
    sheet = reverse("admin:quiz_translation_sheet")
    roles = {"": "", **{role.name: f"role/{role.slug}/" for role in content.roles.values()}}
    return {
        translated_part(language, name): f"{sheet}?{urlencode({'language': language, 'kind': kind})}"
        for language in content.translations
        for name, kind in roles.items()
    }


def row_addresses(named: set[str], content: EditionContent) -> dict[str, str]:
    """Change pages by the words with which a finding names a row."""
    slugs: dict[type[Model], dict[str, str]] = {
        Source: {source.title: slug for slug, source in content.sources.items()},
        Dimension: {dimension.name: slug for slug, dimension in content.dimensions.items()},
        Skill: {skill.name: slug for slug, skill in content.skills.items()},
        Item: {f"{ITEM}{slug}": slug for slug in content.items},
        Figure: {f"{FIGURE}{figure.slug}": figure.slug for figure in content.figures},
        Role: {role.name: slug for slug, role in content.roles.items()},
        Wording: {place_of(PHRASES[slug]): slug for slug in content.wordings if slug in PHRASES},
    }
    wanted = {
        model: {slug: words for words, slug in by_words.items() if words in named}
        for model, by_words in slugs.items()
    }
    return addresses_of({model: words for model, words in wanted.items() if words})


def addresses_of(wanted: dict[type[Model], dict[str, str]]) -> dict[str, str]:
    """Addresses by words, of rows given as words by slug; one query for all models."""
    if not wanted:
        return {}
    first, *others = (
        model._default_manager.order_by()
        .filter(slug__in=words)
        .values_list(Value(model._meta.label_lower), "slug", "pk")
        for model, words in wanted.items()
    )
    by_label = {model._meta.label_lower: words for model, words in wanted.items()}
    return {
        by_label[label][slug]: reverse(f"admin:{label.replace('.', '_')}_change", args=[pk])
        for label, slug, pk in first.union(*others, all=True).order_by()
    }

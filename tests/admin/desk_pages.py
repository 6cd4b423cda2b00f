"""Every address of the desk that somebody can look at, with a row behind each kind of page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from quiz.editions.publish import publish
from quiz.models import ContentConflict, ContentPack, DraftCopy, Edition, Explanation, Item, Persona, Wording
from quiz.packs.personas import load_personas
from roles.history.record import recording
from roles.models import Change, Organisation, Role

# By name: what only takes something in, what is a file, and the way in and out.
NOT_LOOKED_AT = {
    "quiz_edition_draft_review",
    "quiz_edition_cancel",
    "quiz_contentconflict_settle",
    "quiz_contentpack_download",
    "roles_role_preview_pdf",
    "roles_role_matrix_ahead",
    "quiz_persona_preview_pdf",
    "view_on_site",
    "login",
    "logout",
}
EMPTY = ("accessattempt", "accesslog", "accessfailurelog", "dbtaskresult")  # Others write them, if at all.


@dataclass(frozen=True, slots=True)
class DeskPage:
    """An address, and how many kinds of rows belong to the row that it is about."""

    address: str
    kinds: int = 0


def furnish() -> None:
    """Something to look at behind every kind of page, beside the shipped draft."""
    now = timezone.now()
    User.objects.create_user("grace", is_staff=True)
    publish(now, "First.")
    load_personas(settings.BASE_DIR / "fixtures" / "personas" / "personas.json")
    role = Role.objects.get(slug="backend-engineer")
    with recording("ada", "Asked for by a reader"):
        role.best_for = "like to see a system run for years"
        role.save()
        Organisation.objects.create(name="Ada & Partners")
    edition = Edition.objects.newest()
    assert edition
    Explanation.objects.create(edition=edition, reason="Why not designer?", explained_at=now)
    pack = ContentPack.objects.create(digest="0" * 64, rows={}, loaded_at=now - timedelta(days=9))
    ContentConflict.objects.create(
        model="roles.role",
        key="backend-engineer",
        field="name",
        then="Backend Engineer",
        now="Server Engineer",
        found_at=pack.loaded_at,
    )
    DraftCopy.objects.create(rows={}, reason="Before a reset", made_at=now)
    Wording.objects.create(slug="lead-clear", text="Ahead of {second} *{times}*.")


def every_page() -> list[DeskPage]:
    """All pages; of each model those of the first row, and of the row that most others name."""
    rows = (page for model_admin in admin.site._registry.values() for page in pages_of_rows(model_admin))
    own = (DeskPage(reverse(f"admin:{name}", args=args)) for name, args in pages_about_rows())
    return [*pages_without_rows(), *own, *rows]


def pages_without_rows() -> list[DeskPage]:
    """The pages that are there before anything is written."""
    typed = "?app_label=roles&model_name=statement&field_name=source&term=survey"
    own = (DeskPage(reverse(f"admin:{name}", args=args)) for name, args in fixed_pages())
    lists = (page for model_admin in admin.site._registry.values() for page in list_and_add(model_admin))
    blank = DeskPage(reverse("admin:quiz_wording_add") + "?slug=changes")
    return [DeskPage(reverse("admin:autocomplete") + typed), blank, *own, *lists]


def fixed_pages() -> Iterator[tuple[str, list[Any]]]:
    yield from ((name, []) for name in ("index", "changes", "password_change", "password_change_done"))
    yield from (("app_list", [app]) for app in ("roles", "quiz"))
    yield from (("roles_role_matrix", [sheet]) for sheet in ("dimensions", "skills"))
    yield from ((f"quiz_edition_draft{page}", []) for page in ("", "_copies", "_short_way"))
    yield from ((f"quiz_{page}", []) for page in ("impact", "statistics", "translation_sheet"))
    yield "quiz_item_order", []
    yield "security", []
    yield "quiz_contentpack_replace", []
    yield "quiz_preview", ["draft", 1]
    yield "jsi18n", []
    yield "roles_organisation_style", []


def pages_about_rows() -> Iterator[tuple[str, list[Any]]]:
    """The pages about rows that are none of Django's own kinds."""
    role, persona = Role.objects.get(slug="backend-engineer"), Persona.objects.first()
    item, copy, change = Item.objects.first(), DraftCopy.objects.first(), Change.objects.first()
    user = User.objects.first()
    assert persona and item and copy and change and user
    yield from ((f"quiz_edition_{page}", [1]) for page in ("again", "reset", "document"))
    yield from (("quiz_preview_item", [which, item.slug]) for which in ("draft", "1"))
    yield "roles_role_preview", [role.pk]
    yield "auth_user_password_change", [user.pk]
    yield "put_back", [change.pk]
    yield "quiz_edition_draft_restore", [copy.pk]
    yield "quiz_edition_role_findings", [role.pk]
    yield "quiz_persona_preview", [persona.pk]
    yield "quiz_preview", ["1", 1]


def list_and_add(model_admin: ModelAdmin) -> Iterator[DeskPage]:
    base = address_of(model_admin)
    yield DeskPage(reverse(f"{base}_changelist"))
    yield DeskPage(reverse(f"{base}_add"), len(model_admin.inlines))


def pages_of_rows(model_admin: ModelAdmin) -> Iterator[DeskPage]:
    kinds = len(model_admin.inlines)
    for row in rows_to_visit(model_admin.model):
        for page, extra in (("change", kinds), ("history", 0), ("delete", kinds)):
            yield DeskPage(reverse(f"{address_of(model_admin)}_{page}", args=[row.pk]), extra)


def address_of(model_admin: ModelAdmin) -> str:
    return f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"


def rows_to_visit(model: type[Model]) -> list[Model]:
    first = model._default_manager.first()
    keys = dict.fromkeys((*([first.pk] if first else []), *most_named(model)))
    return [model._default_manager.get(pk=key) for key in keys]


def most_named(model: type[Model]) -> list[Any]:
    """The row that most others name: all of them are told when it is deleted."""
    named: Counter[Any] = Counter()
    for relation in model._meta.related_objects:
        rows: Any = relation.related_model
        if rows._meta.app_label in ("roles", "quiz"):
            named.update(rows._base_manager.values_list(relation.field.attname, flat=True))
    del named[None]
    return [key for key, _ in named.most_common(1)]


def names_of_addresses(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The names under which the desk has addresses, those apart that nobody looks at."""
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names_of_addresses(pattern.url_patterns)
        elif pattern.name:
            found.add(pattern.name)
    return {name for name in found - NOT_LOOKED_AT if not any(model in name for model in EMPTY)}

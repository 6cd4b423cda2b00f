"""The groups that are shipped: who writes drafts, who reviews them, who publishes."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

EVERY_ACTION = ("view", "add", "change", "delete")
LOOKING = ("view",)
# Beside the rows of a draft: what each group may do with what the desk keeps.
ON_DESK: dict[str, tuple[str, ...]] = {
    "Author": (
        "view_edition",
        "view_draftreview",
        "view_persona",
        "add_persona",
        "change_persona",
        "delete_persona",
    ),
    "Reviewer": (
        "view_edition",
        "view_draftreview",
        "add_draftreview",
        "view_persona",
        "view_explanation",
        "add_explanation",
    ),
    "Publisher": (
        "view_edition",
        "add_edition",
        "view_draftreview",
        "add_draftreview",
        "add_draftcopy",
        "view_persona",
        "view_explanation",
        "add_explanation",
    ),
}
ON_DRAFT: dict[str, tuple[str, ...]] = {"Author": EVERY_ACTION, "Reviewer": LOOKING, "Publisher": LOOKING}
GROUPS = tuple(ON_DESK)


def ship_groups(sender: AppConfig, using: str, apps: Apps = installed, **_: Any) -> None:
    """Makes the groups after a migration and gives each permission once: what is taken away stays away.

    Permissions are made by the same signal and perhaps later, so they are asked for here first.
    A flush sends the signal too, without ``apps``.
    """
    try:
        group_model, grant_model = apps.get_model("auth", "Group"), apps.get_model("quiz", "GroupGrant")
    except LookupError:
        return  # Migrated back to before these tables.
    for label in ("roles", "quiz"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    for name in GROUPS:
        group, is_new = group_model.objects.using(using).get_or_create(name=name)
        given = set(grant_model.objects.using(using).filter(group=name).values_list("permission", flat=True))
        wanted = set(codenames(name)) - given
        # A group without a record of grants is of before there was one, and perhaps an operator's by now.
        permissions = (
            apps.get_model("auth", "Permission")
            .objects.using(using)
            .filter(
                content_type__app_label__in=("roles", "quiz"),
                codename__in=wanted if given or is_new else later(name),
            )
        )
        group.permissions.add(*permissions)
        grants = [grant_model(group=name, permission=codename) for codename in sorted(wanted)]
        grant_model.objects.using(using).bulk_create(grants)


def codenames(group: str) -> Iterable[str]:
    """The permissions of a group, such as "change_role"."""
    on_draft = [f"{action}_{model}" for action in ON_DRAFT[group] for model in draft_models()]
    return [*on_draft, *ON_DESK[group]]


def later(group: str) -> list[str]:
    """What came after the groups were shipped first: all on the desk but editions."""
    return [codename for codename in ON_DESK[group] if not codename.endswith("_edition")]


def draft_models() -> list[str]:
    """The kinds of rows that a draft is made of; their history is nobody's to edit."""
    models = (name for name in installed.get_app_config("roles").models if name != "change")
    return [*models, "item", "wording", "translation"]

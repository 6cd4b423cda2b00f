"""The groups that are shipped: who writes drafts, who reads them, who publishes."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

DRAFT_ACTIONS = ("view", "add", "change", "delete")
# Group: actions on draft rows, actions on editions.
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Author": (DRAFT_ACTIONS, ("view",)),
    "Reviewer": (("view",), ("view",)),
    "Publisher": (("view",), ("view", "add")),
}


def ship_groups(sender: AppConfig, using: str, apps: Apps = installed, **_: Any) -> None:
    """Makes the groups that don't exist yet, after a migration; an operator's own changes stay.

    Permissions are made by the same signal and perhaps later, so they are asked for here first.
    A flush sends the signal too, without ``apps``.
    """
    try:
        group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
        apps.get_model("quiz", "Edition")
    except LookupError:
        return  # Migrated back to before these tables.
    for label in ("roles", "quiz"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    for name in GROUPS:
        group, is_new = group_model.objects.using(using).get_or_create(name=name)
        if is_new:
            wanted = permission_model.objects.using(using).filter(
                content_type__app_label__in=("roles", "quiz"), codename__in=codenames(name)
            )
            group.permissions.set(wanted)


def codenames(group: str) -> Iterable[str]:
    """The permissions of a group, such as "change_role"."""
    on_drafts, on_editions = GROUPS[group]
    return [f"{action}_{model}" for action in on_drafts for model in draft_models()] + [
        f"{action}_edition" for action in on_editions
    ]


def draft_models() -> list[str]:
    return [*installed.get_app_config("roles").models, "item", "translation"]

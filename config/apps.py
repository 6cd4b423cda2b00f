"""The admin site under the product's name, and the groups that come with it."""

from django.apps import apps
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.db.models.signals import post_migrate


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin.EditorsDesk"

    def ready(self) -> None:
        from django.contrib import admin
        from django_tasks_db.models import DBTaskResult

        from config.groups import ship_groups

        super().ready()
        if admin.site.is_registered(DBTaskResult):
            admin.site.unregister(DBTaskResult)  # The queue minds itself; doctor and /metrics tell of it.
        post_migrate.connect(ship_groups, sender=apps.get_app_config("quiz"))

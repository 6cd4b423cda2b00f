"""The admin site under the product's name, and the groups that come with it."""

from django.apps import apps
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.db.models.signals import post_migrate


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin.EditorsDesk"

    def ready(self) -> None:
        from config.groups import ship_groups
        from config.signing_in import listen

        super().ready()
        listen()
        post_migrate.connect(ship_groups, sender=apps.get_app_config("quiz"))

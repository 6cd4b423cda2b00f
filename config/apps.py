"""The admin site under the product's name, and the groups that come with it."""

from django.apps import apps
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.db.models.signals import post_migrate


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin.EditorsDesk"

    def ready(self) -> None:
        from django.contrib import admin
        from django_otp.plugins.otp_totp.models import TOTPDevice
        from django_tasks_db.models import DBTaskResult

        from accounts.forms import SignInForm
        from config.groups import ship_groups
        from config.signing_in import listen

        super().ready()
        # The queue minds itself; doctor and /metrics tell of it. Keys of authenticators are nobody's to see.
        for model in filter(admin.site.is_registered, (DBTaskResult, TOTPDevice)):
            admin.site.unregister(model)
        admin.site.login_form = SignInForm
        listen()
        post_migrate.connect(ship_groups, sender=apps.get_app_config("quiz"))

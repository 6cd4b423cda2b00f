"""The app that holds what a role is."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "roles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from roles.history.record import watch

        watch(*(model for model in self.get_models() if hasattr(model, "natural_key")))

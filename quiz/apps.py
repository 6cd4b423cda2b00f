"""The app that asks, pins and stores: items, editions, sittings, responses."""

from django.apps import AppConfig


class QuizConfig(AppConfig):
    name = "quiz"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from quiz.models import Item, Persona, Translation, Wording
        from roles.history.record import watch

        watch(Item, Translation, Wording, Persona)

"""The app that writes verdicts out: pages, charts, PDF."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ties the made PDFs to their sitting: imports point from reports to quiz, so whoever deletes
        a sitting (its owner, the purge, an editor) cannot call us, and must not have to."""
        from django.db.models.signals import post_delete

        from quiz.models import Sitting

        post_delete.connect(forget_pdfs, sender=Sitting)


def forget_pdfs(instance: Any, **_: Any) -> None:
    """Removes the PDFs of a deleted sitting once the deletion stands."""
    from reports.cache import forget

    transaction.on_commit(lambda: forget(instance))

"""The app that writes verdicts out: pages, charts, PDF."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ties the PDFs to their sitting: imports point from reports to quiz, so whoever finishes or
        deletes a sitting (its owner, the purge, an editor) cannot call us, and must not have to."""
        from django.db.models.signals import post_delete

        from quiz.answering import finished
        from quiz.erasure import purged
        from quiz.models import Sitting
        from reports.models import Printing

        finished.connect(ask_for_pdf)
        purged.connect(tidy_up)
        post_delete.connect(forget_pdfs, sender=Sitting)
        post_delete.connect(forget_task, sender=Printing)


def ask_for_pdf(number: int, **_: Any) -> None:
    """Has the PDF made while its reader reads the page."""
    from reports.cache import language
    from reports.printing import ask

    ask(number, "a4", language())


def tidy_up(**_: Any) -> None:
    """Removes what killed processes left behind."""
    from reports.tidying import tidy

    tidy()


def forget_task(instance: Any, **_: Any) -> None:
    """Takes the task of a deleted printing out of the queue."""
    from reports import queue

    transaction.on_commit(lambda: queue.forget(instance.task), robust=True)


def forget_pdfs(instance: Any, **_: Any) -> None:
    """Removes the PDFs of a deleted sitting once the deletion stands, and its report from memory at once."""
    from reports import written
    from reports.cache import forget

    written.forget(instance)
    transaction.on_commit(lambda: forget(instance))

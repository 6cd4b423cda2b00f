"""What the queue calls: making one PDF."""

import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from django.utils import translation

from reports import heartbeat
from reports.cache import Busy, make_ready
from reports.models import Printing, Stage
from reports.pdf import RenderError
from reports.printing import end, give_back, take_up
from reports.report import generate_report

task: Callable[[Callable[[int], str]], Any] = import_module(settings.QUEUE.interface).task

logger = logging.getLogger(__name__)


@task
def print_report(printing: int) -> str:
    """Makes the PDF that a printing asks for. Harmless however often it is called: one call takes it up.

    Its argument is a number that opens nothing, since queues are kept, logged and looked at.
    """
    close_old_connections()  # Redis' worker asks no database between tasks: ours may be gone meanwhile.
    taken = take_up(printing, heartbeat.NAME)
    if taken is None:
        return "nothing to do"
    try:
        make(taken)
    except (RenderError, Busy, OSError) as error:
        logger.error("printing %d, attempt %d: %s", taken.pk, taken.attempts, error)
        close_old_connections()  # The same, after as long as a render takes.
        give_back(taken)
        return "failed"
    except Exception:
        close_old_connections()
        give_back(taken)
        raise
    return "made"


def make(printing: Printing) -> None:
    """Renders and keeps the PDF. Raises RenderError, Busy and OSError."""
    with translation.override(printing.language):
        report = generate_report(printing.sitting)
        digest = make_ready(printing.sitting, report, "letter" if printing.paper == "letter" else "a4")
    end(printing, Stage.MADE, report=report.code, digest=digest)

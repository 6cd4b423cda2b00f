"""Which engine holds the queue of PDFs to make: ours to choose, Django's tasks interface to talk to."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# Django 6 has the interface, 5.2 has the package that it grew from.
INTERFACE = "django.tasks" if find_spec("django.tasks") else "django_tasks"
# Seconds. Who finishes the quiz waits for Redis no longer than that, if it hangs; a download does twice.
PATIENCE = "socket_connect_timeout=2&socket_timeout=2"


@dataclass(frozen=True, slots=True)
class Engine:
    """What the settings need of an engine."""

    backend: str
    apps: tuple[str, ...] = ()
    redis: dict[str, dict[str, Any]] = field(default_factory=dict)
    interface: str = INTERFACE

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        return {"default": {"BACKEND": self.backend}}


def engine(text: str) -> Engine:
    """The engine that the setting TASKS names. Raises ImproperlyConfigured."""
    match urlsplit(text.strip() or "database"):
        case url if url.scheme in ("redis", "rediss", "unix"):
            return redis_engine(text.strip())
        case url if url.path == "immediate":
            return Engine(f"{INTERFACE}.backends.immediate.ImmediateBackend")
        case url if url.path == "database":
            return Engine("django_tasks_db.DatabaseBackend")
    raise ImproperlyConfigured(
        f"TASKS is {text!r}; it must be database, immediate or redis://host:port/number."
    )


def redis_engine(url: str) -> Engine:
    if not find_spec("django_tasks_rq"):
        raise ImproperlyConfigured(f"TASKS is {url!r}, which needs: pip install 'rolewise[redis]'")
    patient = url if "socket_timeout=" in url else f"{url}{'&' if '?' in url else '?'}{PATIENCE}"
    # It speaks the package's interface also where Django has its own.
    return Engine("django_tasks_rq.RQBackend", ("django_rq",), {"default": {"URL": patient}}, "django_tasks")

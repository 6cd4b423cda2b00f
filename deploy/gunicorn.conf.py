"""How gunicorn serves Rolewise; each value can be set from outside. See docs/operating.md."""

import os
from pathlib import Path

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 120
graceful_timeout = 30  # Seconds that requests under way get when a worker is told to stop.
max_requests = 20_000  # Then a worker is replaced, so that nothing can pile up in it for ever.
max_requests_jitter = 2_000
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()
accesslog = None  # It would hold addresses, and some hold codes; config/requests.py tells what is asked for.
# Nobody asks it anything that way, and two releases of one user would take each other's socket.
control_socket_disable = True
# Heartbeats of gunicorn's own go through a file; in memory they never wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def child_exit(server, worker):
    """Takes what a worker counted out of the gauges once it is gone."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)

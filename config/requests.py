"""Counting and logging what is asked for, by the name of its address: never the address, which can hold a
code, and nothing of what was sent."""

import logging
import os
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

METRICS = "/metrics"
HERE = ("127.0.0.1", "::1")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

ASKED = Counter("rolewise_requests_total", "Requests answered.", ["route", "method", "status"])
TAKEN = Histogram("rolewise_request_seconds", "Time to an answer.", ["route"], buckets=SECONDS)

logger = logging.getLogger("rolewise.requests")


def count_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: counts and times every answer, logs it at INFO, and answers ``/metrics``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == METRICS:
            return metrics(request)
        begun = time.perf_counter()
        response = get_response(request)
        note(request, response, time.perf_counter() - begun)
        return response

    return middleware


def note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = route_of(request)
    method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
    ASKED.labels(route, method, str(response.status_code)).inc()
    TAKEN.labels(route).observe(seconds)
    told = {"route": route, "method": method, "status": response.status_code, "ms": round(1000 * seconds, 1)}
    logger.info("%(method)s %(route)s %(status)d in %(ms)s ms", told, extra={"fields": told})


def route_of(request: HttpRequest) -> str:
    """The name of what was asked for; one for all that doesn't exist, or counters would grow without end."""
    if match := request.resolver_match:
        return match.view_name or match.route
    return "static" if request.path.startswith(settings.STATIC_URL) else "unknown"


def metrics(request: HttpRequest) -> HttpResponse:
    """Every metric of this machine's processes, and the queue's."""
    if not may_look(request):
        return HttpResponse(status=404)
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(Both())
    try:
        registry.register(Queue())  # Registering reads it once.
    except DatabaseError:
        logger.warning("metrics without the queue: the database doesn't answer")
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def may_look(request: HttpRequest) -> bool:
    """With METRICS_TOKEN whoever sends it, else only this machine itself and not through a proxy.

    Behind a proxy nobody: what it passes on comes from this machine too, and not every one says that it did.
    """
    if settings.METRICS_TOKEN:
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return constant_time_compare(sent, settings.METRICS_TOKEN)
    if settings.BEHIND_PROXY:
        return False
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in HERE and not forwarded


class Both(Collector):
    """What this process counted."""

    def collect(self) -> Iterator[object]:  # type: ignore[override]
        return iter(REGISTRY.collect())


class Queue(Collector):
    """Printings by stage and workers alive, read when asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        from reports.models import Printing
        from reports.printing import workers_alive

        printings = GaugeMetricFamily("rolewise_printings", "PDFs waited for, by stage.", labels=["stage"])
        workers = GaugeMetricFamily("rolewise_workers", "Workers that make PDFs and are alive.")
        counted = Printing.objects.open().values_list("stage").annotate(Count("pk"))
        found = dict.fromkeys(("waiting", "running"), 0) | dict(counted)
        for stage, number in found.items():
            printings.add_metric([stage], number)
        workers.add_metric([], workers_alive().count())
        yield printings
        yield workers

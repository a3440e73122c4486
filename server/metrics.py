"""GET /metrics for Prometheus: sessions, run times, errors, ages of the data, memory. Only with THERAPY_METRICS=on.

No number here says which page, link, therapy or person: there are no labels but the release's id. Off by default,
because behind a web server every caller seems to come from this machine: whoever turns it on also keeps the address
from the public (deploy/nginx.conf does). Not here: how a run is timed (`server.run_times`).
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY, GaugeStat

from server import run_times
from server.state import Shown

PATH = "/metrics"
# Seconds. Around what a page takes here (docs/performance.md) and what a person notices (0.1, 1) and waits for (10).
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def route(state: Callable[[], Shown]) -> Route:
    """The address. From now on runs and errors are counted."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    registry.register(_Now(state))
    run_times.listen(Histogram("therapies_run_seconds", "Runs of pages", buckets=BUCKETS, registry=registry).observe)
    _count_errors(Counter("therapies_errors", "Lines of the log that tell of an error", registry=registry))

    def answer(_: Request) -> Response:  # not async: Starlette runs it beside the event loop
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Route(PATH, answer)


def _count_errors(errors: Counter) -> None:
    make = logging.getLogRecordFactory()

    def counting(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = make(*arguments, **named)
        if record.levelno >= logging.ERROR:
            errors.inc()
        return record

    logging.setLogRecordFactory(counting)


class _Now(Collector):
    """What holds at the moment of asking."""

    def __init__(self, state: Callable[[], Shown]) -> None:
        self._state = state

    def describe(self) -> list[Metric]:
        """Nothing: asking would open the data."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All of it; without a good release its id and ages are missing."""
        yield _gauge("therapies_sessions", "Browsers connected now", _sessions())
        try:
            now = self._state()
        except Exception:  # noqa: BLE001 - readiness logs the reason
            yield _gauge("therapies_ready", "1: a good release is shown", 0)
            return
        yield _gauge("therapies_ready", "1: a good release is shown", 1)
        yield _gauge("therapies_newer_release_refused", "1: a newer release failed its checks", now.newer_refused)
        yield InfoMetricFamily("therapies_release", "The release that is shown", {"release": now.release})
        if now.built_at:
            yield _gauge("therapies_release_age_seconds", "Since the release was built", _age(now.built_at))
        if day := now.register_day:
            copied = datetime.combine(day, time(), UTC)
            yield _gauge("therapies_register_copy_age_seconds", "Since the day of the register's copy", _age(copied))


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value)


def _age(since: datetime) -> float:
    return (datetime.now(UTC) - since).total_seconds()


def _sessions() -> float:
    stats = runtime.get_instance().stats_mgr.get_stats(family_names=[ACTIVE_SESSIONS_FAMILY])
    return sum(stat.value for stat in stats[ACTIVE_SESSIONS_FAMILY] if isinstance(stat, GaugeStat))

"""Numbers for the operator: right, and about nobody."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request

from server import metrics, run_times
from server.state import Shown

ASKED = Request({"type": "http"})
BUILT = datetime.now(UTC) - timedelta(days=3)
GOOD = Shown("abc123", BUILT, date.today() - timedelta(days=1), newer_refused=False)  # noqa: DTZ011


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the metrics hang on is taken off again."""
    monkeypatch.setattr(run_times, "_listeners", [])
    monkeypatch.setattr(metrics, "_sessions", lambda: 4)
    factory = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(factory)


def numbers(route) -> dict[str, float]:
    text = route.endpoint(ASKED).body.decode()
    return {
        sample.name + "".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_release_register_and_sessions() -> None:
    told = numbers(metrics.route(lambda: GOOD))
    assert told["therapies_sessions"] == 4
    assert told["therapies_ready"] == 1
    assert told["therapies_newer_release_refused"] == 0
    assert told["therapies_release_infoabc123"] == 1
    assert 3 * 86_400 <= told["therapies_release_age_seconds"] < 4 * 86_400
    assert 86_400 <= told["therapies_register_copy_age_seconds"] < 3 * 86_400
    assert told["process_resident_memory_bytes"] > 1_000_000


def test_without_a_release_it_is_not_ready_and_has_no_age() -> None:
    def state() -> Shown:
        raise KeyError("nothing")

    told = numbers(metrics.route(state))
    assert told["therapies_ready"] == 0
    assert "therapies_release_age_seconds" not in told


def test_runs_are_counted_with_their_times() -> None:
    route = metrics.route(lambda: GOOD)
    run_times.end()  # a run that was begun before anybody listened, or not at all
    for _ in range(3):
        run_times.begin()
        run_times.end()
    told = numbers(route)
    assert told["therapies_run_seconds_count"] == 3
    assert told["therapies_run_seconds_bucket10.0"] == 3
    assert told["therapies_run_seconds_sum"] < 1


def test_errors_of_every_logger_are_counted() -> None:
    route = metrics.route(lambda: GOOD)
    for name in ("views.frame", "streamlit.anything", "asyncio"):
        logging.getLogger(name).error("failed")
        logging.getLogger(name).warning("only a warning")
    assert numbers(route)["therapies_errors_total"] == 3


def test_no_label_but_the_release_and_the_interpreter() -> None:
    text = metrics.route(lambda: GOOD).endpoint(ASKED).body.decode()
    names = {name for family in text_string_to_metric_families(text) for one in family.samples for name in one.labels}
    assert names <= {"le", "release", "implementation", "major", "minor", "patchlevel", "version"}

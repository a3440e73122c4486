"""The log for machines: one object a line, and nobody's words in it."""

import json
import logging
import sys
from typing import Any

import pytest

from server.log import Lines, leave_words_out

SECRET = "boy of 7 in 63110"


def line(name: str, words: object, *arguments: object, error: BaseException | None = None) -> dict[str, Any]:
    information = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, words, arguments, information)
    text = Lines().format(record)
    assert "\n" not in text
    assert SECRET not in text
    return json.loads(text)


def failed() -> BaseException:
    try:
        raise KeyError(SECRET)
    except KeyError:
        error = sys.exc_info()[1]
    assert error
    return error


def test_our_own_words_are_written_in_full() -> None:
    told = line("views.frame", "The page %s failed", "Trials")
    assert told["message"] == "The page Trials failed"
    assert told["level"] == "ERROR"
    assert str(told["time"]).endswith("+00:00")


def test_of_an_error_only_its_type_and_its_places() -> None:
    told = line("views.frame", "The page %s failed", "Trials", error=failed())
    assert told["error"] == "KeyError"
    (place,) = told["where"]
    assert place.endswith("test_log.py:26 failed")


@pytest.mark.parametrize(
    ("words", "arguments", "written"),
    [
        ('%s - "WebSocket %s" [accepted]', ("127.0.0.1", f"/stream?q={SECRET}"), '%s - "WebSocket %s" [accepted]'),
        (f"Task exception was never retrieved\nfuture: {SECRET}", (), "Task exception was never retrieved"),
        (ValueError(SECRET), (), "ValueError"),
    ],
)
def test_what_other_packages_fill_in_is_left_out(words: object, arguments: tuple[object, ...], written: str) -> None:
    assert line("uvicorn.error", words, *arguments)["message"] == written


def test_a_logger_that_only_begins_like_ours_is_not_ours() -> None:
    assert line("viewsmith.x", "%s", SECRET)["message"] == "%s"


def test_in_the_plain_log_streamlit_tells_no_words_of_an_error(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("streamlit.error_util")
    before = list(logger.filters)
    try:
        leave_words_out()
        logger.addHandler(caplog.handler)
        logger.error("Uncaught app execution", exc_info=failed())
    finally:
        logger.filters = before
        logger.removeHandler(caplog.handler)
    assert "Uncaught app execution: KeyError (its words are left out)" in caplog.text
    assert "test_log.py" in caplog.text
    assert SECRET not in caplog.text

"""The log as one JSON object a line, for machines that collect logs, with THERAPY_LOG=json; and the plain one.

In the plain log of the terminal (`leave_words_out`) only what Streamlit tells of an error is shortened.

Nothing that anybody typed, chose or followed a link with gets into it: of an error there are its type and the places
in the code, never its words; of what other packages log, the sentence without what they would fill in. What our own
modules log is written in full, and they log no input. Not here: what is logged, and how long it is kept.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

from streamlit import logger as streamlit_log

OURS = ("server", "views", "therapies", "loaders")
_OF_SCRIPTS = "streamlit.error_util"
_SERVERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")


def write_json() -> None:
    """Write everything from now on as lines of JSON to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    # Streamlit gives each of its loggers a handler of its own; no setting says otherwise.
    streamlit_log.setup_formatter = _hand_on  # ty: ignore[invalid-assignment]
    streamlit_log.update_formatter()
    for name in _SERVERS:
        _hand_on(logging.getLogger(name))


class _Place(logging.Filter):
    """Of an error its type and the places in the code, not its words."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and (error := record.exc_info[1]):
            record.msg = f"{record.getMessage()}: {without_words(error)}"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True


def without_words(error: BaseException) -> str:
    """Of an error its type and the lines of code where it failed: its own words may have been typed by somebody."""
    return f"{type(error).__name__} (its words are left out)\n{''.join(traceback.format_tb(error.__traceback__))}"


def leave_words_out() -> None:
    """Streamlit logs by itself what fails in what a button does, and around a page: it may have been typed."""
    logging.getLogger(_OF_SCRIPTS).addFilter(_Place())


def _hand_on(logger: logging.Logger) -> None:
    logger.handlers = []
    logger.propagate = True


class Lines(logging.Formatter):
    """One line for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without anybody's input."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "message": _words(record),
        }
        if record.exc_info and (error := record.exc_info[1]):
            line["error"] = type(error).__name__
            line["where"] = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)]
        return json.dumps(line, ensure_ascii=False)


def _words(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    # The sentence as it stands in the other package's code; some write more behind its first line.
    return record.msg.partition("\n")[0] if isinstance(record.msg, str) else type(record.msg).__name__

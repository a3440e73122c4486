"""The process that reads and writes people's files for the curation page, and how it is asked.

The dashboard itself parses none of them. One process serves all sessions, one question at a time; it is started with
the first question, started anew when it has ended, stopped when it does not answer, and ends with this process. Not
here: what it answers (`loaders.desk`), and how that is said (`therapies.desk`).
"""

import json
import logging
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
# A build of many therapies may take a while; a check answers within a second.
_PATIENCE = 120.0
# What may be asked twice: it changes no file of the data.
_REPEATABLE = ("list", "open", "check", "preview", "drop draft")
_SILENT = (
    "The process behind this page did not answer, so nothing is known of what it did. Your text is still here. "
    "Wait a moment and try again; if it happens again, tell the person who runs this dashboard."
)
_log = logging.getLogger(__name__)


class DeskSilentError(Exception):
    """The process gave no answer; the message says what to do."""


def command(data: Path) -> list[str]:
    """How the process is started; `data` is the folder with `curated`, `release`, `history` and `drafts`."""
    folders = [f"--{name}={data.absolute() / name}" for name in ("curated", "release", "history", "drafts")]
    return [sys.executable, "-m", "loaders", "desk", *folders]


class DeskProcess:
    """The one process of a dashboard."""

    def __init__(self, started: Sequence[str], patience: float = _PATIENCE) -> None:
        self._command = list(started)
        self._patience = patience
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, **question: Any) -> dict[str, Any]:
        """What the process answers. Raises DeskSilentError where it does not."""
        line = json.dumps(question).encode() + b"\n"
        with self._lock:
            for _ in range(2 if question.get("do") in _REPEATABLE else 1):
                try:
                    return json.loads(self._answer(line))
                except (OSError, ValueError) as error:
                    _log.warning("The process of the curation page did not answer: %s", error)
                    self._stop()
        raise DeskSilentError(_SILENT)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _answer(self, line: bytes) -> bytes:
        process = self._process
        if process is None or process.poll() is not None:
            self._stop()
            self._process = process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
            )
        if process.stdin is None or process.stdout is None:
            raise OSError("it has no pipes")
        process.stdin.write(line)
        process.stdin.flush()
        return self._line(process.stdout.fileno())

    def _line(self, handle: int) -> bytes:
        found, end = b"", time.monotonic() + self._patience
        while not found.endswith(b"\n"):
            if not select.select([handle], [], [], max(0.0, end - time.monotonic()))[0]:
                raise OSError(f"no answer in {self._patience:g} seconds")
            part = os.read(handle, 65_536)
            if not part:
                raise OSError("it has ended")
            found += part
        return found

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                _log.debug("A pipe was closed already")
        process.kill()
        process.wait()

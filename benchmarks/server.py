"""Starts a Streamlit script in a process of its own on a free port, waits until it answers, stops it.

Not here: what is measured or tested with it.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[1]
STREAMLIT = (sys.executable, "-m", "streamlit", "run", "serving.py")


class Server:
    """A running server: `with Server() as server: ... server.url`. The default is the dashboard."""

    def __init__(
        self,
        command: Sequence[str] = STREAMLIT,
        folder: Path = ROOT,
        environment: Mapping[str, str] | None = None,
        patience: float = 60,
        port: int | None = None,
    ) -> None:
        self.command, self.folder, self.environment, self.patience = command, folder, environment or {}, patience
        self._port = port

    def __enter__(self) -> Self:
        self.port = self._port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._output = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [*self.command, "--server.port", str(self.port)],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def output(self) -> str:
        """Everything the server has printed so far."""
        self._output.seek(0)
        return self._output.read()

    def stop(self) -> None:
        """End the server and what it started, politely first."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                os.killpg(self.process.pid, sign)
                try:
                    self.process.wait(5)
                except subprocess.TimeoutExpired:
                    continue
        self._output.close()

    def _wait(self) -> None:
        end = self.started + self.patience
        while time.perf_counter() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended before it answered:\n{self.output()}")
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.01)
        raise TimeoutError(f"The server did not answer within {self.patience} s:\n{self.output()}")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]

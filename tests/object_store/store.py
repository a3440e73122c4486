"""Starts, holds up, kills and starts again a real object store: the S3 gateway of JuiceFS, in a process of its own.

It checks signatures, keeps what was stored when it is killed, and lists at once what was written. Its S3 is of before
2025, when AWS began to sign checksums behind the content: `keys` says so to the client, as one does for such stores.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

from benchmarks.server import free_port

BUCKET = "therapy-data"
KEY, SECRET = "planted-key-of-the-team", "planted-secret-of-the-team"
_PROGRAM = shutil.which("juicefs", path=str(Path(sys.executable).parent))
_QUIET = ("--no-usage-report", "--no-banner", "--no-bgjob", "--backup-meta", "0", "--cache-dir", "memory")


def is_installed() -> bool:
    """Whether the store's package is here; there is none for Windows and macOS."""
    return _PROGRAM is not None


class Store:
    """The store over a folder; always at the same port, and with what was stored before."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        volume = ("--storage", "file", "--bucket", f"{folder}/objects/", "--trash-days", "0")
        subprocess.run(self._command("format", *volume, last=BUCKET), check=True, capture_output=True)

    def address(self, folder: str, bucket: str = BUCKET) -> str:
        """A folder in a bucket, as THERAPY_DATA and --to take it."""
        return f"s3://{bucket}/{folder}?scheme=http&endpoint_override={quote(f'127.0.0.1:{self.port}', safe='')}"

    def start(self) -> None:
        """Serve; returns when it answers."""
        options = ("--metrics", f"127.0.0.1:{free_port()}", *_QUIET)
        self._process = subprocess.Popen(
            self._command("gateway", *options, last=f"127.0.0.1:{self.port}"),
            env={**os.environ, "MINIO_ROOT_USER": KEY, "MINIO_ROOT_PASSWORD": SECRET, "HOME": str(self.folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + 30
        while time.monotonic() < end and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/minio/health/live", timeout=5).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        self.kill()
        raise RuntimeError("the object store did not start")

    def hold_up(self) -> None:
        """Answer nobody, and cut no connection."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Answer again, also what was asked meanwhile."""
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        """End it without a word."""
        self._send(signal.SIGKILL)
        if self._process:
            self._process.wait()
        self._process = None

    def _send(self, sign: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            os.kill(self._process.pid, sign)

    def _command(self, what: str, *options: str, last: str) -> list[str]:
        assert _PROGRAM
        return [_PROGRAM, what, *options, f"sqlite3://{self.folder}/list.db", last]


def keys(key: str = KEY, secret: str = SECRET) -> dict[str, str]:
    """The environment of a process that uses the store."""
    return {
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
    }

"""deploy/nginx.conf as it stands, with other ports and without TLS, in front of several real processes.

Not here: what is tested or measured through it. Without nginx `NGINX` is None.
"""

import http.client
import os
import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.server import ROOT, STREAMLIT, Server, free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
_PORTS = (8501, 8502)
_READY_SECONDS = 60


def adapted(text: str, folder: Path, port: int, processes: Sequence[int]) -> str:
    """The configuration with ports and folders of its own, plain HTTP."""
    text = re.sub(r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"\n *ssl_\w+ .*?;", "", text)
    text = text[: text.rindex("server {")]  # the one that only sends from port 80 to 443
    for old, new in zip(_PORTS, processes, strict=True):
        text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
    text = text.replace("/var/cache/", f"{folder}/").replace("/var/log/nginx", f"{folder}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    # Where root starts it, it would work as somebody else, who may not enter these folders.
    user = "user root; " if os.geteuid() == 0 else ""
    main = f"{user}pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{ worker_connections 768; }}"
    return f"{main} http {{ include /etc/nginx/mime.types; {folders}\n{text} }}"


class Front:
    """nginx and two dashboards behind it: `with Front(folder) as front: ... front.url`. `folder` is its own alone.

    `printed` is what processes printed that were ended since.
    """

    def __init__(
        self, folder: Path, environment: Mapping[str, str] | None = None, command: Sequence[str] = STREAMLIT
    ) -> None:
        self.folder, self._environment, self._command = folder, environment or {}, command
        self.printed: list[str] = []

    def __enter__(self) -> Self:
        assert NGINX, "no nginx: apt-get install nginx-light"  # noqa: S101 - whoever asks has looked
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        with ExitStack() as stack:
            start = [Server(self._command, environment=self._environment) for _ in _PORTS]
            self.dashboards = [stack.enter_context(server) for server in start]
            self._start_nginx(stack)
            self._open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._open.close()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content of an answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def restart(self, number: int) -> None:
        """End one process as a service manager does and start it anew; comes back when it answers that it is ready."""
        old = self.dashboards[number]
        self.printed.append(old.output())
        old.stop()
        new = Server(old.command, environment=old.environment, port=old.port)
        self.dashboards[number] = self._open.enter_context(new)
        end = time.monotonic() + _READY_SECONDS
        while not _ready(new):
            if time.monotonic() > end:
                raise TimeoutError(f"The process was not ready within {_READY_SECONDS} s:\n{new.output()}")
            time.sleep(0.1)

    def _start_nginx(self, stack: ExitStack) -> None:
        text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        ports = [server.port for server in self.dashboards]
        (self.folder / "nginx.conf").write_text(adapted(text, self.folder, self.port, ports), encoding="utf-8")
        command = [str(NGINX), "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "error.log")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        if checked.returncode:
            raise RuntimeError(checked.stderr)
        self.nginx = stack.enter_context(subprocess.Popen(command, start_new_session=True))
        stack.callback(self.nginx.terminate)
        for _ in range(100):
            try:
                self.get("/_stcore/health")
                return
            except ConnectionError:
                time.sleep(0.05)
        raise TimeoutError("nginx did not answer")


def _ready(server: Server) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as connection:
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False

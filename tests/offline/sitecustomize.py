"""Refuses every connection and name look-up beyond this machine, and notes it in the file $OFFLINE_LOG.

Python imports a file of this name by itself at its start when this folder is on PYTHONPATH: so a server is started
without a network. tests/conftest.py imports it for the tests' own process. Not here: what the browser asks for.
"""

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any


def _is_here(host: object) -> bool:
    text = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ipaddress.ip_address(text).is_loopback or ipaddress.ip_address(text).is_unspecified
    except ValueError:
        return text == "localhost"


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_here(host):
        if log := os.environ.get("OFFLINE_LOG"):
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{event} {host}\n")
        raise ConnectionRefusedError(f"No network in the tests: {event} {host}")


sys.addaudithook(_refuse)
